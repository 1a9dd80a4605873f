"""Extending: an end moves later on a named ground alone, and the record goes over to the key of its later day."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.rooms.vault import crash
from tests.rooms.vault.cast import ALICE, AT, ENDS, LATER, OLGA, QUOTE, WORKER, after, kept

from jikim.errors import Gone, Invalid
from jikim.ledger.models import Entry
from jikim.proof.values import Slug, Token, new_token
from jikim.vault.apart import set_apart
from jikim.vault.destroy import destroy_day
from jikim.vault.extend import extend
from jikim.vault.find import find
from jikim.vault.finish import finish
from jikim.vault.models import ApartRecord, Place, Record
from jikim.vault.reveal import reveal

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
EVERYWHERE = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
LONGER = date(2029, 11, 22)
STATUTE = Slug("hold")


def moved() -> Token:
    token = kept()
    finish(token, at=AT)
    set_apart(token, by=WORKER, at=AT)
    return token


def hold(token: Token) -> None:
    extend(token, ends=LONGER, because=STATUTE, by=OLGA, at=AT)


def expire() -> None:
    batch = new_token()
    for store in (Slug("default"), Slug("apart")):
        destroy_day(store, ENDS, batch=batch, because=Slug("expired"), by=WORKER, at=LATER)


@pytest.mark.parametrize("make", [kept, moved])
def test_a_held_record_outlives_its_day_and_is_still_found(make: Callable[[], Token]) -> None:
    held, other = make(), make()
    hold(held)
    expire()

    assert reveal(held, purpose=QUOTE, reason=Slug("audit"), by=OLGA, at=LATER).fields == ALICE
    assert find(Slug("email"), ALICE["email"], purpose=QUOTE, by=OLGA, at=LATER, apart=True) == [held]
    assert Record.objects.get(token=other).place == Place.DESTROYED


def test_it_tells_the_ground_once() -> None:
    token = kept()
    hold(token)
    hold(token)

    assert Entry.objects.filter(name="record:extended", subject=token).count() == 1


def test_it_refuses_an_earlier_end() -> None:
    with pytest.raises(Invalid) as caught:
        extend(kept(), ends=date(2027, 1, 1), because=STATUTE, by=OLGA, at=AT)

    assert caught.value.rule == "end-not-later"


def test_what_is_due_is_not_extended_any_more() -> None:
    with pytest.raises(Gone):
        extend(kept(), ends=LONGER, because=STATUTE, by=OLGA, at=after(365))


@EVERYWHERE
def test_killed_between_the_databases_a_held_record_is_not_destroyed() -> None:
    number, crashed = 0, True
    while crashed:
        token = moved()

        def act(token: Token = token) -> None:
            hold(token)

        crashed = crash.dies_at_statement(number, act)
        number += 1
        if Record.objects.get(token=token).ends == ENDS:
            hold(token)
    expire()

    assert ApartRecord.objects.filter(ends=LONGER).count() == number
    assert Record.objects.filter(place=Place.DESTROYED).count() == 0
