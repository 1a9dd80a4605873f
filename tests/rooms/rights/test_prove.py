# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from tests.rooms.rights.house import AT, BOB, OLGA, POLICY, QUOTE, SOON, VISIT, facts, kept, opened, proved, row

from jikim.errors import Changed, Frozen, Invalid, Refused, Unknown
from jikim.proof.facts import RecordFrozen, RequestClosed, RequestProved
from jikim.proof.values import Slug, new_token
from jikim.rights.models import Right
from jikim.rights.proposal import propose, proposed
from jikim.rights.prove import prove
from jikim.vault.models import Record
from jikim.vault.reveal import reveal
from jikim.work.models import Mail
from jikim.work.outbox import post

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def test_it_refuses_an_unknown_request() -> None:
    with pytest.raises(Unknown):
        prove(new_token(), "000000", by=VISIT, at=SOON)


@pytest.mark.parametrize("code", ["", "00000", "0" * 10_000, "１２３４５６", "\ud800", "\x00", "12345a"])
def test_it_refuses_what_is_no_code(code: str) -> None:
    request = opened(kept(), Right.ACCESS)

    with pytest.raises(Refused, match="code-wrong"):
        prove(request, code, by=VISIT, at=SOON)
    assert row(request).request.tries == 1


def test_it_refuses_the_code_of_another_request() -> None:
    record = kept()
    one, other = opened(record, Right.ACCESS), opened(record, Right.DELETION)

    with pytest.raises(Refused, match="code-wrong"):
        prove(one, row(other).code, by=VISIT, at=SOON)


def test_the_fifth_wrong_code_ends_the_request_even_for_the_right_one() -> None:
    record = kept()
    request = opened(record, Right.DELETION)
    right = row(request).code
    rules = []
    for _ in range(5):
        with pytest.raises(Refused) as told:
            prove(request, row(request).wrong_code, by=VISIT, at=SOON)
        rules.append(told.value.rule)

    assert rules == ["code-wrong"] * 4 + ["identity-unproved"]
    assert row(request).stands == ("refused", "identity-unproved")
    assert facts("request:closed") == [RequestClosed(request=request, token=record, result=Slug("identity-unproved"))]
    assert Record.objects.get(token=record).frozen is None
    with pytest.raises(Changed):
        prove(request, right, by=VISIT, at=SOON)


def test_the_code_is_good_for_ten_minutes() -> None:
    request = opened(kept(), Right.ACCESS)
    code = row(request).code

    with pytest.raises(Refused, match="code-expired"):
        prove(request, code, by=VISIT, at=AT + timedelta(minutes=10))
    prove(request, code, by=VISIT, at=AT + timedelta(minutes=9, seconds=59))
    assert row(request).stands == ("proved", "")


def test_a_code_works_once() -> None:
    record = kept()
    request = proved(record, Right.ACCESS)

    with pytest.raises(Changed):
        prove(request, row(request).code, by=VISIT, at=SOON)


def test_it_takes_a_code_as_a_person_types_it() -> None:
    request = opened(kept(), Right.ACCESS)
    code = row(request).code
    prove(request, f" {code[:3]} {code[3:]} ", by=VISIT, at=SOON)

    assert row(request).stands == ("proved", "")


def test_no_row_holds_the_code() -> None:
    request = opened(kept(), Right.ACCESS)
    code = row(request).code
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM rights_request")
        stored = repr(cursor.fetchall())
        cursor.execute("SELECT * FROM work_mail")
        stored += repr(cursor.fetchall())

    assert code not in stored.replace(row(request).request.code_until.strftime("%f"), "")


def test_access_is_proved_and_freezes_nothing() -> None:
    record = kept()
    request = proved(record, Right.ACCESS)

    assert facts("request:proved") == [RequestProved(request=request, token=record)]
    assert Record.objects.get(token=record).frozen is None


@pytest.mark.parametrize("right", [Right.DELETION, Right.SUSPENSION, Right.WITHDRAWAL])
def test_a_proved_dispute_freezes_the_record_and_holds_its_waiting_mail(right: Right) -> None:
    record = kept()
    with transaction.atomic():
        post(Slug("answer"), token=record, staff=None, part=1, at=AT)
    proved(record, right)

    assert facts("record:frozen") == [RecordFrozen(token=record, because=Slug(right.value))]
    assert Mail.objects.get(template="answer").held == SOON
    with pytest.raises(Frozen):
        reveal(record, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=SOON)


def test_an_unproved_request_freezes_nothing() -> None:
    record = kept()
    opened(record, Right.DELETION)

    assert Record.objects.get(token=record).frozen is None


def test_a_correction_without_new_values_is_refused_and_costs_no_try() -> None:
    request = opened(kept(), Right.CORRECTION)

    with pytest.raises(Invalid, match="correction-empty"):
        prove(request, row(request).code, by=VISIT, at=SOON)
    assert row(request).request.tries == 0


def test_new_values_are_not_sealed_before_the_code_is_right() -> None:
    record = kept()
    request = opened(record, Right.CORRECTION)
    proposal = propose(request, {"name": "김엘리스"}, policy=POLICY)

    with pytest.raises(Refused, match="code-wrong"):
        prove(request, row(request).wrong_code, proposal=proposal, by=VISIT, at=SOON)
    assert facts("record:supplemented") == []


def test_new_values_come_sealed_with_the_proof_of_a_correction() -> None:
    record = kept()
    request = opened(record, Right.CORRECTION)
    proposal = propose(request, {"name": " 김엘리스 ", "phone": "010-9999-8888", "company": ""}, policy=POLICY)
    prove(request, row(request).code, proposal=proposal, by=VISIT, at=SOON)
    revealed = reveal(record, purpose=QUOTE, reason=Slug("rights-request"), by=OLGA, at=SOON)

    assert proposed(revealed) == {"name": "김엘리스", "phone": "+821099998888", "company": ""}
    assert "엘리스" not in repr(proposal)
    assert Record.objects.get(token=record).frozen == SOON


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({}, "correction-empty"),
        ({"rank": "부장"}, "field-not-in-policy"),
        ({"product": "a"}, "field-not-in-policy"),
        ({"name": ""}, "required-missing"),
        ({"email": "no address"}, "email-malformed"),
        ({"content": "\x00"}, "control-character"),
        ({"content": "x" * 100_000}, "too-long"),
    ],
)
def test_it_refuses_new_values_that_the_form_would_refuse(values: dict[str, str], rule: str) -> None:
    request = opened(kept(), Right.CORRECTION)

    with pytest.raises(Invalid) as told:
        propose(request, values, policy=POLICY)
    assert told.value.rule == rule


def test_a_resident_number_in_a_new_value_is_masked_before_it_is_sealed() -> None:
    request = opened(kept(), Right.CORRECTION)
    proposal = propose(request, {"content": "제 번호는 900101-1234568 입니다"}, policy=POLICY)

    assert "1234568" not in proposal.values["content"]


@pytest.mark.django_db(transaction=True, databases=["default", "apart"])
def test_a_wrong_try_is_remembered_so_it_refuses_to_run_inside_a_transaction() -> None:
    request = opened(kept(), Right.ACCESS)

    with pytest.raises(RuntimeError), transaction.atomic():
        prove(request, "000000", by=VISIT, at=SOON)
