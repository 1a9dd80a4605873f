"""What a machine can look at to say that a promise is kept: each check reads rooms below, counts, and changes nothing.

A check answers ``kept``, ``broken`` or ``gap``: unproved is not the same as broken.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from allauth.mfa.models import Authenticator

from jikim.clock import day_of
from jikim.errors import JikimError
from jikim.ledger import key
from jikim.ledger.head import head
from jikim.ledger.health import health
from jikim.lifecycle.destroy_due import overdue_days
from jikim.lifecycle.models import Batch
from jikim.oversight.models import SelfAudit, Training
from jikim.people.models import Grant, Role, Staff
from jikim.policy.model import Policy
from jikim.registers.in_force import enacted
from jikim.registers.models import Enactment, Provision
from jikim.rights.models import Request
from jikim.vault import counts
from jikim.vault.models import Evidence, Extension, Place, Record

SLOWEST: Final = timedelta(seconds=60)
"""How long a fact may wait for its place in the tree before the log counts as standing still."""
CONFIRM_WITHIN: Final = timedelta(days=7)


class State(StrEnum):
    """What a check found."""

    KEPT = "kept"
    BROKEN = "broken"
    GAP = "gap"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one check found: ``looked`` at so many things, of which so many are ``wrong``."""

    check: str
    state: State
    looked: int
    wrong: int


Check = Callable[[Policy, datetime], tuple[int, int]]
"""Looks, and gives how many things it looked at and how many of them are wrong."""


def find(check: str, policy: Policy, *, at: datetime) -> Finding:
    """Run one check by name; what it has nothing to look at is a gap, and a fault of its own counts as broken."""
    try:
        looked, wrong = CHECKS[check](policy, at)
    except JikimError:
        looked, wrong = 1, 1
    state = State.BROKEN if wrong else State.KEPT if looked else State.GAP
    return Finding(check=check, state=state, looked=looked, wrong=wrong)


def _purposes(policy: Policy, at: datetime) -> tuple[int, int]:
    del at
    known = {purpose.slug for purpose in policy.purposes}
    known |= {use.slug for row in Enactment.objects.all() for use in enacted(row).policy.purposes}
    return Record.objects.count(), Record.objects.exclude(purpose__in=known).count()


def _evidence(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy, at
    versions = list(Enactment.objects.values_list("digest", flat=True))
    return Evidence.objects.count(), Evidence.objects.exclude(policy__in=versions).count()


def _ends(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy
    alive = Record.objects.exclude(place=Place.DESTROYED)
    past = alive.filter(ends__lt=day_of(at) - timedelta(days=1))
    return Record.objects.count(), past.count()


def _extensions(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy, at
    return Extension.objects.count(), Extension.objects.exclude(because__in=["hold", "consent"]).count()


def _apart(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy
    late = Record.objects.active().filter(
        finished__lt=at - timedelta(hours=1), frozen__isnull=True, ends__gte=day_of(at)
    )
    return Record.objects.exclude(finished__isnull=True).count(), late.count()


def _destroyed(policy: Policy, at: datetime) -> tuple[int, int]:
    return Batch.objects.count(), len(overdue_days(policy, at=at)) + Batch.objects.overdue(at).count()


def _confirmed(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy
    real = Batch.objects.filter(count__gt=0)
    return real.count(), real.unconfirmed().filter(closed__lt=at - CONFIRM_WITHIN).count()


def _provisions(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy, at
    return Provision.objects.count(), Provision.objects.filter(ground="").count()


def _requests(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy
    return Request.objects.count(), Request.objects.overdue(day_of(at)).count()


def _frozen(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy, at
    disputed = Request.objects.working().exclude(right__in=["access", "withdrawal"]).values_list("record", flat=True)
    records = Record.objects.filter(token__in=list(disputed)).exclude(place=Place.DESTROYED)
    return records.count(), records.filter(frozen__isnull=True).count()


def _training(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy
    handlers = set(Grant.objects.in_force(at).exclude(role=Role.OPERATOR).values_list("staff__token", flat=True))
    trained = set(Training.objects.valid(day_of(at)).values_list("staff", flat=True))
    return len(handlers), len(handlers - trained)


def _second_factor(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy, at
    active = Staff.objects.filter(is_active=True)
    have = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id", flat=True)
    return active.count(), active.exclude(pk__in=list(have)).count()


def _grants(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy, at
    return Grant.objects.count(), Grant.objects.filter(reason="").count()


def _sealed(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy
    return Record.objects.exclude(place=Place.DESTROYED).count(), len(counts.health(at=at).lost)


def _log(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy
    now = health(at=at)
    head(key.load().verifier)
    late = now.oldest_pending is not None and now.oldest_pending > SLOWEST
    return now.size, int(late)


def _audits(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy
    return SelfAudit.objects.count(), SelfAudit.objects.filter(signed__isnull=True, due__lt=day_of(at)).count()


def _officers(policy: Policy, at: datetime) -> tuple[int, int]:
    del at
    return len(policy.officers), sum(not (officer.email or officer.phone) for officer in policy.officers)


def _versions(policy: Policy, at: datetime) -> tuple[int, int]:
    del policy, at
    rows = list(Enactment.objects.all())
    early = [row for row in rows if not row.adopted and row.effective < row.earliest]
    return len([enacted(row) for row in rows]), len(early)


CHECKS: Final[Mapping[str, Check]] = {
    "audits-signed": _audits,
    "batches-confirmed": _confirmed,
    "destroyed-in-time": _destroyed,
    "disputed-is-frozen": _frozen,
    "end-dates-kept": _ends,
    "evidence-of-every-answer": _evidence,
    "extensions-have-a-ground": _extensions,
    "finished-is-apart": _apart,
    "grants-have-a-reason": _grants,
    "handlers-are-trained": _training,
    "log-grows-and-is-signed": _log,
    "officers-can-be-reached": _officers,
    "provisions-have-a-ground": _provisions,
    "purposes-are-published": _purposes,
    "requests-in-time": _requests,
    "second-factor-for-all": _second_factor,
    "sealed-and-keys-whole": _sealed,
    "versions-announced-in-time": _versions,
}
