"""Receiving: whole or not at all, once however often it is sent, under the policy that was shown."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.rooms.inquiries.stage import ALICE, AT, BOB, KEY, POLICY, SYSTEM, submission, taken, told

from jikim.errors import Changed, Invalid, Refused
from jikim.inquiries import catalogue
from jikim.inquiries.models import Choice, Inquiry
from jikim.inquiries.receive import by_code, receive
from jikim.policy.notice import notice
from jikim.proof.values import VISITOR, Slug, digest_of
from jikim.vault.models import Evidence, Record
from jikim.vault.reveal import reveal
from jikim.work.models import Mail

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"answers": {**ALICE, "birthday": "1990-01-01"}}, "field-not-in-policy"),
        ({"answers": {}}, "required-missing"),
        ({"answers": ALICE}, "required-missing"),
        ({"answers": {**ALICE, "product": "never-offered"}}, "choice-unknown"),
        ({"answers": {**ALICE, "name": "김" * 10_000}}, "too-long"),
        ({"answers": {**ALICE, "company": "이상한나라"}}, "optional-without-consent"),
        ({"choices": {"marketing": True}}, "choice-not-in-policy"),
        ({"notice": "0" * 64}, "notice-changed"),
        ({"key": ""}, "submission-key-missing"),
        ({"key": "short"}, "submission-key-missing"),
    ],
)
def test_it_refuses_what_the_policy_does_not_admit_and_keeps_nothing(changed: dict[str, object], rule: str) -> None:
    before = told()

    with pytest.raises(Refused) as caught:
        taken(**changed)

    assert caught.value.rule == rule
    assert not any(model.objects.exists() for model in (Record, Evidence, Inquiry, Mail))
    assert told() == before


def test_it_names_the_choice_that_was_left_open() -> None:
    with pytest.raises(Invalid) as caught:
        taken(answers=ALICE)

    assert caught.value.field == "product"


def test_a_choice_may_be_left_open_while_nothing_is_offered() -> None:
    shown = notice(POLICY, "consultation").digest

    assert taken(purpose=Slug("consultation"), answers={**ALICE, "subject": "상담"}, notice=shown).token


def test_it_refuses_what_is_offered_no_longer() -> None:
    asked = submission()
    catalogue.set_active(Choice.objects.get().token, active=False, by=BOB, at=AT)

    with pytest.raises(Invalid) as caught:
        receive(asked, policy=POLICY, digest=POLICY.digest, by=VISITOR, at=AT)

    assert caught.value.rule == "choice-unknown"


def test_it_refuses_what_is_offered_for_another_purpose() -> None:
    other = catalogue.add(Slug("consultation"), Slug("kind"), "기술 지원", by=SYSTEM, at=AT)

    with pytest.raises(Invalid):
        taken(answers={**ALICE, "product": other})


def test_it_keeps_record_evidence_inquiry_facts_and_mail_together() -> None:
    token = taken().token

    assert [model.objects.count() for model in (Record, Evidence, Inquiry, Mail)] == [1, 1, 1, 1]
    assert told()[-3:] == ["consent:recorded", "record:kept", "inquiry:received"]
    assert Mail.objects.get().template == "receipt"
    assert Record.objects.get().token == token


def test_it_gives_the_last_day_and_seals_what_alice_wrote() -> None:
    receipt = taken()

    shown = reveal(receipt.token, purpose=Slug("quote"), reason=Slug("answer"), by=BOB, at=AT)

    assert receipt.ends == Record.objects.get().ends == date(2027, 11, 23)
    assert shown.fields == {**ALICE, "phone": "+821012345678", "receipt": receipt.code}


def test_the_catalogue_entry_stays_with_the_inquiry_and_out_of_the_vault() -> None:
    token = taken().token

    shown = reveal(token, purpose=Slug("quote"), reason=Slug("answer"), by=BOB, at=AT)

    assert Inquiry.objects.get().choice == Choice.objects.get()
    assert "product" not in shown.fields


def test_the_inquiry_holds_nothing_that_alice_wrote_and_no_code() -> None:
    receipt = taken()

    row = str(Inquiry.objects.values().get())

    assert not [value for value in (*ALICE.values(), receipt.code, KEY) if value in row]


def test_a_number_that_nobody_asked_for_is_masked_before_it_is_kept() -> None:
    receipt = taken(answers={**submission().answers, "content": "제 번호는 900101-1234568 입니다"})

    shown = reveal(receipt.token, purpose=Slug("quote"), reason=Slug("answer"), by=BOB, at=AT)

    assert receipt.masked == ("resident-number",)
    assert "900101" not in shown.fields["content"]


def test_consent_to_what_is_optional_is_kept_as_it_was_given() -> None:
    taken(answers={**submission().answers, "company": "이상한나라"}, choices={"optional": True})

    assert Evidence.objects.get().choices == {"optional": True}


def test_sent_twice_it_is_kept_once_and_both_get_the_same_receipt() -> None:
    first, second = taken(), taken(at=AT + timedelta(minutes=1))

    assert (second.token, second.code, second.ends) == (first.token, first.code, first.ends)
    assert (first.repeated, second.repeated) == (False, True)
    assert Record.objects.count() == 1


def test_a_receipt_that_is_asked_for_again_tomorrow_still_names_the_first_end() -> None:
    first, again = taken(), taken(at=AT + timedelta(days=1))

    assert again.ends == first.ends


def test_other_answers_under_the_same_key_are_refused() -> None:
    taken()

    with pytest.raises(Changed) as caught:
        taken(answers={**submission().answers, "content": "다른 내용"})

    assert caught.value.rule == "submission-key-reused"
    assert Inquiry.objects.count() == 1


def test_two_keys_are_two_inquiries_with_two_codes() -> None:
    assert taken("one-key-of-22-characters").code != taken("two-key-of-22-characters").code


def test_a_code_is_found_however_it_is_typed() -> None:
    receipt = taken()
    typed = f" {receipt.code[:5].lower()}-{receipt.code[5:]} "

    found = by_code(typed)

    assert found is not None
    assert found.receipt == digest_of(receipt.code.encode())


@pytest.mark.parametrize("code", ["", "short", "A" * 20, "가" * 20, "'; DROP TABLE inquiries", "\0" * 20])
def test_a_wrong_code_finds_nothing(code: str) -> None:
    taken()

    assert by_code(code) is None
