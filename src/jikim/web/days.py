"""Words for days: 2026-11-23 (월), D-3; refuses naive moments, because a day is a Korean day."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext, gettext_lazy, ngettext

from jikim.clock import SEOUL, day_of

WEEKDAYS = (
    gettext_lazy("월"),
    gettext_lazy("화"),
    gettext_lazy("수"),
    gettext_lazy("목"),
    gettext_lazy("금"),
    gettext_lazy("토"),
    gettext_lazy("일"),
)
SOON = 3  # days before a deadline at which it begins to show in another colour


def _korean_day(value: date | datetime) -> date:
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None:
        message = "a moment needs its zone before it can be a day"
        raise ValueError(message)
    return day_of(value)


def day_text(value: date | datetime) -> str:
    """Give ``2026-11-23 (월)``, in Korean days whatever the moment's own zone."""
    day = _korean_day(value)
    return f"{day.isoformat()} ({WEEKDAYS[day.weekday()]})"


def moment_text(value: datetime) -> str:
    """Give ``2026-11-23 (월) 14:05``, Korean time."""
    return f"{day_text(value)} {value.astimezone(SEOUL):%H:%M}"


def dday_text(due: date, today: date) -> str:
    """Give ``D-3`` before, ``D-day`` on and ``D+2`` after the day that is due."""
    left = (due - today).days
    if left == 0:
        return "D-day"
    return f"D-{left}" if left > 0 else f"D+{-left}"


def dday_words(due: date, today: date) -> str:
    """Say the same in words, for those who hear the page."""
    left = (due - today).days
    if left == 0:
        return gettext("오늘까지")
    if left > 0:
        return ngettext("%(count)d일 남음", "%(count)d일 남음", left) % {"count": left}
    return ngettext("%(count)d일 지남", "%(count)d일 지남", -left) % {"count": -left}


def dday_tone(due: date, today: date) -> str:
    """Give ``late``, ``soon`` or ``calm``: the colour that the deadline takes."""
    left = (due - today).days
    if left < 0:
        return "late"
    return "soon" if left <= SOON else "calm"
