# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta

import pytest
from tests.rooms.rights.house import (
    ALICE,
    AT,
    BOB,
    ENDS,
    POLICY,
    QUOTE,
    SOON,
    VISIT,
    facts,
    kept,
    opened,
    proved,
    row,
)

from jikim.errors import Changed, Gone, Unknown
from jikim.proof.facts import RecordRevealed, RequestClosed
from jikim.proof.values import Slug, new_token
from jikim.rights.models import Right
from jikim.rights.show import show
from jikim.vault.reveal import reveal

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def test_an_unknown_request_shows_nothing() -> None:
    with pytest.raises(Unknown):
        show(new_token(), by=VISIT, at=SOON)


def test_an_unproved_request_shows_nothing() -> None:
    request = opened(kept(), Right.ACCESS)

    with pytest.raises(Changed):
        show(request, by=VISIT, at=SOON)
    assert facts("record:revealed") == []


def test_a_proved_request_for_something_else_shows_nothing() -> None:
    request = proved(kept(), Right.DELETION)

    with pytest.raises(Changed):
        show(request, by=VISIT, at=SOON)
    assert facts("record:revealed") == []


def test_it_shows_everything_that_is_held_and_closes_the_request() -> None:
    record = kept()
    request = proved(record, Right.ACCESS)
    shown = show(request, by=VISIT, at=SOON)

    assert shown.fields == ALICE
    assert (shown.record, shown.purpose, shown.received, shown.ends) == (record, QUOTE, AT, ENDS)
    assert (shown.policy, shown.notice, shown.choices) == (POLICY.digest, "알림", {"optional": True})
    assert row(request).stands == ("done", "shown")
    assert facts("record:revealed", "request:closed") == [
        RecordRevealed(token=record, purpose=QUOTE, reason=Slug("rights-request")),
        RequestClosed(request=request, token=record, result=Slug("shown")),
    ]


def test_it_shows_who_looked_before() -> None:
    record = kept()
    reveal(record, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=SOON)
    shown = show(proved(record, Right.ACCESS, at=SOON), by=VISIT, at=SOON + timedelta(minutes=2))
    looks = [(trace.role, trace.at) for trace in shown.traces if trace.name == "record:revealed"]

    assert looks == [("staff", SOON), ("visitor", SOON + timedelta(minutes=2))]


def test_it_shows_once() -> None:
    request = proved(kept(), Right.ACCESS)
    show(request, by=VISIT, at=SOON)

    with pytest.raises(Changed):
        show(request, by=VISIT, at=SOON)


def test_a_frozen_record_is_still_shown_to_the_person() -> None:
    record = kept()
    proved(record, Right.SUSPENSION)

    assert show(proved(record, Right.ACCESS), by=VISIT, at=SOON).fields == ALICE


def test_a_record_past_its_last_day_is_gone_and_the_request_stays_open() -> None:
    request = proved(kept(ends=AT.date()), Right.ACCESS)

    with pytest.raises(Gone):
        show(request, by=VISIT, at=AT + timedelta(days=1))
    assert row(request).stands == ("proved", "")


def test_what_is_shown_does_not_print_itself() -> None:
    shown = show(proved(kept(), Right.ACCESS), by=VISIT, at=SOON)

    assert [value for value in ALICE.values() if value in repr(shown)] == []
