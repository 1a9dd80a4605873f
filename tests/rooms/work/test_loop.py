"""The worker's life: it works until told to stop, and waits out what it cannot mend."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from jikim.work.duty import Duty
from jikim.work.loop import run_forever
from jikim.work.models import Task

pytestmark = pytest.mark.django_db(transaction=True)
START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


class Clock:
    """A clock that moves a minute at each look, and stops the loop after so many."""

    def __init__(self, stop: Event, *moments: datetime) -> None:
        self.stop = stop
        self.moments = list(moments)

    def __call__(self) -> datetime:
        at = self.moments.pop(0)
        if not self.moments:
            self.stop.set()
        return at


def test_it_ticks_until_told_to_stop() -> None:
    stop, ran = Event(), list[datetime]()
    moments = [START + timedelta(minutes=minute) for minute in range(3)]
    duty = Duty(name="minutely", every=timedelta(minutes=1), verb=ran.append)
    run_forever([duty], stop, Clock(stop, *moments), wait=0.001)

    assert moments == ran


def test_it_waits_out_a_clock_that_was_set_back(caplog: pytest.LogCaptureFixture) -> None:
    stop, ran = Event(), list[datetime]()
    moments = [START, START - timedelta(hours=1), START + timedelta(minutes=1)]
    duty = Duty(name="minutely", every=timedelta(minutes=1), verb=ran.append)
    run_forever([duty], stop, Clock(stop, *moments), wait=0.001)

    assert [moments[0], moments[2]] == ran
    assert "clock-went-back" in caplog.text


def test_each_life_has_an_owner_of_its_own() -> None:
    owners: list[str] = []

    def look(_at: datetime) -> None:
        owners.append(Task.objects.get().lease_owner)

    for minute in range(2):
        stop = Event()
        duty = Duty(name="minutely", every=timedelta(minutes=1), verb=look)
        run_forever([duty], stop, Clock(stop, START + timedelta(minutes=minute)), wait=0.001)

    assert len(set(owners)) == 2
