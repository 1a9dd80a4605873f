"""The desk's catalogue: entries are listed once, retired and offered again, never deleted."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from tests.rooms.inquiries.stage import AT, BOB, taken, told

from jikim.errors import Changed, Invalid, Unknown
from jikim.inquiries import catalogue
from jikim.inquiries.models import Choice, Inquiry
from jikim.proof.values import Slug, Token, new_token

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
QUOTE, PRODUCT = Slug("quote"), Slug("product")


@pytest.mark.parametrize("name", ["", "  ", "가" * (catalogue.LONGEST + 1)])
def test_it_refuses_an_entry_without_a_name_or_with_too_long_a_one(name: str) -> None:
    with pytest.raises(Invalid) as caught:
        catalogue.add(QUOTE, PRODUCT, name, by=BOB, at=AT)

    assert caught.value.rule == "choice-name"


def test_it_refuses_an_entry_that_stands_already_and_tells_nothing() -> None:
    before = told()

    with pytest.raises(Changed) as caught:
        catalogue.add(QUOTE, PRODUCT, " 표준   제품 ", by=BOB, at=AT)

    assert caught.value.rule == "choice-listed-already"
    assert told() == before


def test_it_refuses_to_retire_what_is_not_there() -> None:
    with pytest.raises(Unknown):
        catalogue.set_active(new_token(), active=False, by=BOB, at=AT)


def test_a_new_entry_stands_last_and_is_told() -> None:
    token = catalogue.add(QUOTE, PRODUCT, "맞춤 제작", by=BOB, at=AT)

    assert [name for _, name in catalogue.offered("quote", "product")] == ["표준 제품", "맞춤 제작"]
    assert catalogue.offered("quote", "product")[1][0] == token
    assert told()[-1] == "catalogue:changed"


def test_a_retired_entry_is_offered_no_longer_but_stays_with_its_inquiries() -> None:
    taken()
    token = Token(Choice.objects.get().token)
    catalogue.set_active(token, active=False, by=BOB, at=AT)

    assert catalogue.offered("quote", "product") == []
    assert Inquiry.objects.get().choice_id == token


def test_what_was_retired_can_be_offered_again() -> None:
    token = Token(Choice.objects.get().token)
    for active in (False, True):
        catalogue.set_active(token, active=active, by=BOB, at=AT)

    assert [one for one, _ in catalogue.offered("quote", "product")] == [token]
