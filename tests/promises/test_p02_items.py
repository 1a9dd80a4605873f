"""P2: what the policy does not list is refused on every way in; what is optional never blocks; the brake bites."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from tests.promises.cast import (
    ALICE,
    ANSWER,
    AT,
    BOB,
    POLICY,
    QUOTE,
    asked,
    facts,
    filled,
    requested,
    words,
)

from jikim.errors import Invalid
from jikim.inquiries.answer import answer
from jikim.inquiries.models import Choice, Inquiry
from jikim.policy.admit import admit
from jikim.policy.brake import RESIDENT as RESIDENT_KIND
from jikim.policy.notice import notice
from jikim.proof.facts import RecordMasked
from jikim.proof.values import Slug
from jikim.rights.models import Right
from jikim.rights.proposal import propose
from jikim.vault.models import Evidence, Record
from jikim.vault.reveal import reveal

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
OURS = {"csrfmiddlewaretoken", "next", "language", "once", "notice", "website"}
RESIDENT = "900101-1234568"


def nothing_kept() -> bool:
    return not (Record.objects.exists() or Evidence.objects.exists() or Inquiry.objects.exists())


def by_api(browser: Client, answers: dict[str, str], **more: Any) -> Any:
    shown = notice(POLICY, "quote").digest
    body = {"purpose": "quote", "answers": answers, "choices": {}, "notice_digest": shown, **more}
    headers = {"idempotency-key": "k" * 32, "accept": "application/json"}
    return browser.post("/api/v1/inquiries", json.dumps(body), content_type="application/json", headers=headers)


def api_answers(**changed: str) -> dict[str, str]:
    return {**ALICE, "product": Choice.objects.get(item="product").token, **changed}


@pytest.mark.parametrize("purpose", ["quote", "consultation"])
def test_a_form_asks_for_the_items_of_the_policy_and_no_others(browser: Client, purpose: str) -> None:
    page = browser.get(f"/ask/{purpose}/").content.decode()
    use = POLICY.purpose(purpose)
    body = page[page.index("<body") :]

    asked_for = set(re.findall(r'\sname="([^"]+)"', body)) - OURS - {"consent-optional"}

    assert asked_for == set(use.items)


@pytest.mark.parametrize("field", ["birthday", "consent_marketing", "x"])
def test_the_page_refuses_a_field_that_is_not_in_the_policy(browser: Client, field: str) -> None:
    page = browser.post("/ask/quote/", filled(browser, **{field: "1990-01-01"}))

    assert page.status_code == 422
    assert "처리방침에 없는 항목" in words(page)
    assert nothing_kept()


def test_the_programs_door_refuses_a_field_that_is_not_in_the_policy(browser: Client) -> None:
    refusal = by_api(browser, api_answers(birthday="1990-01-01"))

    assert (refusal.status_code, refusal.json()["type"]) == (422, "urn:problem:jikim:field-not-in-policy")
    assert nothing_kept()


def test_the_programs_door_refuses_what_stands_beside_the_answers(browser: Client) -> None:
    refusal = by_api(browser, api_answers(), birthday="1990-01-01")

    assert (refusal.status_code, refusal.json()["type"]) == (422, "urn:problem:jikim:body-malformed")
    assert nothing_kept()


@pytest.mark.parametrize("field", ["birthday", "company2", "Name", "receipt"])
@pytest.mark.parametrize("purpose", ["quote", "consultation"])
def test_no_way_in_passes_a_field_that_is_not_in_the_policy(purpose: str, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        admit(POLICY, purpose, {**ALICE, field: "x"}, {})

    assert (caught.value.rule, caught.value.field) == ("field-not-in-policy", "?")
    assert field not in str(caught.value)


def test_an_item_of_another_purpose_is_not_an_item_of_this_one() -> None:
    with pytest.raises(Invalid) as caught:
        admit(POLICY, "consultation", {**ALICE, "subject": "설치", "company": "한빛"}, {})

    assert (caught.value.rule, caught.value.field) == ("field-not-in-policy", "company")


@pytest.mark.usefixtures("desk")
def test_a_correction_cannot_bring_in_what_the_form_never_asked() -> None:
    request = requested(asked().token, Right.CORRECTION)

    with pytest.raises(Invalid) as caught:
        propose(request, {"birthday": "1990-01-01"}, policy=POLICY)

    assert caught.value.rule == "field-not-in-policy"


@pytest.mark.parametrize("choice", ["-", "no"])
def test_leaving_out_what_is_optional_never_blocks_on_the_page(browser: Client, choice: str) -> None:
    page = browser.post("/ask/quote/", filled(browser, consent_optional=choice))

    assert (page.status_code, Inquiry.objects.count()) == (302, 1)


def test_leaving_out_what_is_optional_never_blocks_a_program(browser: Client) -> None:
    assert by_api(browser, api_answers()).status_code == 201


def test_what_is_optional_is_kept_with_consent_alone(browser: Client) -> None:
    refusal = browser.post("/ask/quote/", filled(browser, company="한빛발전", consent_optional="no"))

    assert (refusal.status_code, nothing_kept()) == (422, True)
    assert browser.post("/ask/quote/", filled(browser, company="한빛발전", consent_optional="yes")).status_code == 302


@pytest.mark.parametrize("item", ["name", "phone", "email", "content"])
def test_what_is_required_cannot_be_left_out(item: str) -> None:
    with pytest.raises(Invalid) as caught:
        admit(POLICY, "quote", {**ALICE, item: " "}, {})

    assert (caught.value.rule, caught.value.field) == ("required-missing", item)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (RESIDENT, "resident-number"),
        ("900101-5234567", "foreigner-number"),
        ("4111 1111 1111 1111", "card"),
        ("11-23-456789-01", "driver-licence"),
        ("여권 M12345678", "passport"),
        ("국민은행 123456-78-901234", "account"),
    ],
)
def test_a_number_that_nobody_asked_for_is_masked_before_it_is_stored_and_the_sender_told(
    number: str, kind: str
) -> None:
    receipt = asked(content=f"제 번호는 {number} 입니다")
    kept = reveal(receipt.token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT).fields["content"]
    digits = "".join(re.findall(r"\d", number))

    assert receipt.masked == (kind,)
    assert digits not in "".join(re.findall(r"\d", kept))
    assert "제 번호는" in kept
    assert "*" in kept


@pytest.mark.parametrize("field", ["company", "content"])
def test_the_page_tells_the_sender_what_it_masked_and_not_the_number(browser: Client, field: str) -> None:
    sent = filled(browser, consent_optional="yes", **{field: f"번호 {RESIDENT}"})
    page = browser.post("/ask/quote/", sent, follow=True)

    assert "주민등록번호로 보이는 숫자를 가리고" in words(page)
    assert RESIDENT not in page.content.decode()


@pytest.mark.usefixtures("desk")
def test_an_answer_passes_the_same_brake() -> None:
    token = asked().token
    answer(token, f"보내신 {RESIDENT} 확인했습니다", by=BOB, at=AT)

    (part,) = reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT).parts

    assert RESIDENT not in part.text


@pytest.mark.usefixtures("desk")
def test_a_telephone_number_is_no_number_that_nobody_asked_for() -> None:
    receipt = asked(content="전화 주세요: 010-1234-5678, 견적 1,200만원")

    assert receipt.masked == ()


@pytest.mark.usefixtures("desk")
def test_that_a_number_was_masked_is_told_without_the_number() -> None:
    token = asked(content=f"주민등록번호는 {RESIDENT}입니다.").token

    assert facts("record:masked") == [RecordMasked(token=token, kind=Slug(RESIDENT_KIND))]
