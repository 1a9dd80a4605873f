"""Ending early: one record dies before its day, its neighbours live on under a new key of the same day."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.rooms.vault import crash
from tests.rooms.vault.cast import ALICE, AT, BOB, ENDS, OLGA, QUOTE, WORKER, kept

from jikim.errors import Gone
from jikim.ledger.models import Entry
from jikim.proof.values import Slug, Token, new_token
from jikim.vault.apart import set_apart
from jikim.vault.destroy import end_early
from jikim.vault.extend import extend
from jikim.vault.find import find
from jikim.vault.finish import finish
from jikim.vault.models import ApartRecord, DayKey, Lookup, Place, Record
from jikim.vault.reconcile import reconcile
from jikim.vault.reveal import reveal

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
EVERYWHERE = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
ERASURE = Slug("erasure-request")
KIM = {**ALICE, "name": "김영희", "email": "kim@example.com"}


def end(*tokens: Token) -> int:
    return end_early(tokens, batch=new_token(), because=ERASURE, by=OLGA, at=AT)


def moved(fields: dict[str, str]) -> Token:
    token = kept(fields)
    finish(token, at=AT)
    set_apart(token, by=WORKER, at=AT)
    return token


def seen(token: Token) -> dict[str, str]:
    return reveal(token, purpose=QUOTE, reason=Slug("audit"), by=OLGA, at=AT).fields


def files(keys: Path, store: str) -> list[str]:
    return sorted(file.name for file in (keys / "day" / store).iterdir())


def test_the_record_is_gone_and_its_neighbours_are_read_and_found_as_before(keys: Path) -> None:
    alice, kim = kept(), kept(KIM)

    assert end(alice) == 1
    assert seen(kim) == KIM
    assert find(Slug("email"), KIM["email"], purpose=QUOTE, by=BOB, at=AT) == [kim]
    assert find(Slug("email"), ALICE["email"], purpose=QUOTE, by=BOB, at=AT) == []
    assert files(keys, "default") == [f"{ENDS}.1"]
    with pytest.raises(Gone):
        seen(alice)


def test_the_wrapped_key_that_an_old_backup_holds_opens_nothing_any_more() -> None:
    alice, kim = kept(), kept(KIM)
    backup = {row.token: bytes(row.wrapped) for row in Record.objects.all()}
    end(alice)

    Record.objects.filter(token=kim).update(wrapped=backup[kim])

    with pytest.raises(Exception, match="data-key-does-not-unwrap"):
        seen(kim)


def test_the_next_intake_of_the_day_takes_the_new_key() -> None:
    end(kept())

    token = kept()

    assert Record.objects.get(token=token).day_key_id == f"{ENDS}.1"
    assert seen(token) == ALICE


def test_one_run_turns_each_day_once_however_many_go() -> None:
    tokens = [kept() for _ in range(4)]
    kim = kept(KIM)

    assert end(*tokens) == 4
    assert [key.name for key in DayKey.objects.all()] == [f"{ENDS}.1"]
    assert seen(kim) == KIM


def test_a_record_that_is_apart_dies_in_both_stores(keys: Path) -> None:
    alice, kim = moved(ALICE), moved(KIM)

    assert end(alice) == 1
    assert (files(keys, "default"), files(keys, "apart")) == ([f"{ENDS}.1"], [f"{ENDS}.1"])
    assert seen(kim) == KIM
    assert not ApartRecord.objects.filter(token=alice).exists()


def test_the_wraps_under_earlier_end_dates_die_too(keys: Path) -> None:
    alice, kim = kept(), kept(KIM)
    extend(alice, ends=date(2028, 1, 1), because=Slug("consent"), by=OLGA, at=AT)
    end(alice)

    assert files(keys, "default") == [f"{ENDS}.1", "2028-01-01.1"]
    assert seen(kim) == KIM


def test_asked_twice_it_does_it_once() -> None:
    alice = kept()

    assert [end(alice), end(alice)] == [1, 0]
    assert Entry.objects.filter(name="record:destroyed").count() == 1


@EVERYWHERE
@pytest.mark.parametrize("dies", [crash.dies_at_point, crash.dies_at_statement])
def test_killed_anywhere_it_is_all_or_nothing_and_the_next_run_finishes(dies: Callable[..., bool]) -> None:
    number, crashed = 0, True
    while crashed:
        active, apart, kim, lee = kept(), moved(ALICE), kept(KIM), moved(KIM)

        def act(active: Token = active, apart: Token = apart) -> None:
            end(active, apart)

        crashed = dies(number, act)
        state = reconcile(by=WORKER, at=AT)
        act()

        assert state.clean, number
        places = set(Record.objects.filter(token__in=[active, apart]).values_list("place", flat=True))
        assert places == {Place.DESTROYED}, number
        assert not ApartRecord.objects.filter(token=apart).exists()
        assert Entry.objects.filter(name="record:destroyed", subject__in=[active, apart]).count() == 2, number
        assert (seen(kim), seen(lee)) == (KIM, KIM), number
        assert reconcile(by=WORKER, at=AT).clean
        end(kim, lee)
        number += 1

    assert number >= 6


def test_no_index_value_of_the_old_key_is_left_behind() -> None:
    alice, kim = kept(), kept(KIM)
    before = {bytes(value) for value in Lookup.objects.values_list("value", flat=True)}
    end(alice)

    rows = list(Lookup.objects.values_list("record_id", "value"))

    assert [token for token, _ in rows] == [kim] * 3
    assert {bytes(value) for _, value in rows} & before == set()
