"""Counts days as Korean civil law does; it refuses to lengthen a keeping for a holiday.

민법 제157조: the day of the event does not count.  제159조: a period ends with the end of its last day.
제160조: years and months go by the calendar; ② the period ends on the eve of the day that corresponds to its first day,
③ where the last month has no such day, on the last day of that month.  제161조: where the last day is a Saturday or a
public holiday, the period ends on the day after.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from jikim.law.holidays import is_rest
from jikim.law.period import Period

_DAY = timedelta(days=1)


def last_day(event: date, length: Period) -> date:
    """Give the last day of a period that ``event`` starts; never rolled for holidays (the stricter reading)."""
    if not (length.years or length.months):
        return event + length.days * _DAY
    first = event + _DAY
    months = first.year * 12 + first.month - 1 + length.years * 12 + length.months
    year, month = divmod(months, 12)
    month += 1
    days = monthrange(year, month)[1]
    last = date(year, month, first.day) - _DAY if first.day <= days else date(year, month, days)
    return last + length.days * _DAY


def answer_by(event: date, days: int) -> date:
    """Give the last day to answer what came in on ``event``; a Saturday or public holiday moves it on.

    The days in between all count, working or not (법 제35조제3항, 영 제41조제4항: 10 days).
    """
    last = event + days * _DAY
    while is_rest(last):
        last += _DAY
    return last


def days_left(today: date, last: date) -> int:
    """Give D: 0 on the last day, negative once it has passed."""
    return (last - today).days
