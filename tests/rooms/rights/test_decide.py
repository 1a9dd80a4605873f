# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from tests.rooms.rights.house import (
    AT,
    BOB,
    OLGA,
    POLICY,
    QUOTE,
    SOON,
    VISIT,
    facts,
    kept,
    mails_go_out,
    opened,
    proved,
    row,
)

from jikim.errors import Changed, Invalid, Refused, Unknown
from jikim.proof.facts import ConsentWithdrawn, RecordThawed, RequestClosed
from jikim.proof.values import WORKER, Slug, Token, new_token
from jikim.rights.decide import carry_out, refuse
from jikim.rights.grounds import GROUNDS, grounds_against
from jikim.rights.models import Request, Right, State
from jikim.rights.proposal import propose
from jikim.rights.prove import prove
from jikim.rights.settle import settle
from jikim.vault.destroy import end_early
from jikim.vault.models import Record
from jikim.work.models import Mail
from jikim.work.outbox import post

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
LATER = AT + timedelta(hours=3)


def destroy(record: Token) -> None:
    end_early([record], batch=new_token(), because=Slug("erasure-request"), by=WORKER, at=LATER)


def correction(record: Token) -> Token:
    request = opened(record, Right.CORRECTION)
    proposal = propose(request, {"name": "김엘리스"}, policy=POLICY)
    prove(request, row(request).code, proposal=proposal, by=VISIT, at=SOON)
    return request


def test_an_unknown_request_cannot_be_decided() -> None:
    with pytest.raises(Unknown):
        carry_out(new_token(), by=OLGA, at=LATER)


def test_staff_decide_nothing() -> None:
    request = proved(kept(), Right.DELETION)

    with pytest.raises(Refused, match="officer-decides"):
        carry_out(request, by=BOB, at=LATER)
    with pytest.raises(Refused, match="officer-decides"):
        refuse(request, Slug("collected-by-statute"), by=BOB, at=LATER)
    assert row(request).stands == ("proved", "")


def test_an_unproved_request_cannot_be_decided() -> None:
    request = opened(kept(), Right.DELETION)

    with pytest.raises(Changed):
        carry_out(request, by=OLGA, at=LATER)


def test_access_is_shown_and_not_decided() -> None:
    request = proved(kept(), Right.ACCESS)

    with pytest.raises(Refused, match="access-is-shown"):
        carry_out(request, by=OLGA, at=LATER)


@pytest.mark.parametrize("ground", ["because", "kept-by-statute", "identity-unproved"])
def test_a_deletion_is_not_refused_on_a_ground_that_the_law_does_not_give(ground: str) -> None:
    request = proved(kept(), Right.DELETION)

    with pytest.raises(Invalid, match="ground-not-listed"):
        refuse(request, Slug(ground), by=OLGA, at=LATER)


def test_every_right_can_be_refused_on_some_ground_of_the_law() -> None:
    assert [bool(grounds_against(right)) for right in Right.values] == [True] * len(Right.values)
    assert all("제3" in ground.article for ground in GROUNDS.values())


def test_a_refusal_names_its_ground_and_frees_the_record_and_its_mail() -> None:
    record = kept()
    with transaction.atomic():
        post(Slug("answer"), token=record, staff=None, part=1, at=AT)
    request = proved(record, Right.DELETION)
    refuse(request, Slug("collected-by-statute"), by=OLGA, at=LATER)

    assert row(request).stands == ("refused", "collected-by-statute")
    assert row(request).request.decided_by == OLGA.actor
    assert Record.objects.get(token=record).frozen is None
    assert Mail.objects.get(template="answer").held is None
    assert facts("request:closed", "record:thawed") == [
        RequestClosed(request=request, token=record, result=Slug("collected-by-statute")),
        RecordThawed(token=record, because=Slug("deletion-collected-by-statute")),
    ]


def test_a_refusal_does_not_free_a_record_that_another_request_disputes() -> None:
    record = kept()
    deletion, _suspension = proved(record, Right.DELETION), proved(record, Right.SUSPENSION)
    refuse(deletion, Slug("collected-by-statute"), by=OLGA, at=LATER)

    assert Record.objects.get(token=record).frozen is not None


def test_a_granted_suspension_keeps_the_record_frozen_whatever_closes_after_it() -> None:
    record = kept()
    suspension, deletion = proved(record, Right.SUSPENSION), proved(record, Right.DELETION)
    carry_out(suspension, by=OLGA, at=LATER)
    refuse(deletion, Slug("collected-by-statute"), by=OLGA, at=LATER)

    assert row(suspension).stands == ("done", "suspended")
    assert Record.objects.get(token=record).frozen is not None


def test_a_correction_is_settled_and_frees_the_record() -> None:
    record = kept()
    request = correction(record)
    carry_out(request, by=OLGA, at=LATER)

    assert row(request).request.state == State.DONE
    assert Record.objects.get(token=record).frozen is None


def test_a_deletion_is_done_only_when_the_record_is_destroyed() -> None:
    record = kept()
    request = proved(record, Right.DELETION)
    carry_out(request, by=OLGA, at=LATER)
    mails_go_out()

    assert settle(LATER) == 0
    assert row(request).stands == ("accepted", "")
    assert [one.record for one in Request.objects.ending()] == [record]

    destroy(record)

    assert not Request.objects.ending().exists()
    assert settle(LATER) == 1
    assert row(request).stands == ("done", "destroyed")
    assert facts("request:closed") == [RequestClosed(request=request, token=record, result=Slug("destroyed"))]
    assert settle(LATER) == 0


def test_an_accepted_deletion_cannot_be_refused_any_more() -> None:
    request = proved(kept(), Right.DELETION)
    carry_out(request, by=OLGA, at=LATER)

    with pytest.raises(Changed):
        refuse(request, Slug("collected-by-statute"), by=OLGA, at=LATER)
    with pytest.raises(Changed):
        carry_out(request, by=OLGA, at=LATER)


def test_an_unproved_deletion_ends_nothing() -> None:
    opened(kept(), Right.DELETION)
    proved(kept(), Right.DELETION)

    assert not Request.objects.ending().exists()


def test_a_withdrawal_leaves_its_fact_and_ends_the_record_early() -> None:
    record = kept()
    request = proved(record, Right.WITHDRAWAL)
    carry_out(request, by=OLGA, at=LATER)
    mails_go_out()

    assert facts("consent:withdrawn") == [ConsentWithdrawn(token=record, purpose=QUOTE)]
    assert [one.record for one in Request.objects.ending()] == [record]


def test_requests_of_a_record_that_died_on_its_day_are_closed_too() -> None:
    record = kept()
    access, suspension = proved(record, Right.ACCESS), proved(record, Right.SUSPENSION)
    destroy(record)
    settle(LATER)

    assert [row(access).stands, row(suspension).stands] == [("done", "destroyed")] * 2


def test_settling_leaves_the_requests_of_living_records_alone() -> None:
    request = proved(kept(), Right.DELETION)
    destroy(kept())

    assert settle(LATER) == 0
    assert row(request).stands == ("proved", "")
