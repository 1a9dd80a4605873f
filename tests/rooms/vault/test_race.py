"""Intakes that race with the re-sealing of their day: each is kept whole under a living key, or was refused."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from tests.rooms.vault.cast import ALICE, AT, BOB, OLGA, QUOTE, WORKER, kept

from jikim.proof.values import Slug, Token, new_token
from jikim.vault.destroy import end_early
from jikim.vault.models import DayKey, Place, Record
from jikim.vault.reconcile import reconcile
from jikim.vault.reveal import reveal

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
INTAKES, ENDS_EARLY = 20, 6


def closing(act: Callable[[], list[Token]]) -> Callable[[], list[Token]]:
    def done() -> list[Token]:
        try:
            return act()
        finally:
            connections.close_all()

    return done


def test_every_intake_is_readable_however_often_the_day_turns_meanwhile() -> None:
    doomed = [kept() for _ in range(ENDS_EARLY)]

    def take_in() -> list[Token]:
        return [kept() for _ in range(INTAKES)]

    def turn() -> list[Token]:
        for token in doomed:
            end_early([token], batch=new_token(), because=Slug("erasure-request"), by=OLGA, at=AT)
        return doomed

    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(closing(act)) for act in (take_in, take_in, take_in, turn)]
        tokens = [token for done in running[:3] for token in done.result()]
        running[3].result()

    assert len(tokens) == 3 * INTAKES
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
