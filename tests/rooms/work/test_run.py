"""Ticks: what is due is run once, what fails comes again, what fails too often becomes an alarm."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import sleep

import pytest

from jikim.errors import Broken, Unknown
from jikim.work import lease
from jikim.work.duty import Duty
from jikim.work.mark import accept
from jikim.work.models import Task
from jikim.work.revive import revive
from jikim.work.run import tick

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Diary:
    """A verb that writes down when it ran, and fails while it is told to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.ran: list[datetime] = []
        self.error = error

    def __call__(self, at: datetime) -> None:
        self.ran.append(at)
        if self.error:
            raise self.error


def hourly(verb: Diary, name: str = "hourly") -> Duty:
    return Duty(name=name, every=HOUR, verb=verb)


def later(**by: int) -> datetime:
    return START + timedelta(**by)


def test_a_new_duty_is_run_at_once() -> None:
    diary = Diary()

    assert tick([hourly(diary)], at=START, owner="one") == 1
    assert diary.ran == [START]


def test_a_duty_is_run_once_in_a_slot() -> None:
    diary = Diary()
    for minute in (0, 1, 30, 59):
        tick([hourly(diary)], at=later(minutes=minute), owner="one")

    assert diary.ran == [START]


def test_a_duty_is_run_again_in_the_next_slot() -> None:
    diary = Diary()
    tick([hourly(diary)], at=later(minutes=50), owner="one")
    tick([hourly(diary)], at=later(minutes=60), owner="one")

    assert diary.ran == [later(minutes=50), later(minutes=60)]


def test_slots_that_were_slept_through_are_run_as_one() -> None:
    diary = Diary()
    tick([hourly(diary)], at=START, owner="one")
    tick([hourly(diary)], at=later(days=3), owner="one")
    tick([hourly(diary)], at=later(days=3, seconds=1), owner="one")

    assert diary.ran == [START, later(days=3)]


def test_what_another_worker_holds_is_left_alone() -> None:
    diary = Diary()
    Task.objects.create(name="hourly", due=START)
    lease.claim("hourly", at=START, owner="other")

    assert tick([hourly(diary)], at=later(seconds=30), owner="one") == 0
    assert diary.ran == []


def test_a_task_whose_worker_died_is_taken_up_when_its_lease_is_over() -> None:
    diary = Diary()
    Task.objects.create(name="hourly", due=START)
    lease.claim("hourly", at=START, owner="other")
    tick([hourly(diary)], at=later(seconds=60), owner="one")
    tick([hourly(diary)], at=later(seconds=61), owner="one")

    assert diary.ran == [later(seconds=60)]


def test_who_lost_the_lease_cannot_finish_what_another_took_up() -> None:
    duty = hourly(Diary())
    Task.objects.create(name="hourly", due=START)
    slow = lease.claim("hourly", at=START, owner="slow")
    quick = lease.claim("hourly", at=later(minutes=2), owner="quick")
    assert slow
    assert quick

    assert not lease.beat(slow, until=later(hours=9))
    assert not lease.finish(slow, duty, slot=START, at=later(minutes=2))
    assert not lease.fail(slow, duty, "late", at=later(minutes=2))
    assert lease.finish(quick, duty, slot=later(minutes=2), at=later(minutes=2))


def test_even_the_same_worker_cannot_finish_a_claim_that_it_lost() -> None:
    duty = hourly(Diary())
    Task.objects.create(name="hourly", due=START)
    first = lease.claim("hourly", at=START, owner="one")
    second = lease.claim("hourly", at=later(minutes=2), owner="one")
    assert first
    assert second

    assert not lease.finish(first, duty, slot=START, at=later(minutes=2))
    assert lease.finish(second, duty, slot=later(minutes=2), at=later(minutes=2))


def test_a_failed_duty_comes_again_after_two_four_eight_sixteen_seconds() -> None:
    diary = Diary(OSError())
    at = START
    for wait in (2, 4, 8, 16):
        tick([hourly(diary)], at=at, owner="one")
        due = Task.objects.get().due

        assert timedelta(seconds=wait) <= due - at < timedelta(seconds=wait + 2)
        at = due


