"""Names the months and quarters that are over, in Korean days, and by when the officer signs for them."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from jikim.clock import SEOUL
from jikim.law.daycount import answer_by

MONTH: Final = 1
QUARTER: Final = 3
DAYS_TO_SIGN: Final = 10
"""Days to sign after a period's end: no law fixes them; ten leave the next period most of its length for follow-up."""


def over(since: date, today: date, *, months: int) -> Iterator[tuple[date, date]]:
    """Give (first, last) of every calendar period of ``months``, from that of ``since`` on, ended before ``today``."""
    first = since.replace(month=(since.month - 1) // months * months + 1, day=1)
    while (following := _following(first, months)) <= today:
        yield first, following - timedelta(days=1)
        first = following


def sign_by(last: date) -> date:
    """Give the last day to sign for a period that ended on ``last``."""
    return answer_by(last, DAYS_TO_SIGN)


def moments(first: date, last: date) -> tuple[datetime, datetime]:
    """Give the moment at which a period of Korean days starts, and the moment at which the next one does."""
    return _midnight(first), _midnight(last + timedelta(days=1))


def _following(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SEOUL)
