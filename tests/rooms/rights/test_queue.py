# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import Error, transaction
from tests.rooms.rights.house import AT, OLGA, SOON, kept, opened, proved, row

from jikim.proof.values import Slug, new_token
from jikim.rights.decide import refuse
from jikim.rights.models import CLOSED, EXITS, OPEN, Request, Right, State

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def test_unproved_requests_stay_out_of_the_queue() -> None:
    opened(kept(), Right.ACCESS)

    assert list(Request.objects.working()) == []


def test_the_queue_is_sorted_by_the_last_day_to_answer() -> None:
    late = proved(kept(), Right.ACCESS, at=AT + timedelta(days=1))
    early = proved(kept(), Right.DELETION)

    assert [request.token for request in Request.objects.working()] == [early, late]


def test_a_request_is_overdue_on_the_day_after_its_last() -> None:
    request = proved(kept(), Right.ACCESS)

    assert list(Request.objects.overdue(date(2026, 12, 3))) == []
    assert [one.token for one in Request.objects.overdue(date(2026, 12, 4))] == [request]


def test_a_closed_request_is_never_overdue() -> None:
    refuse(proved(kept(), Right.DELETION), Slug("collected-by-statute"), by=OLGA, at=SOON)

    assert list(Request.objects.overdue(date(2030, 1, 1))) == []


def test_every_state_is_open_or_closed_and_every_exit_is_a_state() -> None:
    assert {*OPEN, *CLOSED} == set(State.values)
    assert set().union(*EXITS.values()) | {State.OPENED} == set(State)


def test_a_closed_request_never_changes() -> None:
    request = proved(kept(), Right.DELETION)
    refuse(request, Slug("collected-by-statute"), by=OLGA, at=SOON)

    with pytest.raises(Error, match="a_closed_request_never_changes"), transaction.atomic():
        Request.objects.filter(token=request).update(result="found-correct")


def test_a_request_keeps_its_last_day() -> None:
    request = proved(kept(), Right.DELETION)

    with pytest.raises(Error, match="a_request_keeps_its_record_and_right"), transaction.atomic():
        Request.objects.filter(token=request).update(due=date(2030, 1, 1))


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("a_request_is_closed_exactly_when_it_says_how", {"state": State.DONE}),
        ("a_request_is_closed_exactly_when_it_says_how", {"state": State.DONE, "result": "shown"}),
        ("a_request_is_closed_exactly_when_it_says_how", {"closed": SOON}),
        ("nothing_is_done_before_the_person_is_proved", {"state": State.PROVED}),
        ("a_refusal_stands_on_a_listed_ground", {"state": State.REFUSED, "closed": SOON, "result": "no-time"}),
        ("a_decision_names_who_took_it", {"decided": SOON}),
        ("a_request_in_hand_was_decided", {"state": State.ACCEPTED, "proved": SOON}),
        ("a_code_is_tried_five_times_at_most", {"tries": 6}),
        (
            "no_request_is_closed_before_it_was_opened",
            {"state": State.LAPSED, "result": "x", "closed": AT - timedelta(seconds=1)},
        ),
    ],
)
def test_the_database_keeps_the_rules(constraint: str, change: dict[str, object]) -> None:
    request = opened(kept(), Right.ACCESS)

    with pytest.raises(Error, match=constraint), transaction.atomic():
        Request.objects.filter(token=request).update(**change)


def test_the_history_of_a_record_is_there_latest_first() -> None:
    record = kept()
    first, second = opened(record, Right.ACCESS), opened(record, Right.DELETION, at=SOON)
    opened(kept(), Right.ACCESS)

    assert [request.token for request in Request.objects.about(record)] == [second, first]
    assert list(Request.objects.about(new_token())) == []
    assert row(first).request in Request.objects.open()
