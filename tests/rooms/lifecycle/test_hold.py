"""Holds: a record stays on a statute's ground, by two people, and what is refused has moved nothing (P7)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import Error, transaction
from tests.rooms.inquiries.stage import AT, BOB, OLGA, PIA, POLICY, SYSTEM, taken, told

from jikim.errors import Changed, Gone, Invalid, JikimError, Refused, Unknown
from jikim.lifecycle.destroy_due import destroy_due
from jikim.lifecycle.hold import Ground, lift_hold, place_hold
from jikim.lifecycle.models import ARTICLE, Hold
from jikim.proof.values import By, Slug, Token, new_token
from jikim.vault.models import Extension, Place, Record

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
committed = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
"""SQLite scrubs its log between transactions only, so a test that destroys commits."""

ENDS = date(2031, 11, 23)
GROUND = Ground(statute=Slug("e-commerce-records"), article="영 제6조제1항", items=[Slug("name")], ends=ENDS)


def held(token: Token, ground: Ground = GROUND, *, second: Token | None = None, by: By = OLGA) -> Token:
    return place_hold(token, ground, second=second or PIA.actor or token, by=by, at=AT)


@pytest.mark.parametrize(("by", "second"), [(OLGA, OLGA.actor), (SYSTEM, PIA.actor)], ids=["herself", "nobody"])
def test_one_person_alone_places_no_hold(by: By, second: Token) -> None:
    token = taken().token

    with pytest.raises(Refused) as caught:
        held(token, by=by, second=second)

    assert caught.value.rule == "two-people-needed"


@pytest.mark.parametrize(
    ("ground", "rule"),
    [
        (replace(GROUND, article="  "), "hold-without-ground"),
        (replace(GROUND, items=[]), "hold-without-ground"),
        (replace(GROUND, article="제" * (ARTICLE + 1)), "too-long"),
        (replace(GROUND, ends=date(2027, 1, 1)), "end-not-later"),
    ],
)
def test_a_hold_without_a_sound_ground_is_refused_and_the_end_stays(ground: Ground, rule: str) -> None:
    receipt = taken()
    before = told()

    with pytest.raises(Invalid) as caught:
        held(receipt.token, ground)

    assert caught.value.rule == rule
    assert Record.objects.get().ends == receipt.ends
    assert told() == before


def test_a_second_hold_of_the_same_statute_is_refused_and_moves_no_end() -> None:
    token = taken().token
    held(token)

    with pytest.raises(Changed) as caught:
        held(token, replace(GROUND, ends=ENDS + timedelta(days=365)))

    assert caught.value.rule == "held-already"
    assert Record.objects.get().ends == ENDS
    assert Extension.objects.count() == 1


@committed
def test_what_is_gone_or_was_never_there_cannot_be_held() -> None:
    token = taken().token
    destroy_due(POLICY, early={Slug("deletion-request"): [token]}, at=AT)

    for one, error in ((token, Gone), (new_token(), Unknown)):
        with pytest.raises(error):
            held(one)


@committed
def test_a_held_record_lives_past_its_own_end_and_dies_after_the_hold() -> None:
    receipt = taken()
    held(receipt.token)
    past = datetime.combine(receipt.ends, AT.timetz()) + timedelta(days=2)
    destroy_due(POLICY, early={}, at=past)
    alive = Record.objects.get().place
    destroy_due(POLICY, early={}, at=datetime.combine(ENDS, AT.timetz()) + timedelta(days=1))

    assert (alive, Record.objects.get().place) == (Place.ACTIVE, Place.DESTROYED)


def test_a_hold_is_told_with_its_statute_and_counts_while_it_stands() -> None:
    held(taken().token)

    assert told()[-2:] == ["record:extended", "hold:placed"]
    assert [Hold.objects.active(day).count() for day in (ENDS, ENDS + timedelta(days=1))] == [1, 0]


def test_a_hold_is_lifted_once_and_by_two() -> None:
    hold = held(taken().token)
    with pytest.raises(Refused):
        lift_hold(hold, second=OLGA.actor or hold, by=OLGA, at=AT)
    lift_hold(hold, second=PIA.actor or hold, by=OLGA, at=AT)

    with pytest.raises(Unknown):
        lift_hold(hold, second=PIA.actor or hold, by=OLGA, at=AT)

    assert told()[-1] == "hold:lifted"
    assert not Hold.objects.active(date(2027, 1, 1)).exists()


def test_a_record_whose_hold_was_lifted_can_be_held_again() -> None:
    token = taken().token
    lift_hold(held(token), second=PIA.actor or token, by=OLGA, at=AT)

    assert held(token, replace(GROUND, ends=ENDS + timedelta(days=1)))


@pytest.mark.parametrize(
    "change",
    [
        {"statute": "other"},
        {"article": "다른 조"},
        {"ends": date(2030, 1, 1)},
        {"placed_by": "0" * 26},
        {"record": "0" * 26},
    ],
)
def test_the_database_keeps_a_hold_as_it_was_placed(change: dict[str, object]) -> None:
    held(taken().token)

    with pytest.raises(Error), transaction.atomic():
        Hold.objects.update(lifted=AT, **change)


def test_the_database_deletes_no_hold_and_takes_none_by_one_person() -> None:
    held(taken().token)

    with pytest.raises(Error), transaction.atomic():
        Hold.objects.all().delete()
    with pytest.raises(Error), transaction.atomic():
        Hold.objects.create(
            token=new_token(),
            record=new_token(),
            statute="s",
            article="a",
            items=[],
            ends=ENDS,
            placed=AT,
            placed_by=BOB.actor,
            seconded_by=BOB.actor,
        )


def test_a_refusal_says_nothing_of_alice() -> None:
    token = taken().token
    held(token)

    with pytest.raises(JikimError) as caught:
        held(token)

    assert str(caught.value) == "held-already"
