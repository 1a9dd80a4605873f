"""The only place that reads the wall clock; a door asks once and passes ``at`` down.

A demonstration may run on a moved clock: ``travel`` shifts it for the process, never backwards.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")

_shift = timedelta()


def now() -> datetime:
    """Give the present moment, aware, in UTC."""
    return datetime.now(UTC) + _shift  # noqa: TID251 -- this is the one place that may ask


def day_of(at: datetime) -> date:
    """Give the Korean calendar day of a moment: every period in a Korean policy is counted in Korean days."""
    return at.astimezone(SEOUL).date()


def travel(to: timedelta) -> None:
    """Set how far this process's clock runs ahead of the wall clock; ValueError on a negative shift."""
    if to < timedelta():
        message = "the clock travels forward only"
        raise ValueError(message)
    global _shift  # noqa: PLW0603 -- one process has one clock
    _shift = to
