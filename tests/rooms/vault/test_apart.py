"""Setting apart: the content leaves the working database whole, wherever the process dies."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.rooms.vault import crash
from tests.rooms.vault.cast import ALICE, AT, BOB, OLGA, QUOTE, VISITOR, WORKER, after, kept

from jikim.errors import Frozen, Gone, JikimError, Refused
from jikim.ledger.models import Entry
from jikim.proof.values import Slug, Token
from jikim.vault import fault
from jikim.vault.apart import set_apart
from jikim.vault.finish import finish
from jikim.vault.freeze import freeze
from jikim.vault.models import ApartLookup, ApartPart, ApartRecord, Lookup, Move, Part, Place, Record
from jikim.vault.reconcile import reconcile
from jikim.vault.reveal import reveal
from jikim.vault.supplement import supplement

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
EVERYWHERE = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
AUDIT = Slug("audit")


def finished() -> Token:
    token = kept()
    supplement(token, Slug("answer"), "견적서를 보내 드립니다.", by=BOB, at=AT)
    finish(token, at=AT)
    return token


def test_it_moves_everything_and_leaves_nothing_in_the_working_database() -> None:
    token = finished()
    set_apart(token, by=WORKER, at=AT)

    record = Record.objects.get(token=token)

    assert (record.place, record.body, record.wrapped, record.day_key_id) == (Place.APART, None, None, None)
    assert (Lookup.objects.count(), Part.objects.count()) == (0, 0)
    assert (ApartRecord.objects.count(), ApartPart.objects.count(), ApartLookup.objects.count()) == (1, 1, 3)


def test_only_the_officer_sees_it_then() -> None:
    token = finished()
    set_apart(token, by=WORKER, at=AT)

    with pytest.raises(Refused) as caught:
        reveal(token, purpose=QUOTE, reason=AUDIT, by=BOB, at=AT)
    shown = reveal(token, purpose=QUOTE, reason=AUDIT, by=OLGA, at=AT)

    assert caught.value.rule == "record-is-apart"
    assert (shown.fields, [part.text for part in shown.parts]) == (ALICE, ["견적서를 보내 드립니다."])


def test_it_seals_the_copy_under_another_key() -> None:
    token = finished()
    before = bytes(Record.objects.get(token=token).body)
    set_apart(token, by=WORKER, at=AT)

    assert bytes(ApartRecord.objects.get(token=token).body) != before


def test_it_tells_once_however_often_it_is_asked() -> None:
    token = finished()
    for _ in range(3):
        set_apart(token, by=WORKER, at=AT)

    assert Entry.objects.filter(name="record:apart").count() == 1


def test_it_refuses_a_record_whose_purpose_is_not_met() -> None:
    with pytest.raises(Refused) as caught:
        set_apart(kept(), by=WORKER, at=AT)

    assert caught.value.rule == "purpose-not-met"


def test_it_leaves_a_disputed_record_where_it_is() -> None:
    token = finished()
    freeze(token, because=Slug("correction"), by=VISITOR, at=AT)

    with pytest.raises(Frozen):
        set_apart(token, by=WORKER, at=AT)

    assert Move.objects.count() == 0


def test_it_leaves_an_expired_record_to_its_destruction() -> None:
    token = finished()

    with pytest.raises(Gone):
        set_apart(token, by=WORKER, at=after(365))


def test_a_text_that_comes_in_during_the_move_is_moved_too(monkeypatch: pytest.MonkeyPatch) -> None:
    token = finished()
    late = iter(["늦은 답변"])

    def speak(point: str) -> None:
        if point == "apart:copied":
            for text in late:
                supplement(token, Slug("answer"), text, by=BOB, at=AT)

    monkeypatch.setattr(fault, "hooks", [speak])
    set_apart(token, by=WORKER, at=AT)

    parts = reveal(token, purpose=QUOTE, reason=AUDIT, by=OLGA, at=AT).parts

    assert [part.text for part in parts] == ["견적서를 보내 드립니다.", "늦은 답변"]


@EVERYWHERE
@pytest.mark.parametrize("dies", [crash.dies_at_point, crash.dies_at_statement])
def test_killed_anywhere_it_loses_nothing_and_finishes_the_next_time(dies: Callable[..., bool]) -> None:
    number, crashed = 0, True
    while crashed:
        token = finished()

        def move(token: Token = token) -> None:
            set_apart(token, by=WORKER, at=AT)

        crashed = dies(number, move)
        fields = _readable(token)
        assert fields == ALICE, number

        state = reconcile(by=WORKER, at=AT)
        place = Record.objects.get(token=token).place
        if place == Place.ACTIVE:  # it died before the move was written down: nothing was begun
            assert not Move.objects.filter(token=token).exists()
            set_apart(token, by=WORKER, at=AT)

        assert state.clean, number
        assert _readable(token) == ALICE
        assert not Lookup.objects.filter(record_id=token).exists()
        assert ApartRecord.objects.filter(token=token).count() == 1
        number += 1

    assert number >= 4
    assert Entry.objects.filter(name="record:apart").count() == number


def _readable(token: Token) -> dict[str, str] | None:
    try:
        return reveal(token, purpose=QUOTE, reason=AUDIT, by=OLGA, at=AT).fields
    except JikimError:
        return None
