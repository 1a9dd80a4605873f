"""Destroying a day: the key first, then the rows; nothing alive after it, nothing else touched, wherever it dies."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from tests.rooms.vault import crash
from tests.rooms.vault.cast import ALICE, AT, BOB, ENDS, LATER, OLGA, QUOTE, WORKER, kept

from jikim.errors import Changed, Gone, Refused
from jikim.ledger.models import Entry
from jikim.proof.values import Slug, Token, new_token
from jikim.vault import daykeys
from jikim.vault.apart import set_apart
from jikim.vault.counts import counts, due_days, overdue
from jikim.vault.destroy import destroy_day
from jikim.vault.find import find
from jikim.vault.finish import finish
from jikim.vault.models import ApartDayKey, ApartRecord, DayKey, ErasedKey, Lookup, Part, Place, Record
from jikim.vault.reconcile import reconcile
from jikim.vault.reveal import reveal
from jikim.vault.supplement import supplement

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
EVERYWHERE = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
DEFAULT, APART, EXPIRED = Slug("default"), Slug("apart"), Slug("expired")
NEXT = date(2027, 11, 23)


def apart() -> Token:
    token = kept()
    finish(token, at=AT)
    set_apart(token, by=WORKER, at=AT)
    return token


def destroy(store: Slug, batch: Token, **more: int) -> int:
    return destroy_day(store, ENDS, batch=batch, because=EXPIRED, by=WORKER, at=LATER, **more)


def test_it_destroys_all_of_the_day_and_nothing_of_the_next() -> None:
    dead, alive = kept(), kept(ends=NEXT)
    supplement(dead, Slug("answer"), "답변", by=BOB, at=AT)

    count = destroy(DEFAULT, new_token())

    assert count == 1
    assert Record.objects.get(token=dead).place == Place.DESTROYED
    assert reveal(alive, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=LATER).fields == ALICE
    assert not Part.objects.filter(record_id=dead).exists()
    assert not Lookup.objects.filter(record_id=dead).exists()


def test_it_says_gone_and_when() -> None:
    token = kept()
    destroy(DEFAULT, new_token())

    with pytest.raises(Gone) as caught:
        reveal(token, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=LATER)

    assert caught.value.when == NEXT


def test_the_key_file_is_gone_and_the_database_knows_it(keys: Path) -> None:
    kept()
    destroy(DEFAULT, new_token())

    assert list((keys / "day" / "default").iterdir()) == []
    assert not DayKey.objects.exists()
    assert [str(row) for row in ErasedKey.objects.all()] == [f"{ENDS}.0"]


def test_it_tells_each_record_and_the_key() -> None:
    batch, tokens = new_token(), [kept() for _ in range(5)]
    destroy(DEFAULT, batch, chunk=2)

    told = Entry.objects.filter(name="record:destroyed").values_list("subject", flat=True)

    assert set(told) == set(tokens)
    assert Entry.objects.filter(name="daykey:erased").count() == 1
    assert set(Record.objects.destroyed_in(batch).values_list("token", flat=True)) == set(tokens)


def test_it_destroys_what_is_apart_in_its_own_store() -> None:
    token, batch = apart(), new_token()

    assert [destroy(DEFAULT, batch), destroy(APART, batch)] == [0, 1]
    assert Record.objects.get(token=token).place == Place.DESTROYED
    assert (ApartRecord.objects.count(), ApartDayKey.objects.count()) == (0, 0)


def test_nobody_destroyed_can_be_found_again() -> None:
    kept()
    apart()
    batch = new_token()
    destroy(DEFAULT, batch)
    destroy(APART, batch)

    assert find(Slug("email"), ALICE["email"], purpose=QUOTE, by=OLGA, at=LATER, apart=True) == []


def test_it_refuses_a_day_that_is_not_over() -> None:
    kept()

    last_hour = datetime(2027, 11, 22, 14, 59, tzinfo=UTC)  # 23:59 in Seoul
    with pytest.raises(Refused) as caught:
        destroy_day(DEFAULT, ENDS, batch=new_token(), because=EXPIRED, by=WORKER, at=last_hour)

    assert caught.value.rule == "day-not-over"
    first_minute = last_hour + timedelta(minutes=1)
    assert destroy_day(DEFAULT, ENDS, batch=new_token(), because=EXPIRED, by=WORKER, at=first_minute) == 1


def test_a_day_that_was_destroyed_takes_nothing_in_again() -> None:
    kept()
    destroy(DEFAULT, new_token())

    with pytest.raises(Gone) as caught:
        kept()

    assert caught.value.rule == "day-is-over"


def test_asked_twice_it_does_it_once() -> None:
    kept()
    batch = new_token()

    assert [destroy(DEFAULT, batch), destroy(DEFAULT, batch)] == [1, 0]
    assert Entry.objects.filter(name="record:destroyed").count() == 1


def test_two_batches_do_not_share_a_day() -> None:
    kept()
    DayKey.objects.update(dying=LATER, batch=new_token())

    with pytest.raises(Changed) as caught:
        destroy(DEFAULT, new_token())

    assert caught.value.rule == "day-is-in-another-batch"


def test_it_counts_what_is_due_overdue_and_where() -> None:
    kept()
    apart()

    assert [(due.store, due.day, due.count) for due in due_days(at=LATER)] == [("apart", ENDS, 1), ("default", ENDS, 1)]
    assert (overdue(by_day=ENDS), overdue(by_day=NEXT)) == (0, 2)
    assert [(row.place, row.purpose, row.count) for row in counts()] == [("active", "quote", 1), ("apart", "quote", 1)]


@EVERYWHERE
@pytest.mark.parametrize("dies", [crash.dies_at_point, crash.dies_at_statement])
@pytest.mark.parametrize("store", [DEFAULT, APART])
def test_killed_anywhere_the_next_run_finishes_and_tells_each_once(store: Slug, dies: Callable[..., bool]) -> None:
    number, crashed, days = 0, True, _days()
    while crashed:
        day = next(days)
        tokens = [kept(ends=day) for _ in range(3)]
        alive = kept(ends=date(2028, 6, 1))
        if store == APART:
            for token in tokens:
                finish(token, at=AT)
                set_apart(token, by=WORKER, at=AT)
        batch = new_token()

        def act(day: date = day, batch: Token = batch) -> None:
            destroy_day(store, day, batch=batch, because=EXPIRED, by=WORKER, at=LATER, chunk=2)

        crashed = dies(number, act)
        state = reconcile(by=WORKER, at=LATER)
        act()

        assert state.clean, number
        places = set(Record.objects.filter(token__in=tokens).values_list("place", flat=True))
        assert places == {Place.DESTROYED}, number
        assert Entry.objects.filter(name="record:destroyed", subject__in=tokens).count() == len(tokens), number
        assert reveal(alive, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=AT).fields == ALICE
        number += 1

    assert number >= 6
    assert Entry.objects.filter(name="daykey:erased").count() == number


def _days() -> object:
    return iter([date.fromordinal(date(2026, 12, 1).toordinal() + number) for number in range(300)])


def test_an_intake_that_still_believes_in_a_dying_day_is_refused(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept()
    DayKey.objects.update(dying=LATER, batch=new_token())
    monkeypatch.setitem(daykeys._living, (str(keys), "default", ENDS), f"{ENDS}.0")

    with pytest.raises(Changed) as caught, transaction.atomic():
        kept()

    assert (caught.value.rule, Record.objects.count()) == ("day-is-over", 1)
