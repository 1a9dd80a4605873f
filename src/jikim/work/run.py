"""Runs what is due, once each, however many workers there are; knows nothing of what the duties do."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from jikim.work import lease
from jikim.work.duty import Duty
from jikim.work.fault import fault_of
from jikim.work.heart import beating
from jikim.work.mark import advance
from jikim.work.models import Task

log: Final = logging.getLogger(__name__)

PASS: Final = 1.0
"""Seconds after which a tick begins nothing new."""


def tick(duties: Sequence[Duty], *, at: datetime, owner: str, hold: timedelta = lease.LEASE) -> int:
    """Run every duty that is due and free, in order of their time; give how many were run.

    ``owner`` must be unlike that of every other worker that lives; ``hold`` is how long a task stays taken after its
    worker died.  A duty that fails never stops the others.  Once a tick has taken a second, what is left waits for the
    next one, because ``at`` is no longer the present.  Raises Broken("clock-went-back").
    """
    advance(at)
    _enrol(duties, at)
    by_name = {duty.name: duty for duty in duties}
    due = Task.objects.due(at).filter(name__in=by_name).order_by("due", "name").values_list("name", flat=True)
    over = monotonic() + PASS
    count = 0
    for name in list(due):
        count += _run(by_name[name], at=at, owner=owner, hold=hold)
        if monotonic() > over:
            break
    return count


def _enrol(duties: Sequence[Duty], at: datetime) -> None:
    known = set(Task.objects.values_list("name", flat=True))
    fresh = [Task(name=duty.name, due=at) for duty in duties if duty.name not in known]
    if fresh:
        Task.objects.bulk_create(fresh, ignore_conflicts=True)


def _run(duty: Duty, *, at: datetime, owner: str, hold: timedelta) -> bool:
    started = monotonic()

    def passed() -> datetime:
        # The wall clock is the door's; how long the verb has taken is told by the one that cannot be set.
        return at + timedelta(seconds=monotonic() - started)

    held = lease.claim(duty.name, at=at, owner=owner, lease=hold)
    if held is None:
        return False
    try:
        with beating(lambda: lease.beat(held, until=passed() + hold), every=hold / 3):
            duty.verb(at)
    except Exception as error:  # noqa: BLE001 -- whatever a duty raises, the others go on; the slug is kept, never the text
        because = fault_of(error)
        log.warning("duty %s failed: %s", duty.name, because)
        kept = lease.fail(held, duty, because, at=passed())
    else:
        kept = lease.finish(held, duty, slot=at, at=passed())
    if not kept:
        log.warning("duty %s outlived its lease", duty.name)
    return True
