# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import Error, transaction
from tests.rooms.rights.house import AT, BOB, ENDS, OLGA, kept

from jikim.errors import Changed, Gone, Refused, Unknown
from jikim.ledger.models import Entry
from jikim.paper.destroy_with import Hands, destroy_with
from jikim.paper.hand_over import hand_over
from jikim.paper.models import HandOver, Method, Sheet
from jikim.paper.register import register
from jikim.proof.facts import SheetDestroyed, SheetRegistered
from jikim.proof.values import WORKER, Slug, Token, new_token
from jikim.vault.destroy import end_early

pytestmark = pytest.mark.django_db(databases=["default", "apart"])

BOB_TOKEN, OLGA_TOKEN = BOB.actor or new_token(), OLGA.actor or new_token()
HANDS = Hands(first=BOB_TOKEN, second=OLGA_TOKEN)
LOCKER, OTHER_LOCKER = Slug("locker-1"), Slug("locker-2")
A_YEAR = timedelta(days=366)


def sheet(record: Token | None = None) -> Token:
    return register(record or kept(), locker=LOCKER, custodian=BOB_TOKEN, by=BOB, at=AT)


def shred(*sheets: Token, batch: Token | None = None, hands: Hands = HANDS, at: datetime = AT) -> None:
    destroy_with(batch or new_token(), sheets, method=Method.SHRED, hands=hands, by=OLGA, at=at)


def test_it_refuses_a_sheet_of_a_record_that_never_was() -> None:
    with pytest.raises(Unknown):
        sheet(new_token())


def test_it_refuses_a_sheet_of_a_destroyed_record() -> None:
    record = kept()
    end_early([record], batch=new_token(), because=Slug("expired"), by=WORKER, at=AT)

    with pytest.raises(Gone):
        sheet(record)


def test_a_sheet_ends_with_its_record_and_leaves_its_fact() -> None:
    record = kept()
    token = sheet(record)

    assert Sheet.objects.get(token=token).ends == ENDS
    assert Entry.objects.get(name="sheet:registered").told.fact == SheetRegistered(sheet=token, token=record, ends=ENDS)


def test_labels_are_short_and_differ() -> None:
    record = kept()
    labels = {Sheet.objects.get(token=sheet(record)).label for _ in range(5)}

    assert {len(label) for label in labels} == {9}
    assert len(labels) == 5


def test_a_sheet_is_due_on_the_day_after_its_last() -> None:
    token = sheet()
    last_moment = datetime.combine(ENDS, datetime.min.time(), tzinfo=AT.tzinfo) + timedelta(hours=14, minutes=59)

    assert list(Sheet.objects.due(last_moment)) == []
    assert [one.token for one in Sheet.objects.due(last_moment + timedelta(minutes=1))] == [token]


def test_a_destroyed_sheet_is_not_due_but_still_listed_under_its_record() -> None:
    record = kept()
    token = sheet(record)
    shred(token)

    assert list(Sheet.objects.due(AT + A_YEAR)) == []
    assert [one.token for one in Sheet.objects.for_record(record)] == [token]


def test_one_person_alone_destroys_no_paper() -> None:
    token = sheet()

    with pytest.raises(Refused, match="two-people-needed"):
        shred(token, hands=Hands(first=BOB_TOKEN, second=BOB_TOKEN))
    with pytest.raises(Error, match="the_two_who_destroy_a_sheet_differ"), transaction.atomic():
        Sheet.objects.update(
            destroyed=AT, method=Method.BURN, batch=new_token(), first_hand=BOB_TOKEN, second_hand=BOB_TOKEN
        )
    assert Sheet.objects.standing().count() == 1


def test_all_sheets_of_a_batch_are_destroyed_or_none() -> None:
    token = sheet()

    with pytest.raises(Unknown):
        shred(token, new_token())
    assert Sheet.objects.standing().count() == 1
    assert not Entry.objects.filter(name="sheet:destroyed").exists()


def test_a_destroyed_sheet_names_method_batch_and_both_hands() -> None:
    record, batch = kept(), new_token()
    token = sheet(record)
    shred(token, batch=batch)
    row = Sheet.objects.get(token=token)

    assert (row.destroyed, row.method, row.batch) == (AT, "shred", batch)
    assert (row.first_hand, row.second_hand) == (BOB_TOKEN, OLGA_TOKEN)
    assert Entry.objects.get(name="sheet:destroyed").told.fact == SheetDestroyed(
        sheet=token, token=record, batch=batch, method=Slug("shred")
    )


def test_a_sheet_dies_once() -> None:
    token = sheet()
    shred(token)

    with pytest.raises(Gone):
        shred(token)
    with pytest.raises(Error, match="a_destroyed_sheet_never_changes"), transaction.atomic():
        Sheet.objects.update(method=Method.BURN)


def test_nobody_moves_a_sheet_to_another_record() -> None:
    sheet()

    with pytest.raises(Error, match="a_sheet_keeps_its_record"), transaction.atomic():
        Sheet.objects.update(record=new_token())


def test_a_destroyed_sheet_is_handed_to_nobody() -> None:
    token = sheet()
    shred(token)

    with pytest.raises(Gone):
        hand_over(token, taker=OLGA_TOKEN, locker=LOCKER, by=BOB, at=AT)


def test_handing_a_sheet_to_where_it_is_changes_nothing() -> None:
    token = sheet()

    with pytest.raises(Changed):
        hand_over(token, taker=BOB_TOKEN, locker=LOCKER, by=BOB, at=AT)
    assert not HandOver.objects.exists()


def test_a_hand_over_is_remembered_for_good() -> None:
    token = sheet()
    hand_over(token, taker=OLGA_TOKEN, locker=OTHER_LOCKER, by=BOB, at=AT)
    trail = HandOver.objects.get()
    row = Sheet.objects.get(token=token)

    assert (trail.giver, trail.taker, trail.locker) == (BOB_TOKEN, OLGA_TOKEN, OTHER_LOCKER)
    assert (row.custodian, row.locker) == (OLGA_TOKEN, OTHER_LOCKER)
    with pytest.raises(Error, match="a_hand_over_never_changes"), transaction.atomic():
        HandOver.objects.update(taker=BOB_TOKEN)
    with pytest.raises(Error, match="a_hand_over_is_never_deleted"), transaction.atomic():
        HandOver.objects.all().delete()
