# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, datetime

from jikim.clock import SEOUL
from jikim.oversight.period import MONTH, QUARTER, moments, over, sign_by


def test_no_month_is_over_on_its_last_day() -> None:
    assert list(over(date(2026, 11, 3), date(2026, 11, 30), months=MONTH)) == []


def test_a_month_is_over_on_the_first_day_of_the_next() -> None:
    assert list(over(date(2026, 11, 3), date(2026, 12, 1), months=MONTH)) == [(date(2026, 11, 1), date(2026, 11, 30))]


def test_it_gives_every_month_that_was_missed_over_new_year() -> None:
    given = list(over(date(2026, 11, 3), date(2027, 2, 14), months=MONTH))

    assert given == [
        (date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 31)),
    ]


def test_quarters_are_those_of_the_calendar() -> None:
    given = list(over(date(2026, 11, 3), date(2027, 4, 1), months=QUARTER))

    assert given == [(date(2026, 10, 1), date(2026, 12, 31)), (date(2027, 1, 1), date(2027, 3, 31))]


def test_a_period_runs_from_korean_midnight_to_korean_midnight() -> None:
    assert moments(date(2026, 11, 1), date(2026, 11, 30)) == (
        datetime(2026, 11, 1, tzinfo=SEOUL),
        datetime(2026, 12, 1, tzinfo=SEOUL),
    )


def test_signing_is_due_on_a_working_day() -> None:
    assert sign_by(date(2026, 11, 30)) == date(2026, 12, 10)
    assert sign_by(date(2026, 12, 31)) == date(2027, 1, 11)  # the tenth day is a Sunday
