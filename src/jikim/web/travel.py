"""Moves the clock of a demonstration forward, and remembers how far; refuses to go back, and to move a real desk."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from jikim import clock
from jikim.errors import Invalid, Unknown
from jikim.law.daycount import last_day
from jikim.law.period import Period

STEPS: Final[Mapping[str, Period]] = {"day": Period(days=1), "month": Period(months=1), "year": Period(years=1)}
FILE: Final = "clock"
_one_at_a_time: Final = Lock()


def resume() -> None:
    """Take up the shift that was remembered; called when the process starts, before anything asks the clock.

    A demonstration whose file is lost stops at the mark of the latest moment seen (clock-went-back): never backwards.
    """
    if settings.JIKIM_DEMO:
        clock.travel(_shift())


def forward(step: str, *, at: datetime) -> None:
    """Move the clock to the same time of the day after ``step``, as Korean calendars count.

    The shift is on disk before the clock moves: a process that dies in between wakes up later, never earlier.
    Raises Unknown where this is no demonstration, Invalid("step-unknown").
    """
    if not settings.JIKIM_DEMO:
        rule = "unknown"
        raise Unknown(rule)
    if step not in STEPS:
        rule = "step-unknown"
        raise Invalid(rule, field="step")
    today = clock.day_of(at)
    with _one_at_a_time:
        total = _shift() + (last_day(today, STEPS[step]) - today)
        _remember(total)
        clock.travel(total)


def _shift() -> timedelta:
    try:
        text = (Path(settings.JIKIM_DATA) / FILE).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return timedelta()
    if not text.isdigit():
        message = "the file `clock` of the demonstration holds seconds, and nothing else"
        raise ImproperlyConfigured(message)
    return timedelta(seconds=int(text))


def _remember(total: timedelta) -> None:
    target = Path(settings.JIKIM_DATA) / FILE
    draft = target.with_suffix(".new")
    with draft.open("w", encoding="ascii") as file:
        file.write(f"{total // timedelta(seconds=1)}\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
