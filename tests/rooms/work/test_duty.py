"""Slots: where one ends and the next begins."""

# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta

import pytest

from jikim.work.duty import Duty


def nothing(at: datetime) -> None:
    del at


def test_the_next_slot_begins_at_a_boundary() -> None:
    duty = Duty(name="sequence", every=timedelta(minutes=10), verb=nothing)

    assert datetime(2026, 11, 23, 9, 10, tzinfo=UTC) == duty.next_slot(datetime(2026, 11, 23, 9, 3, 7, tzinfo=UTC))


def test_a_boundary_belongs_to_the_slot_that_it_begins() -> None:
    duty = Duty(name="sequence", every=timedelta(minutes=10), verb=nothing)

    assert datetime(2026, 11, 23, 9, 20, tzinfo=UTC) == duty.next_slot(datetime(2026, 11, 23, 9, 10, tzinfo=UTC))


def test_an_offset_moves_a_daily_duty_to_korean_midnight() -> None:
    duty = Duty(name="daily", every=timedelta(days=1), verb=nothing, offset=timedelta(hours=15))

    assert datetime(2026, 11, 23, 15, tzinfo=UTC) == duty.next_slot(datetime(2026, 11, 23, 14, 59, tzinfo=UTC))


def test_it_refuses_a_period_that_is_not_positive() -> None:
    with pytest.raises(ValueError, match="positive"):
        Duty(name="never", every=timedelta(), verb=nothing)


def test_it_refuses_a_name_that_is_not_a_slug() -> None:
    with pytest.raises(ValueError, match="slug"):
        Duty(name="Ask Alice", every=timedelta(days=1), verb=nothing)
