"""Guards against a clock that was set back: work stops rather than runs on a wrong day."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from jikim.errors import Broken
from jikim.work.models import Mark

TOLERANCE: Final = timedelta(seconds=60)
STEP: Final = timedelta(seconds=5)
"""The mark is written at most once in so much time: a desk at rest should not write every second."""


def advance(at: datetime) -> None:
    """Move the mark up to ``at``; raises Broken("clock-went-back") when ``at`` lies more than a minute before it."""
    mark = Mark.objects.filter(one=1).values_list("at", flat=True).first()
    if mark is None:
        Mark.objects.bulk_create([Mark(one=1, at=at)], ignore_conflicts=True)
        return
    if at < mark - TOLERANCE:
        rule = "clock-went-back"
        raise Broken(rule, hint=f"the latest moment seen is {mark:%Y-%m-%dT%H:%M:%SZ}; set the clock, or accept it")
    if at > mark + STEP:
        Mark.objects.filter(one=1, at__lt=at).update(at=at)


def accept(*, at: datetime) -> None:
    """Take ``at`` for the true time, after the operator has checked that the mark itself was wrong."""
    Mark.objects.update_or_create(one=1, defaults={"at": at})