def test_after_five_tries_it_is_dead_and_shows_as_an_alarm() -> None:
    diary = Diary(OSError())
    for at in (START, later(minutes=1), later(minutes=2), later(minutes=3), later(minutes=4)):
        assert not Task.objects.dead().exists()
        tick([hourly(diary)], at=at, owner="one")

    assert [task.name for task in Task.objects.dead()] == ["hourly"]
    assert Task.objects.get().last_error == "os-error"


def test_a_dead_duty_still_tries_in_its_own_slots_and_its_success_clears_the_alarm() -> None:
    diary = Diary(OSError())
    for minute in range(5):
        tick([hourly(diary)], at=later(minutes=minute), owner="one")
    diary.error = None
    tick([hourly(diary)], at=later(minutes=30), owner="one")
    assert len(diary.ran) == 5
    tick([hourly(diary)], at=later(minutes=60), owner="one")

    assert len(diary.ran) == 6
    assert not Task.objects.dead().exists()
    assert Task.objects.get().tries == 0


def test_a_task_that_kills_its_workers_becomes_an_alarm_too() -> None:
    Task.objects.create(name="hourly", due=START)
    for minute in range(0, 12, 2):
        lease.claim("hourly", at=later(minutes=minute), owner=f"worker-{minute}")

    assert [task.last_error for task in Task.objects.dead()] == ["worker-lost"]


def test_a_dead_duty_can_be_revived_by_hand() -> None:
    diary = Diary(OSError())
    for minute in range(5):
        tick([hourly(diary)], at=later(minutes=minute), owner="one")
    revive("hourly", at=later(minutes=10))
    tick([hourly(diary)], at=later(minutes=10), owner="one")

    assert len(diary.ran) == 6
    assert not Task.objects.dead().exists()


def test_only_the_dead_are_revived() -> None:
    with pytest.raises(Unknown):
        revive("hourly", at=START)


def test_one_that_fails_does_not_stop_the_others() -> None:
    good = Diary()
    duties = [hourly(Diary(OSError()), "a-bad"), hourly(good, "b-good")]

    assert tick(duties, at=START, owner="one") == 2
    assert good.ran == [START]


def test_after_a_slow_duty_the_others_wait_for_a_tick_that_knows_the_time() -> None:
    diary = Diary()
    duties = [Duty(name="a-slow", every=HOUR, verb=lambda _: sleep(1.01)), hourly(diary, "b-quick")]

    assert tick(duties, at=START, owner="one") == 1
    assert tick(duties, at=later(seconds=2), owner="one") == 1
    assert diary.ran == [later(seconds=2)]


def test_the_text_of_an_error_is_kept_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    tick([hourly(Diary(ValueError("alice@example.org")))], at=START, owner="one")

    assert Task.objects.get().last_error == "value-error"
    assert "alice" not in caplog.text


def test_an_error_of_ours_is_kept_by_its_rule() -> None:
    tick([hourly(Diary(Broken("keyring-lost", hint="look for it")))], at=START, owner="one")

    assert Task.objects.get().last_error == "keyring-lost"


def test_what_nobody_runs_shows_as_overdue() -> None:
    tick([hourly(Diary())], at=START, owner="one")

    assert not Task.objects.overdue(later(minutes=64), by=timedelta(minutes=5)).exists()
    assert Task.objects.overdue(later(minutes=66), by=timedelta(minutes=5)).exists()


def test_a_clock_that_was_set_back_stops_the_work() -> None:
    diary = Diary()
    tick([hourly(diary)], at=START, owner="one")
    with pytest.raises(Broken) as caught:
        tick([hourly(diary)], at=START - timedelta(seconds=61), owner="one")

    assert caught.value.rule == "clock-went-back"
    assert diary.ran == [START]


def test_the_mark_is_kept_for_a_worker_that_starts_anew() -> None:
    tick([], at=START, owner="one")
    tick([], at=later(hours=5), owner="one")

    with pytest.raises(Broken):
        tick([], at=later(hours=4), owner="two")


def test_a_clock_that_is_off_by_a_minute_is_no_reason_to_stop() -> None:
    tick([], at=START, owner="one")

    assert tick([], at=START - timedelta(seconds=60), owner="two") == 0


def test_an_operator_can_accept_a_corrected_clock() -> None:
    tick([], at=datetime(2099, 1, 1, tzinfo=UTC), owner="one")
    accept(at=START)

    assert tick([], at=START, owner="one") == 0
