"""The policy in force, article by article: the promise, what keeps it, what the last check found (P21)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from jikim.evidence.checks import Finding, State, find
from jikim.policy.model import Article, Policy

CONTROLS: Final[Mapping[str, tuple[str, ...]]] = {
    "purposes": ("purposes-are-published", "evidence-of-every-answer"),
    "items": ("purposes-are-published", "evidence-of-every-answer"),
    "retention": ("end-dates-kept", "extensions-have-a-ground"),
    "destruction": ("finished-is-apart", "destroyed-in-time", "batches-confirmed"),
    "third-parties": ("provisions-have-a-ground",),
    "rights": ("requests-in-time", "disputed-is-frozen"),
    "safeguards": (
        "handlers-are-trained",
        "audits-signed",
        "sealed-and-keys-whole",
        "second-factor-for-all",
        "grants-have-a-reason",
        "log-grows-and-is-signed",
    ),
    "officers": ("officers-can-be-reached",),
    "changes": ("versions-announced-in-time",),
}
"""Which checks stand behind which subject of a policy; an article about anything else has no machine check yet."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One article: its heading and words, the checks behind it, and what they say together."""

    number: int | None
    title: str
    promise: str
    findings: tuple[Finding, ...]
    state: State


def articles(policy: Policy, at: datetime) -> list[Kept]:
    """Check every article of a policy now."""
    found: dict[str, Finding] = {}
    return [_weigh(article, policy, found, at=at) for article in policy.articles]


def _weigh(article: Article, policy: Policy, found: dict[str, Finding], *, at: datetime) -> Kept:
    checks = dict.fromkeys(check for topic in article.about for check in CONTROLS.get(topic, ()))
    for check in checks:
        if check not in found:
            found[check] = find(check, policy, at=at)
    findings = tuple(found[check] for check in checks)
    return Kept(
        number=article.number,
        title=article.title,
        promise=article.text,
        findings=findings,
        state=_together(findings),
    )


def _together(findings: tuple[Finding, ...]) -> State:
    """Broken where any is broken; kept where at least one is proved and none is open; else a gap."""
    states = {finding.state for finding in findings}
    if State.BROKEN in states:
        return State.BROKEN
    return State.KEPT if states == {State.KEPT} else State.GAP
