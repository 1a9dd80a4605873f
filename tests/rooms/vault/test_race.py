"""Intakes that race with the re-sealing of their day: each is kept whole under a living key, or was refused."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections, transaction
from tests.rooms.vault.cast import ALICE, AT, BOB, ENDS, OLGA, QUOTE, WORKER, kept

from jikim.errors import Gone
from jikim.proof.values import Slug, Token, new_token
from jikim.vault import daykeys, envelope
from jikim.vault.destroy import end_early
from jikim.vault.find import find
from jikim.vault.glance import glance
from jikim.vault.models import DayKey, Place, Record
from jikim.vault.reconcile import reconcile
from jikim.vault.reseal import next_key, reseal
from jikim.vault.reveal import reveal
from jikim.vault.stores import DEFAULT
from jikim.vault.supplement import supplement

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
INTAKES, ENDS_EARLY = 20, 6
KIM = {"name": "김영희", "email": "kim@example.com"}


def closing(act: Callable[[], list[Token]]) -> Callable[[], list[Token]]:
    def done() -> list[Token]:
        try:
            return act()
        finally:
            connections.close_all()

    return done


def test_every_intake_is_readable_however_often_the_day_turns_meanwhile() -> None:
    kim = kept(KIM)
    doomed = [kept() for _ in range(ENDS_EARLY)]

    def take_in() -> list[Token]:
        return [kept() for _ in range(INTAKES)]

    def read() -> list[Token]:
        for _ in range(INTAKES):
            assert reveal(kim, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=AT).fields == KIM
            assert find(Slug("email"), KIM["email"], purpose=QUOTE, by=BOB, at=AT) == [kim]
            assert list(glance([kim], purpose=QUOTE, by=BOB, at=AT)) == [kim]
        return [kim]

    def turn() -> list[Token]:
        for token in doomed:
            end_early([token], batch=new_token(), because=Slug("erasure-request"), by=OLGA, at=AT)
        return doomed

    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(closing(act)) for act in (take_in, take_in, read, turn)]
        tokens = [token for done in running[:2] for token in done.result()]
        for done in running[2:]:
            done.result()

    assert len(tokens) == 2 * INTAKES
    assert [ALICE] * len(tokens) == [
        reveal(token, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=AT).fields for token in tokens
    ]
    assert [key.generation for key in DayKey.objects.all()] == [ENDS_EARLY]
    assert set(Record.objects.filter(token__in=doomed).values_list("place", flat=True)) == {Place.DESTROYED}
    assert reconcile(by=WORKER, at=AT).clean


def test_the_first_intakes_of_a_house_agree_on_one_keyring_and_one_key() -> None:
    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(closing(lambda: [kept()])) for _ in range(4)]
        tokens = [token for done in running for token in done.result()]

    assert [reveal(token, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=AT).fields for token in tokens] == [
        ALICE
    ] * 4
    assert DayKey.objects.count() == 1


def test_an_intake_that_still_believes_in_a_retired_key_takes_the_new_one(
    keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept()
    with transaction.atomic():  # re-sealed and committed; the old key's file is not erased yet
        reseal(DEFAULT, next_key(DEFAULT, ENDS) or "", at=AT)
    monkeypatch.setitem(daykeys._living, (str(keys), "default", ENDS), f"{ENDS}.0")

    token = kept()

    assert daykeys.ring().has("default", f"{ENDS}.0")
    assert Record.objects.get(token=token).day_key_id == f"{ENDS}.1"
    assert reveal(token, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=AT).fields == ALICE


def test_a_row_that_was_read_before_its_day_turned_still_opens() -> None:
    alive, dead = kept(), kept()
    row = Record.objects.get(token=alive)
    end_early([dead], batch=new_token(), because=Slug("erasure-request"), by=OLGA, at=AT)

    key = envelope.data_key(row, store=DEFAULT)

    assert envelope.opened(row, key=key, store=DEFAULT) == ALICE


def test_a_row_that_was_read_before_it_died_is_gone() -> None:
    dead = kept()
    row = Record.objects.get(token=dead)
    end_early([dead], batch=new_token(), because=Slug("erasure-request"), by=OLGA, at=AT)

    with pytest.raises(Gone):
        envelope.data_key(row, store=DEFAULT)


def test_texts_that_come_in_at_once_are_numbered_one_after_the_other() -> None:
    token = kept()

    def speak() -> list[Token]:
        for _ in range(5):
            supplement(token, Slug("answer"), "답변", by=BOB, at=AT)
        return [token]

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(closing(speak)) for _ in range(4)]:
            done.result()

    parts = reveal(token, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=AT).parts

    assert [part.seq for part in parts] == list(range(1, 21))
