"""Counts a stretch of the access log by who looked, how often and when; sees tokens and times, never a value."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from jikim.clock import SEOUL, day_of
from jikim.law.holidays import is_rest
from jikim.oversight.thresholds import Thresholds

REVEALED, LISTED, SEARCHED = "record:revealed", "records:listed", "records:searched"
LOOKS = frozenset({REVEALED, LISTED, SEARCHED})


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at personal data: which fact, by whom (a staff token), at whom (a record token), when."""

    name: str
    actor: str
    subject: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that asks for an explanation: of whom, how often, and on which day or about which record."""

    kind: str
    actor: str
    count: int
    about: str


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """The figures of one review: looks by kind and staff token, those out of hours, and what stands out."""

    reveals: dict[str, int]
    listings: dict[str, int]
    searches: dict[str, int]
    out_of_hours: dict[str, int]
    findings: list[Finding]

    def plain(self) -> dict[str, Any]:
        """Give the figures as they are stored: names, tokens and numbers."""
        return asdict(self)


@dataclass
class _Tally:
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in LOOKS})
    late: Counter[str] = field(default_factory=Counter)
    reveals_a_day: Counter[tuple[str, date]] = field(default_factory=Counter)
    searches_a_day: Counter[tuple[str, date]] = field(default_factory=Counter)
    subjects: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, look: Look, thresholds: Thresholds) -> None:
        self.kinds[look.name][look.actor] += 1
        if out_of_hours(look.at, thresholds):
            self.late[look.actor] += 1
        if look.name == SEARCHED:
            self.searches_a_day[look.actor, day_of(look.at)] += 1
        if look.name == REVEALED:
            self.reveals_a_day[look.actor, day_of(look.at)] += 1
            self.subjects[look.actor, look.subject] += 1


def out_of_hours(at: datetime, thresholds: Thresholds) -> bool:
    """Tell whether a moment lies outside working hours in Korea, or on a day of rest."""
    local = at.astimezone(SEOUL)
    return is_rest(local.date()) or not thresholds.day_starts <= local.time() < thresholds.day_ends


def count(looks: Iterable[Look], *, thresholds: Thresholds) -> Statistics:
    """Count the looks of a period; findings come sorted by kind, person and what they are about."""
    tally = _Tally()
    for look in looks:
        tally.add(look, thresholds)
    return Statistics(
        reveals=_sorted(tally.kinds[REVEALED]),
        listings=_sorted(tally.kinds[LISTED]),
        searches=_sorted(tally.kinds[SEARCHED]),
        out_of_hours=_sorted(tally.late),
        findings=_findings(tally, thresholds),
    )


def _sorted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items()))


def _findings(tally: _Tally, limits: Thresholds) -> list[Finding]:
    late = {(actor, "period"): number for actor, number in tally.late.items()}
    rules = (
        ("bulk-reveals", _spoken(tally.reveals_a_day), limits.reveals_a_day),
        ("bulk-searches", _spoken(tally.searches_a_day), limits.searches_a_day),
        ("out-of-hours", late, limits.out_of_hours),
        ("repeated-subject", dict(tally.subjects), limits.looks_at_one_subject),
    )
    return [
        Finding(kind=kind, actor=actor, count=number, about=about)
        for kind, counts, limit in rules
        for (actor, about), number in sorted(counts.items())
        if number > limit
    ]


def _spoken(counter: Counter[tuple[str, date]]) -> dict[tuple[str, str], int]:
    return {(actor, day.isoformat()): number for (actor, day), number in counter.items()}
