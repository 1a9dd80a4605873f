"""A keeping ends on the day the civil code says, an answer is never due on a day of rest."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.law.daycount import answer_by, days_left, last_day
from jikim.law.holidays import is_rest, of_year
from jikim.law.period import Period, period

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31))
PERIODS = st.builds(
    Period,
    years=st.integers(0, 10),
    months=st.integers(0, 24),
    days=st.integers(0, 400),
)


@pytest.mark.parametrize(
    ("event", "length", "expected"),
    [
        (date(2026, 11, 23), "P1Y", date(2027, 11, 23)),
        (date(2026, 1, 1), "P1Y", date(2027, 1, 1)),
        (date(2025, 12, 31), "P1Y", date(2026, 12, 31)),
        (date(2028, 2, 29), "P1Y", date(2029, 2, 28)),  # 제160조제2항: 1 March 2028 is the first day
        (date(2027, 2, 28), "P1Y", date(2028, 2, 29)),  # counted from 1 March: the whole of February 2028
        (date(2026, 1, 30), "P1M", date(2026, 2, 28)),  # 제160조제3항: February has no 31st
        (date(2026, 1, 31), "P1M", date(2026, 2, 28)),
        (date(2026, 8, 15), "P3M", date(2026, 11, 15)),
        (date(2026, 11, 23), "P5D", date(2026, 11, 28)),
        (date(2026, 11, 23), "P1Y5D", date(2027, 11, 28)),
    ],
)
def test_a_period_ends_where_the_civil_code_ends_it(event: date, length: str, expected: date) -> None:
    actual = last_day(event, period(length))

    assert expected == actual


def test_a_keeping_is_not_lengthened_by_a_holiday() -> None:
    new_years_day = date(2027, 1, 1)

    actual = last_day(date(2026, 1, 1), period("P1Y"))

    assert is_rest(new_years_day)
    assert new_years_day == actual


@given(event=DAYS, later=st.integers(0, 400), length=PERIODS)
def test_who_comes_later_is_never_kept_shorter(event: date, later: int, length: Period) -> None:
    first, second = last_day(event, length), last_day(event + timedelta(days=later), length)

    assert first <= second


@given(event=DAYS, length=PERIODS)
def test_the_day_of_the_event_does_not_count(event: date, length: Period) -> None:
    least = timedelta(days=length.years * 365 + length.months * 28 + length.days)

    assert last_day(event, length) >= event + least


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (date(2026, 11, 23), date(2026, 12, 3)),  # Thursday
        (date(2026, 11, 25), date(2026, 12, 7)),  # Saturday, rolled over Sunday
        (date(2026, 9, 14), date(2026, 9, 28)),  # Chuseok eve to Sunday
        (date(2026, 8, 5), date(2026, 8, 18)),  # Saturday 15 August, Sunday, substitute holiday on Monday 17
        (date(2026, 7, 7), date(2026, 7, 20)),  # Constitution Day is a holiday again, then a weekend
    ],
)
def test_an_answer_is_due_on_a_working_day(event: date, expected: date) -> None:
    actual = answer_by(event, 10)

    assert expected == actual


def test_substitute_holidays_are_known() -> None:
    substitutes = {date(2026, 3, 2), date(2026, 5, 25), date(2026, 8, 17), date(2026, 10, 5)}

    actual = substitutes & of_year(2026)

    assert substitutes == actual


def test_days_left_are_zero_on_the_last_day_and_negative_after() -> None:
    last = date(2026, 12, 3)

    actual = [days_left(day, last) for day in (date(2026, 11, 30), last, date(2026, 12, 4))]

    assert actual == [3, 0, -1]


@pytest.mark.parametrize("text", ["", "P", "P0Y", "1Y", "P1W", "PT5H", "P-1Y", "P1Y ", "P١Y", "P1D1Y"])
def test_it_refuses_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="period"):
        period(text)


@given(length=PERIODS.filter(lambda length: bool(length.years or length.months or length.days)))
def test_a_period_is_written_as_it_is_read(length: Period) -> None:
    actual = period(str(length))

    assert length == actual
