"""Days are Korean days, written one way."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from jikim.web import days

TODAY = date(2026, 11, 23)


def test_a_day_is_written_with_its_weekday() -> None:
    assert days.day_text(TODAY) == "2026-11-23 (월)"


def test_a_moment_is_shown_in_korean_time_even_where_utc_is_a_day_behind() -> None:
    assert days.moment_text(datetime(2026, 11, 22, 15, 30, tzinfo=UTC)) == "2026-11-23 (월) 00:30"


def test_a_moment_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="zone"):
        days.day_text(datetime(2026, 11, 23, 9, 0))  # noqa: DTZ001 -- the naive moment is the point


@pytest.mark.parametrize(
    ("left", "text", "tone"),
    [(30, "D-30", "calm"), (4, "D-4", "calm"), (3, "D-3", "soon"), (0, "D-day", "soon"), (-2, "D+2", "late")],
)
def test_a_deadline_is_counted_down_and_then_up(left: int, text: str, tone: str) -> None:
    due = TODAY + timedelta(days=left)

    assert (days.dday_text(due, TODAY), days.dday_tone(due, TODAY)) == (text, tone)
