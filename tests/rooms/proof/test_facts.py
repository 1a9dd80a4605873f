# SPDX-License-Identifier: Apache-2.0
import re
from datetime import UTC, date, datetime
from typing import Any, get_type_hints

import pytest

from jikim.proof.facts import REASONS, VOCABULARY, Fact, LogExported, RecordRevealed, RecordsListed, RoleGranted
from jikim.proof.facts.fact import KINDS
from jikim.proof.values import Digest, Slug, Token

BOB = Token("0" * 25 + "b")


def _every_fact() -> list[type[Fact]]:
    return Fact.__subclasses__()


def test_no_fact_can_carry_personal_data_by_type() -> None:
    for fact in _every_fact():
        hints = {name: kind for name, kind in get_type_hints(fact).items() if name not in {"name", "shape", "about"}}

        assert set(hints.values()) <= {Token, Digest, Slug, date, datetime, int}, fact


def test_the_vocabulary_is_every_fact_in_alphabetical_order() -> None:
    assert list(VOCABULARY) == sorted(fact.name for fact in _every_fact())
    assert all(re.fullmatch(r"[a-z]+:[a-z]+", name) for name in VOCABULARY)
    assert all(fact.name == name for name, fact in VOCABULARY.items())


def test_every_fact_says_what_it_means() -> None:
    assert [fact for fact in _every_fact() if not fact.__doc__ or "(" in fact.__doc__.split("\n", maxsplit=1)[0]] == []


def test_a_fact_cannot_be_changed() -> None:
    fact = LogExported(size=1)

    with pytest.raises(AttributeError):
        fact.size = 2  # type: ignore[misc]  # what mypy refuses, the program refuses too


@pytest.mark.parametrize("text", ["alice", "Alice@example.com", "010-1234-5678", "홍길동", ""])
def test_it_refuses_a_person_in_the_place_of_a_token(text: str) -> None:
    with pytest.raises(ValueError, match="role:granted, staff: not a token") as caught:
        RoleGranted(staff=Token(text), role=Slug("staff"), reason=Slug("audit"))

    assert not text or text not in str(caught.value)


@pytest.mark.parametrize("text", ["010-1234-5678", "01012345678", "1234567", "4111-1111-1111-1111"])
def test_it_refuses_a_number_of_a_person_in_the_place_of_a_slug(text: str) -> None:
    with pytest.raises(ValueError, match="at most six digits"):
        RecordsListed(purpose=Slug(text), count=1)


@pytest.mark.parametrize("value", [1012345678, -1, True, 1.0, "1", None])
def test_it_refuses_a_number_that_could_be_a_telephone(value: Any) -> None:
    with pytest.raises(ValueError, match="not a number"):
        LogExported(size=value)


def test_it_refuses_a_reason_outside_the_closed_set() -> None:
    with pytest.raises(ValueError, match="closed set"):
        RecordRevealed(token=BOB, purpose=Slug("quote"), reason=Slug("curious"))


def test_it_takes_every_reason_of_the_closed_set() -> None:
    facts = [RecordRevealed(token=BOB, purpose=Slug("quote"), reason=reason) for reason in REASONS]

    assert {fact.reason for fact in facts} == REASONS


def test_each_kind_refuses_what_is_not_its_own() -> None:
    wrong: dict[Any, Any] = {date: datetime(2026, 1, 1, tzinfo=UTC), datetime: datetime(2026, 1, 1)}  # noqa: DTZ001 -- the naive moment is what must be refused

    for kind, reader in KINDS.items():
        with pytest.raises((TypeError, ValueError)):
            reader.check(wrong.get(kind))


def test_a_fact_knows_whom_it_is_about() -> None:
    assert RoleGranted(staff=BOB, role=Slug("staff"), reason=Slug("audit")).subject == BOB
    assert LogExported(size=1).subject is None
