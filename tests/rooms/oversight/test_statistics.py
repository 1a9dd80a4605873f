# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from jikim.clock import SEOUL
from jikim.oversight.statistics import LISTED, REVEALED, SEARCHED, Finding, Look, count, out_of_hours
from jikim.oversight.thresholds import Thresholds

BOB, OLGA = "b" * 26, "0" * 26
ALICE = "a" * 26
NOON = datetime(2026, 11, 3, 12, tzinfo=SEOUL)  # a Tuesday
LIMITS = Thresholds(reveals_a_day=3, looks_at_one_subject=2, searches_a_day=1)


def look(number: int = 0, *, name: str = REVEALED, actor: str = BOB, at: datetime = NOON) -> Look:
    return Look(name=name, actor=actor, subject=f"{number:026}", at=at)


def test_it_finds_nothing_in_an_empty_month() -> None:
    told = count([], thresholds=LIMITS)

    assert told.plain() == {"reveals": {}, "listings": {}, "searches": {}, "out_of_hours": {}, "findings": []}


def test_it_counts_looks_by_kind_and_person() -> None:
    looks = [look(1), look(2), look(3, actor=OLGA), look(name=LISTED), look(name=SEARCHED)]

    told = count(looks, thresholds=LIMITS)

    assert (told.reveals, told.listings, told.searches) == ({OLGA: 1, BOB: 2}, {BOB: 1}, {BOB: 1})
    assert told.findings == []


def test_a_count_at_its_figure_is_no_finding_and_one_above_it_is() -> None:
    at_the_figure = [look(number) for number in range(3)]

    assert count(at_the_figure, thresholds=LIMITS).findings == []
    assert count([*at_the_figure, look(9)], thresholds=LIMITS).findings == [
        Finding(kind="bulk-reveals", actor=BOB, count=4, about="2026-11-03")
    ]


def test_bulk_is_counted_by_korean_days() -> None:
    before, after = NOON.replace(hour=20), NOON.replace(hour=8) + timedelta(days=1)
    looks = [look(number, at=before if number % 2 else after) for number in range(6)]

    assert count(looks, thresholds=LIMITS).findings == []


def test_it_finds_many_searches_on_one_day() -> None:
    told = count([look(name=SEARCHED), look(name=SEARCHED)], thresholds=LIMITS)

    assert told.findings == [Finding(kind="bulk-searches", actor=BOB, count=2, about="2026-11-03")]


def test_it_finds_one_person_who_keeps_opening_one_record() -> None:
    looks = [look(5, at=NOON + timedelta(days=day)) for day in range(3)]

    told = count(looks, thresholds=LIMITS)

    assert told.findings == [Finding(kind="repeated-subject", actor=BOB, count=3, about=f"{5:026}")]


def test_two_people_who_open_one_record_are_not_added_up() -> None:
    looks = [look(5), look(5), look(5, actor=OLGA), look(5, actor=OLGA)]

    assert count(looks, thresholds=replace(LIMITS, reveals_a_day=9)).findings == []


def test_it_finds_a_look_at_night() -> None:
    told = count([look(at=NOON.replace(hour=3))], thresholds=LIMITS)

    assert told.out_of_hours == {BOB: 1}
    assert told.findings == [Finding(kind="out-of-hours", actor=BOB, count=1, about="period")]


def test_working_hours_end_when_they_end() -> None:
    hours = [6, 7, 20, 21]

    assert [out_of_hours(NOON.replace(hour=hour), LIMITS) for hour in hours] == [True, False, False, True]


def test_a_day_of_rest_is_out_of_hours_at_noon() -> None:
    saturday, new_year = datetime(2026, 11, 7, 12, tzinfo=SEOUL), datetime(2026, 1, 1, 12, tzinfo=SEOUL)

    assert [out_of_hours(at, LIMITS) for at in (saturday, new_year)] == [True, True]
