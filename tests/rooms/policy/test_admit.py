"""Only what the policy lists comes in; what is optional never blocks; a refusal repeats nothing that was typed."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import unicodedata

import pytest
from tests.rooms.policy.cast import CONSULTATION, POLICY, QUOTE

from jikim.errors import Invalid, Refused
from jikim.policy.admit import admit, choice_of


def test_it_admits_what_the_policy_lists_and_brings_it_into_one_form() -> None:
    admitted = admit(POLICY, "quote", {**QUOTE, "email": " Alice@Visitor.EXAMPLE "}, {})

    assert admitted.fields == {**QUOTE, "phone": "+821012345678", "email": "Alice@visitor.example"}
    assert (admitted.masked, admitted.agreed, admitted.declined) == ((), (), ())


def test_it_admits_a_consultation() -> None:
    admitted = admit(POLICY, "consultation", CONSULTATION, {})

    assert admitted.fields["phone"] == "+8225550100"
    assert admitted.fields["subject"] == "설치 문의"


def test_it_refuses_a_purpose_that_is_not_in_the_policy() -> None:
    with pytest.raises(Refused) as caught:
        admit(POLICY, "advertising", QUOTE, {})

    assert caught.value.rule == "purpose-not-in-policy"


def test_it_refuses_a_field_that_is_not_in_the_policy_without_repeating_its_name() -> None:
    with pytest.raises(Invalid) as caught:
        admit(POLICY, "quote", {**QUOTE, "900101-1234567": "x"}, {})

    assert (caught.value.rule, caught.value.field) == ("field-not-in-policy", "?")
    assert "필수항목" in caught.value.sentence


def test_it_names_a_field_of_another_purpose() -> None:
    with pytest.raises(Invalid) as caught:
        admit(POLICY, "consultation", {**CONSULTATION, "rank": "부장"}, {})

    assert (caught.value.rule, caught.value.field) == ("field-not-in-policy", "rank")


@pytest.mark.parametrize("missing", ["name", "phone", "email", "content"])
def test_it_refuses_when_a_required_item_is_missing(missing: str) -> None:
    answers = {slug: value for slug, value in QUOTE.items() if slug != missing}

    with pytest.raises(Invalid) as caught:
        admit(POLICY, "quote", answers, {})

    assert (caught.value.rule, caught.value.field) == ("required-missing", missing)


def test_white_space_is_no_answer() -> None:
    with pytest.raises(Invalid) as caught:
        admit(POLICY, "quote", {**QUOTE, "name": "\u3000 "}, {})

    assert (caught.value.rule, caught.value.field) == ("required-missing", "name")


def test_leaving_out_what_is_optional_never_blocks() -> None:
    for choices in ({}, {"optional": True}, {"optional": False}):
        assert admit(POLICY, "quote", QUOTE, choices).fields.keys() == QUOTE.keys()


def test_what_is_optional_comes_in_with_consent() -> None:
    admitted = admit(POLICY, "quote", {**QUOTE, "rank": "부장"}, {"optional": True})

    assert admitted.fields["rank"] == "부장"
    assert (admitted.agreed, admitted.declined) == (("optional",), ())


@pytest.mark.parametrize("choices", [{}, {"optional": False}])
def test_what_is_optional_does_not_come_in_without_consent(choices: dict[str, bool]) -> None:
    with pytest.raises(Invalid) as caught:
        admit(POLICY, "quote", {**QUOTE, "rank": "부장"}, choices)

    assert (caught.value.rule, caught.value.field) == ("optional-without-consent", "rank")


def test_a_choice_that_no_block_asks_for_is_refused() -> None:
    for purpose, answers, name, field in (
        ("quote", QUOTE, "marketing", "?"),
        ("consultation", CONSULTATION, "optional", "optional"),
    ):
        with pytest.raises(Invalid) as caught:
            admit(POLICY, purpose, answers, {name: True})

        assert (caught.value.rule, caught.value.field) == ("choice-not-in-policy", field)


def test_yes_and_no_at_once_is_no_answer() -> None:
    with pytest.raises(Invalid) as caught:
        choice_of(["yes", "no"])

    assert caught.value.rule == "consent-both-ways"


def test_a_choice_is_read_as_the_form_sends_it() -> None:
    actual = [choice_of([]), choice_of(["yes"]), choice_of(["no", "no"])]

    assert actual == [None, True, False]


def test_where_consent_is_the_ground_nothing_comes_in_without_it() -> None:
    purposes = tuple(use.model_copy(update={"ground": "consent"}) for use in POLICY.purposes)
    policy = POLICY.model_copy(update={"purposes": purposes})

    with pytest.raises(Invalid) as caught:
        admit(policy, "quote", QUOTE, {"required": False})

    assert caught.value.rule == "consent-missing"
    assert admit(policy, "quote", QUOTE, {"required": True}).agreed == ("required",)


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("name", "가" * 10_000, "too-long"),
        ("name", "가" * 101, "too-long"),
        ("content", "가" * 10_001, "too-long"),
        ("name", "김\x00앨리스", "control-character"),
        ("content", "안녕\x1b[2J", "control-character"),
        ("content", "\u202eevil", "control-character"),
        ("name", "\ud800", "control-character"),
        ("name", "12345", "name-malformed"),
        ("email", "alice", "email-malformed"),
        ("email", "alice@visitor", "email-malformed"),
        ("email", "a..b@visitor.example", "email-malformed"),
        ("email", "alice@visitor.example\nBcc: x@y.example", "email-malformed"),
        ("email", "a" * 65 + "@visitor.example", "email-malformed"),
        ("email", "alice@1.2.3.4", "email-malformed"),
        ("phone", "전화 없음", "phone-malformed"),
        ("phone", "123", "phone-malformed"),
        ("phone", "010-1234-5678 ext 9", "phone-malformed"),
        ("product", "../../etc", "choice-malformed"),
    ],
)
def test_it_refuses_a_malformed_value_by_its_rule_and_never_repeats_it(field: str, value: str, rule: str) -> None:
    with pytest.raises(Invalid) as caught:
        admit(POLICY, "quote", {**QUOTE, field: value}, {})

    assert (caught.value.rule, caught.value.field) == (rule, field)
    assert value not in str(caught.value)


@pytest.mark.parametrize(
    "typed", ["010-1234-5678", "01012345678", "010 1234 5678", "+82 10-1234-5678", "+821012345678", "(010) 1234-5678"]
)
def test_one_phone_number_has_one_form(typed: str) -> None:
    admitted = admit(POLICY, "quote", {**QUOTE, "phone": typed}, {})

    assert admitted.fields["phone"] == "+821012345678"


def test_names_are_composed_and_texts_keep_their_lines() -> None:
    answers = {**QUOTE, "name": unicodedata.normalize("NFD", "김앨리스"), "content": "하나\r\n둘\r셋"}

    admitted = admit(POLICY, "quote", answers, {})

    assert (admitted.fields["name"], admitted.fields["content"]) == ("김앨리스", "하나\n둘\n셋")


def test_a_registration_number_is_masked_before_anything_else_sees_it() -> None:
    admitted = admit(POLICY, "quote", {**QUOTE, "content": "주민번호는 900101-1234567 입니다"}, {})

    assert admitted.masked == ("resident-number",)
    assert admitted.fields["content"] == "주민번호는 ******-******* 입니다"
