"""A policy that contradicts itself does not exist, and one that exists is written and read back to the same bytes."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.rooms.policy.cast import POLICY

from jikim.errors import Invalid
from jikim.policy import toml
from jikim.policy.model import Article, Item, Policy, Purpose, Retention, schema

NAME = Item(slug="name", label="이름", kind="name")


def tiny(**parts: Any) -> Policy:
    whole = {
        "company": "주식회사 다온설비",
        "purposes": (Purpose(slug="quote", name="견적문의", required=(NAME,)),),
        "retention": (Retention(subject="견적문의", period="P1Y", text="1년", purposes=("quote",)),),
    }
    return Policy.model_validate(whole | parts)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"retention": ()}, "every purpose needs a keeping period"),
        ({"purposes": ()}, "at least 1 item"),
        ({"purposes": (Purpose(slug="quote", name="a"), Purpose(slug="quote", name="b"))}, "two purposes of one slug"),
        ({"purposes": (Purpose(slug="quote", name="a", required=(NAME,), optional=(NAME,)),)}, "an item asked twice"),
        ({"company": ""}, "at least 1 character"),
        ({"company": "가\x00"}, "control character"),
        ({"surprise": 1}, "Extra inputs"),
    ],
)
def test_it_refuses_what_contradicts_itself(parts: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        tiny(**parts)


def test_a_keeping_that_an_event_ends_needs_an_outer_limit() -> None:
    with pytest.raises(ValidationError, match="outer limit"):
        Retention(subject="회원", text="탈퇴 시까지", purposes=("quote",), start="finished")


def test_a_policy_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        POLICY.company = "다른 회사"  # type: ignore[misc]  # the very thing that must fail


def test_the_digest_stands_for_every_word() -> None:
    other = tiny(articles=(Article(number=1, title="목적", text="가"),))
    another = tiny(articles=(Article(number=1, title="목적", text="나"),))

    assert len({tiny().digest, other.digest, another.digest}) == 3
    assert tiny() == tiny()
    assert hash(tiny()) == hash(tiny())


def test_the_sample_is_written_as_it_was_read() -> None:
    text = toml.dumps(POLICY)

    assert toml.loads(text) == POLICY
    assert toml.dumps(toml.loads(text)) == text


PROSE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), include_characters='\n"\\#'), max_size=60)


@settings(deadline=None, max_examples=150)
@given(text=PROSE, label=st.text(st.characters(categories=("L", "P", "S")), min_size=1, max_size=20))
def test_any_policy_survives_its_file(text: str, label: str) -> None:
    try:
        policy = tiny(company=label, articles=(Article(title=label, text=text),), preamble=text)
    except ValidationError:
        return

    actual = toml.loads(toml.dumps(policy))

    assert actual == policy
    assert actual.articles[0].text == text


@pytest.mark.parametrize(
    ("text", "rule", "hint"),
    [
        ("company = ", "policy-toml-syntax", "at "),
        ("company = 1", "policy-toml-shape", "company"),
        ("", "policy-toml-shape", "purposes"),
        ("[[purposes]]\nslug = 'A B'", "policy-toml-shape", "purposes.0.slug"),
        ("x = 2026-01-01T00:00:00Z", "policy-toml-shape", "x"),
    ],
)
def test_a_file_that_is_no_policy_is_refused_with_place_and_reason(text: str, rule: str, hint: str) -> None:
    with pytest.raises(Invalid) as caught:
        toml.loads(text)

    assert caught.value.rule == rule
    assert hint in caught.value.hint


def test_the_schema_names_every_part() -> None:
    assert set(schema()["properties"]) == set(Policy.model_fields)
