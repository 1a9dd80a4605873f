"""Finding and listing records: by blind index and masked, told before the answer leaves."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest
from tests.rooms.vault.cast import ALICE, AT, BOB, ENDS, OLGA, QUOTE, VISITOR, WORKER, after, kept

from jikim.errors import Invalid, Refused
from jikim.ledger.models import Entry
from jikim.proof.values import Slug
from jikim.vault.apart import set_apart
from jikim.vault.find import ANY_PURPOSE, find
from jikim.vault.finish import finish
from jikim.vault.freeze import freeze
from jikim.vault.glance import glance

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
EMAIL, PHONE, NAME = Slug("email"), Slug("phone"), Slug("name")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (EMAIL, "ALICE@Example.com "),
        (EMAIL, "alice＠example.com"),
        (PHONE, "010-1234-5678"),
        (PHONE, "+82 (0)10 1234 5678"),
        (PHONE, "０１０１２３４５６７８"),
        (NAME, "  홍길동 "),
        (NAME, "홍길동"),
    ],
)
def test_it_finds_a_person_however_the_value_is_typed(kind: Slug, typed: str) -> None:
    token = kept()
    kept({"name": "김영희", "phone": "+821098765432", "email": "kim@example.com"})

    assert find(kind, typed, purpose=QUOTE, by=BOB, at=AT) == [token]


def test_it_finds_records_of_every_day_newest_first() -> None:
    first = kept(ends=ENDS)
    second = kept(ends=date(2027, 12, 1), at=after(2))

    assert find(EMAIL, ALICE["email"], purpose=QUOTE, by=BOB, at=after(3)) == [second, first]


def test_it_finds_only_what_serves_the_purpose_except_on_the_persons_own_request() -> None:
    token = kept(purpose=Slug("consultation"))

    assert find(EMAIL, ALICE["email"], purpose=QUOTE, by=BOB, at=AT) == []
    assert find(EMAIL, ALICE["email"], purpose=ANY_PURPOSE, by=OLGA, at=AT) == [token]


def test_it_tells_the_ledger_how_many_were_found_and_never_what_was_asked() -> None:
    kept()
    find(EMAIL, ALICE["email"], purpose=QUOTE, by=BOB, at=AT)

    entry = Entry.objects.get(name="records:searched")

    assert b'"count":1' in bytes(entry.body)
    assert ALICE["email"].encode() not in bytes(entry.body)


def test_it_finds_what_is_apart_for_the_officer_alone() -> None:
    token = kept()
    finish(token, at=AT)
    set_apart(token, by=WORKER, at=AT)

    assert find(EMAIL, ALICE["email"], purpose=QUOTE, by=BOB, at=AT) == []
    assert find(EMAIL, ALICE["email"], purpose=QUOTE, by=OLGA, at=AT, apart=True) == [token]
    with pytest.raises(Refused):
        find(EMAIL, ALICE["email"], purpose=QUOTE, by=BOB, at=AT, apart=True)


def test_it_finds_nobody_whose_last_day_is_over() -> None:
    kept()

    assert find(EMAIL, ALICE["email"], purpose=QUOTE, by=BOB, at=after(365)) == []


@pytest.mark.parametrize("value", ["", "   ", "\ud800", "x" * 10_000, "' OR 1=1 --"])
def test_it_finds_nothing_for_a_value_that_is_none(value: str) -> None:
    kept()

    assert find(NAME, value, purpose=QUOTE, by=BOB, at=AT) == []


def test_it_refuses_a_kind_without_an_index() -> None:
    with pytest.raises(Invalid):
        find(Slug("company"), "한빛발전", purpose=QUOTE, by=BOB, at=AT)


def test_it_lists_masked_values_and_one_fact_for_all() -> None:
    first, second = kept(), kept()

    shown = glance([first, second], purpose=QUOTE, by=BOB, at=AT)

    assert [(shown[first].name, shown[first].phone, shown[first].email)] == [
        ("홍*동", "010-****-5678", "al****@example.com")
    ]
    assert len(shown) == 2
    assert Entry.objects.filter(name="records:listed").count() == 1


def test_it_leaves_frozen_expired_and_foreign_records_out_of_the_list() -> None:
    frozen, foreign, plain = kept(), kept(purpose=Slug("consultation")), kept()
    freeze(frozen, because=Slug("correction"), by=VISITOR, at=AT)

    assert list(glance([frozen, foreign, plain], purpose=QUOTE, by=BOB, at=AT)) == [plain]
    assert glance([plain], purpose=QUOTE, by=BOB, at=after(365)) == {}
