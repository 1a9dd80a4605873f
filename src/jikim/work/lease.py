"""Holds one task for one worker: claim, beat, finish, fail; each is one conditional UPDATE that one can win."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from jikim.work.duty import Duty
from jikim.work.models import Task, Tasks

LEASE: Final = timedelta(seconds=60)
TRIES: Final = 5
REST: Final = timedelta(minutes=1)
"""How long a duty that is dead rests at least between two slots: it keeps trying, but it does not hammer."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """The right to run one task; valid until the lease runs out or the task is finished."""

    name: str
    owner: str
    tries: int

    @property
    def row(self) -> Tasks:
        """The task, if it is still held under this very claim."""
        return Task.objects.filter(name=self.name, lease_owner=self.owner, tries=self.tries)


def claim(name: str, *, at: datetime, owner: str, lease: timedelta = LEASE) -> Claim | None:
    """Take the task if it is due and free; None where another was faster.

    The whole condition stands in the UPDATE: PostgreSQL re-reads the row after the lock, SQLite has one writer.
    """
    taken = (
        Task.objects.due(at).filter(name=name).update(lease_until=at + lease, lease_owner=owner, tries=F("tries") + 1)
    )
    if not taken:
        return None
    tries = Task.objects.filter(name=name, lease_owner=owner).values_list("tries", flat=True).first()
    if tries is None:
        return None
    held = Claim(name=name, owner=owner, tries=tries)
    if tries > TRIES:
        # Nobody was left to report the last tries: it kills its workers, and that is an alarm too.
        held.row.filter(dead__isnull=True).update(dead=at, last_error="worker-lost")
    return held


def beat(held: Claim, *, until: datetime) -> bool:
    """Lengthen the lease; False when it was lost."""
    return held.row.update(lease_until=until) == 1


def finish(held: Claim, duty: Duty, *, slot: datetime, at: datetime) -> bool:
    """Write the success of the run that began at ``slot`` and make the task due in the slot after; False when lost."""
    free = {"lease_until": None, "lease_owner": "", "tries": 0, "dead": None, "last_error": ""}
    return held.row.update(due=duty.next_slot(slot), last_done=at, **free) == 1


def fail(held: Claim, duty: Duty, because: str, *, at: datetime) -> bool:
    """Write a failure; the task is due again in 2^n seconds, or dead after five; False when the lease was lost.

    A dead duty is an alarm but not given up: it tries again in its own slots, and its first success clears the alarm.
    """
    free = {"lease_until": None, "lease_owner": "", "last_error": because}
    if held.tries < TRIES:
        return held.row.update(due=at + timedelta(seconds=2**held.tries), **free) == 1
    held.row.filter(dead__isnull=True).update(dead=at, last_error=because)
    return held.row.update(due=max(duty.next_slot(at), at + REST), **free) == 1
