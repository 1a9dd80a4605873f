"""The destruction register: batches by day and by early end, their root, confirmation and certificate (P6)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import Error, transaction
from tests.rooms.inquiries.stage import AT, BOB, KEY, OLGA, POLICY, SYSTEM, mailed, taken, told

from jikim.errors import Broken, Changed, Refused, Unknown
from jikim.inquiries.close import close
from jikim.ledger.models import Entry
from jikim.lifecycle.confirm import confirm
from jikim.lifecycle.destroy_due import destroy_due, due_days, overdue_days
from jikim.lifecycle.make_keys import AHEAD, make_keys
from jikim.lifecycle.models import Batch, Kind
from jikim.lifecycle.register import certificate_pdf, coming, counts
from jikim.lifecycle.set_apart_due import set_apart_due
from jikim.policy.ends import ends
from jikim.proof.tree import leaf_row, root_of
from jikim.proof.values import By, Slug, Token, new_token
from jikim.vault.models import ApartRecord, DayKey, Place, Record

# SQLite scrubs its log between transactions only, so these tests commit.
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
ENDS = date(2027, 11, 23)
LATER = datetime(2027, 11, 23, 15, 0, tzinfo=UTC)  # the first moment of the 24th in Seoul


def destroyed(at: datetime = LATER) -> Batch:
    taken()
    destroy_due(POLICY, early={}, at=at)
    return Batch.objects.get(count__gt=0)


def test_on_its_last_day_a_record_is_not_destroyed() -> None:
    taken()

    assert destroy_due(POLICY, early={}, at=LATER - timedelta(seconds=1)) == 0
    assert Record.objects.get().place == Place.ACTIVE


def test_the_day_after_it_is_destroyed_and_named_by_a_root() -> None:
    tokens = sorted(taken(f"{KEY}-{number}").token for number in range(3))

    count = destroy_due(POLICY, early={}, at=LATER)

    batch = Batch.objects.get()
    assert (count, batch.count, batch.kind, batch.day) == (3, 3, Kind.EXPIRED, ENDS)
    assert batch.root == root_of(leaf_row(token.encode() for token in tokens)).hex()
    assert set(Record.objects.values_list("place", "batch")) == {(Place.DESTROYED, batch.token)}


def test_a_batch_is_told_when_it_opens_and_when_it_closes() -> None:
    destroyed()

    names = told("batch:opened", "record:destroyed", "daykey:erased", "batch:closed")

    assert names == ["batch:opened", "batch:opened", "daykey:erased", "record:destroyed", "batch:closed"]


def test_the_deadline_is_the_fifth_day_after_the_end() -> None:
    assert destroyed().deadline == datetime(2027, 11, 28, 15, 0, tzinfo=UTC)


def test_what_is_apart_dies_on_the_same_day_in_the_same_batch() -> None:
    one, other = taken(f"{KEY}-1").token, taken(f"{KEY}-2").token
    mailed(one)
    close(one, by=BOB, at=AT)
    set_apart_due(POLICY, at=AT)
    destroy_due(POLICY, early={}, at=LATER)

    assert Batch.objects.get().count == 2
    assert not ApartRecord.objects.exists()
    assert {Record.objects.get(token=token).place for token in (one, other)} == {Place.DESTROYED}


def test_a_record_that_ends_early_has_a_batch_of_another_kind_and_its_own_reason() -> None:
    gone, stays = taken(f"{KEY}-1").token, taken(f"{KEY}-2").token
    destroy_due(POLICY, early={Slug("deletion-request"): [gone]}, at=AT)

    fact = Entry.objects.get(name="record:destroyed").told.fact

    assert (Batch.objects.get().kind, fact.because) == (Kind.EARLY, "deletion-request")
    assert Record.objects.get(token=stays).place == Place.ACTIVE


def test_a_run_with_nothing_to_do_writes_nothing() -> None:
    taken()
    before = told()

    assert destroy_due(POLICY, early={Slug("deletion-request"): []}, at=AT) == 0
    assert told() == before


def test_run_twice_it_destroys_once() -> None:
    destroyed()
    before = told()

    assert destroy_due(POLICY, early={}, at=LATER) == 0
    assert told() == before


def test_days_that_should_be_over_are_an_alarm() -> None:
    taken()
    last = LATER + timedelta(days=4)

    assert due_days(LATER) == [ENDS]
    assert overdue_days(POLICY, at=last) == []
    assert overdue_days(POLICY, at=last + timedelta(days=1)) == [ENDS]


def test_keys_are_made_a_month_ahead_and_asked_twice_made_once() -> None:
    first, again = make_keys(POLICY, at=AT), make_keys(POLICY, at=AT)

    last = ends(POLICY, "quote", (AT + AHEAD).date())
    assert (first > 2 * 390, again) == (True, 0)
    assert DayKey.objects.order_by("-day").values_list("day", flat=True)[0] == last


def test_a_record_whose_mail_still_waits_is_not_set_apart() -> None:
    token = taken().token
    close(token, by=BOB, at=AT)

    before = set_apart_due(POLICY, at=AT)
    mailed(token)

    assert (before, set_apart_due(POLICY, at=AT)) == (0, 1)
    assert Record.objects.get().place == Place.APART


def test_one_record_that_cannot_be_moved_does_not_hold_up_the_others(keys: object) -> None:
    broken, whole = taken(f"{KEY}-1").token, taken(f"{KEY}-2", at=AT + timedelta(days=1)).token
    for token in (broken, whole):
        mailed(token, at=AT + timedelta(days=2))
        close(token, by=BOB, at=AT + timedelta(days=2))
    name = Record.objects.get(token=broken).day_key_id
    (keys / "day" / "default" / name).unlink()

    with pytest.raises(Broken) as caught:
        set_apart_due(POLICY, at=AT + timedelta(days=2))

    assert caught.value.rule == "day-key-lost"
    assert [Record.objects.get(token=token).place for token in (broken, whole)] == [Place.ACTIVE, Place.APART]


def test_a_policy_without_a_separate_store_destroys_what_is_finished() -> None:
    policy = POLICY.model_copy(update={"destruction": POLICY.destruction.model_copy(update={"apart": False})})
    token = taken().token
    mailed(token)
    close(token, by=BOB, at=AT)

    assert set_apart_due(policy, at=AT) == 1
    assert Record.objects.get().place == Place.DESTROYED
    assert Entry.objects.get(name="record:destroyed").told.fact.because == "purpose-met"


def test_nobody_but_a_named_officer_confirms() -> None:
    batch = destroyed()

    for by in (BOB, SYSTEM, By(role=Slug("officer"))):
        with pytest.raises(Refused) as caught:
            confirm(Token(batch.token), by=by, at=LATER)
        assert caught.value.rule == "officer-only"


def test_a_batch_is_confirmed_once() -> None:
    batch = Token(destroyed().token)
    confirm(batch, by=OLGA, at=LATER)

    with pytest.raises(Changed):
        confirm(batch, by=OLGA, at=LATER)

    assert told()[-1] == "batch:confirmed"
    assert not Batch.objects.unconfirmed().exists()


def test_neither_an_unknown_nor_a_running_batch_is_confirmed_nor_one_of_tomorrow() -> None:
    batch = destroyed()
    running = Batch.objects.create(token=new_token(), kind=Kind.EARLY, day=ENDS, deadline=LATER, opened=LATER)

    for token, at, error in (
        (new_token(), LATER, Unknown),
        (Token(running.token), LATER, Changed),
        (Token(batch.token), LATER - timedelta(hours=1), Broken),
    ):
        with pytest.raises(error):
            confirm(token, by=OLGA, at=at)


def test_the_certificate_is_a_pdf_that_names_no_person_and_is_the_same_each_time() -> None:
    batch = destroyed()
    confirm(Token(batch.token), by=OLGA, at=LATER)
    batch.refresh_from_db()

    first, again = (certificate_pdf(batch, policy=POLICY, address="https://desk.example/log/") for _ in range(2))

    assert first.startswith(b"%PDF-")
    assert first == again


def test_there_is_no_certificate_of_a_batch_that_runs() -> None:
    running = Batch.objects.create(token=new_token(), kind=Kind.EARLY, day=ENDS, deadline=LATER, opened=LATER)

    with pytest.raises(Refused) as caught:
        certificate_pdf(running, policy=POLICY, address="")

    assert caught.value.rule == "batch-not-closed"


def test_the_register_counts_what_comes_and_what_went() -> None:
    taken()

    due = coming(POLICY, at=AT, days=366)
    destroy_due(POLICY, early={}, at=LATER)

    assert [(one.ends, one.deadline, one.purpose, one.count) for one in due] == [(ENDS, date(2027, 11, 28), "quote", 1)]
    assert counts(Batch.objects.get()) == [("quote", 1)]
    assert coming(POLICY, at=AT, days=366) == []


def test_the_database_keeps_a_closed_batch_as_it_is() -> None:
    destroyed()

    for change in ({"count": 99}, {"root": "0" * 64}, {"day": date(2020, 1, 1)}, {"closed": None}):
        with pytest.raises(Error), transaction.atomic():
            Batch.objects.update(**change)


def test_the_database_deletes_no_batch_and_runs_one_at_a_time_for_a_day() -> None:
    destroyed()
    row = {"kind": Kind.EARLY, "day": ENDS, "deadline": LATER, "opened": LATER}
    Batch.objects.create(token=new_token(), **row)

    with pytest.raises(Error), transaction.atomic():
        Batch.objects.all().delete()
    with pytest.raises(Error), transaction.atomic():
        Batch.objects.create(token=new_token(), **row)
