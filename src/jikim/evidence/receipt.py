"""What a visitor sees of their inquiry without saying who they are: the steps of its life and who looked.

Everything is read from the ledger's facts and the record's spine; nothing here can open a record.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from jikim.clock import day_of
from jikim.inquiries.models import Inquiry
from jikim.ledger.models import Entry
from jikim.policy.ends import destroy_by
from jikim.proof.facts import RecordMailed, RecordRevealed
from jikim.proof.values import Digest, Token
from jikim.registers.in_force import Enacted, version
from jikim.vault.models import Record

STEPS: Final[Mapping[str, str]] = {
    "received": "inquiry:received",
    "answered": "inquiry:answered",
    "closed": "inquiry:closed",
    "apart": "record:apart",
    "destroyed": "record:destroyed",
}
"""The steps of a life and the fact that tells each."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step; ``at`` is when it happened, None while it lies ahead; ``promised`` is the day on which it must have."""

    slug: str
    at: datetime | None
    promised: date | None = None


@dataclass(frozen=True, kw_only=True)
class Look:
    """One access to the record: when, in which role, for which purpose, and why; never by whom.

    ``mailed`` tells a mail that went out; the opening that served it is a look of its own.
    """

    at: datetime
    role: str
    purpose: str
    reason: str
    mailed: bool = False


@dataclass(frozen=True, kw_only=True)
class Story:
    """A record's whole story; ``ends`` is its last day, ``destroy_by`` the day by which it must be destroyed.

    ``state`` is where the inquiry stands, ``enacted`` the version of the policy under which it came (None where that
    version is no longer known).
    """

    token: Token
    purpose: str
    choice: str
    state: str
    policy: Digest
    enacted: Enacted | None
    ends: date
    destroy_by: date
    days_left: int
    frozen: bool
    steps: tuple[Step, ...]
    looks: tuple[Look, ...]

    @property
    def destroyed(self) -> datetime | None:
        """When it was destroyed, None while it lives."""
        return self.when("destroyed")

    @property
    def opened(self) -> tuple[Look, ...]:
        """The looks at the record itself."""
        return tuple(look for look in self.looks if not look.mailed)

    def when(self, slug: str) -> datetime | None:
        """When a step happened; None where it has not, or is none of this record's."""
        return next((step.at for step in self.steps if step.slug == slug), None)

    def promises(self, slug: str) -> bool:
        """Whether a step belongs to this record's life, done or to come."""
        return any(step.slug == slug for step in self.steps)


def story(inquiry: Inquiry, *, at: datetime) -> Story:
    """Tell the story of one inquiry as the ledger has it."""
    record = Record.objects.only("purpose", "policy", "ends", "frozen").get(token=inquiry.token)
    enacted = version(record.policy)
    last = record.ends if enacted is None else destroy_by(enacted.policy, record.ends)
    entries = list(Entry.objects.about(Token(inquiry.token)))
    return Story(
        token=Token(inquiry.token),
        purpose=record.purpose,
        choice=inquiry.choice.name if inquiry.choice else "",
        state=inquiry.state,
        policy=Digest(record.policy),
        enacted=enacted,
        ends=record.ends,
        destroy_by=last,
        days_left=(record.ends - day_of(at)).days,
        frozen=record.frozen is not None,
        steps=_steps(entries, last, apart=enacted is None or enacted.policy.destruction.apart),
        looks=tuple(look for entry in entries if (look := _look(entry)) is not None),
    )


def _steps(entries: list[Entry], last: date, *, apart: bool) -> tuple[Step, ...]:
    told = {entry.name: entry.at for entry in reversed(entries)}  # the first of a name stays
    promises = {"destroyed": last}
    steps = (Step(slug=slug, at=told.get(name), promised=promises.get(slug)) for slug, name in STEPS.items())
    # A record that was destroyed without having been set apart never will be; nor one whose policy does not say so.
    never = {*STEPS} if STEPS["destroyed"] in told else {"apart"} if not apart else set()
    return tuple(step for step in steps if step.at is not None or step.promised is not None or step.slug not in never)


def _look(entry: Entry) -> Look | None:
    if entry.name not in {RecordRevealed.name, RecordMailed.name}:
        return None
    told = entry.told
    fact = told.fact
    if isinstance(fact, RecordRevealed):
        return Look(at=entry.at, role=told.by.role, purpose=fact.purpose, reason=fact.reason)
    if isinstance(fact, RecordMailed):
        return Look(at=entry.at, role=told.by.role, purpose=fact.purpose, reason=fact.template, mailed=True)
    return None
