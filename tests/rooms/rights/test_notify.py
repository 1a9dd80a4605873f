# SPDX-License-Identifier: Apache-2.0
"""Whoever asked is told how it ended, while there is still an address to write to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.rooms.rights.house import AT, OLGA, SOON, VISIT, kept, mails_go_out, opened, proved, row

from jikim.errors import Changed, Refused
from jikim.proof.values import WORKER, Slug, new_token
from jikim.rights.code import request_of
from jikim.rights.decide import carry_out, refuse
from jikim.rights.models import TRIES, Request, Right
from jikim.rights.notify import told_by
from jikim.rights.prove import prove
from jikim.rights.settle import settle
from jikim.rights.show import show
from jikim.vault.destroy import end_early
from jikim.work.models import Mail

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
LATER = AT + timedelta(hours=3)


def notices() -> list[tuple[str, str]]:
    told = Mail.objects.filter(template__startswith="result-").order_by("pk")
    return [(mail.template, one.token if (one := told_by(mail)) else "") for mail in told]


@pytest.mark.parametrize("right", [Right.DELETION, Right.SUSPENSION, Right.WITHDRAWAL])
def test_what_is_carried_out_is_told(right: Right) -> None:
    request = proved(kept(), right)

    carry_out(request, by=OLGA, at=LATER)

    assert notices() == [("result-done", request)]


def test_a_refusal_is_told() -> None:
    request = proved(kept(), Right.SUSPENSION)

    refuse(request, Slug("kept-by-statute"), by=OLGA, at=LATER)

    assert notices() == [("result-refused", request)]


def test_what_was_shown_is_told_too() -> None:
    request = proved(kept(), Right.ACCESS)

    show(request, by=VISIT, at=LATER)

    assert notices() == [("result-done", request)]


def test_five_wrong_codes_are_told_to_the_address_that_they_were_not_from() -> None:
    request = opened(kept(), Right.DELETION)
    for _ in range(TRIES):
        with pytest.raises(Refused):
            prove(request, row(request).wrong_code, by=VISIT, at=SOON)

    assert notices() == [("result-refused", request)]


def test_what_cannot_be_mailed_any_more_is_not_promised() -> None:
    record = kept()
    proved(record, Right.SUSPENSION)
    end_early([record], batch=new_token(), because=Slug("deletion-request"), by=WORKER, at=LATER)

    settle(LATER)

    assert notices() == []


def test_a_record_does_not_die_before_its_notice_went_out() -> None:
    record = kept()
    carry_out(proved(record, Right.DELETION), by=OLGA, at=LATER)

    before = list(Request.objects.ending())
    mails_go_out()

    assert before == []
    assert [one.record for one in Request.objects.ending()] == [record]


def test_a_notice_that_cannot_be_delivered_holds_up_no_deletion() -> None:
    record = kept()
    carry_out(proved(record, Right.DELETION), by=OLGA, at=LATER)

    Mail.objects.filter(template="result-done").update(dead=LATER, last_error="mail-server")

    assert [one.record for one in Request.objects.ending()] == [record]


def test_a_notice_passes_the_freeze_of_another_request() -> None:
    record = kept()
    carry_out(proved(record, Right.SUSPENSION), by=OLGA, at=LATER)
    Mail.objects.filter(template="code").update(sent=LATER)

    proved(record, Right.DELETION, at=LATER)

    assert Mail.objects.get(template="result-done").held is None


def test_access_that_was_proved_and_not_shown_is_proved_again_by_a_later_code() -> None:
    record = kept()
    request = proved(record, Right.ACCESS)

    again = opened(record, Right.ACCESS, at=LATER)
    waiting = request_of(Mail.objects.filter(template="code").latest("pk"))
    prove(request, row(request).code, by=VISIT, at=LATER)

    assert (again, waiting) == (request, row(request).request)
    assert (row(request).stands, row(request).request.proved) == (("proved", ""), LATER)


def test_a_wrong_code_after_the_proof_counts_like_any_other() -> None:
    record = kept()
    request = proved(record, Right.ACCESS)
    opened(record, Right.ACCESS, at=LATER)
    for _ in range(TRIES - 1):
        with pytest.raises(Refused):
            prove(request, row(request).wrong_code, by=VISIT, at=LATER)

    assert row(request).stands == ("refused", "identity-unproved")


@pytest.mark.parametrize("right", [Right.DELETION, Right.SUSPENSION])
def test_nothing_else_is_proved_twice(right: Right) -> None:
    record = kept()
    request = proved(record, right)
    opened(record, right, at=LATER)

    with pytest.raises(Changed):
        prove(request, row(request).code, by=VISIT, at=LATER)
