"""A process dies between any two commits of intake, separation and destruction: the next run ends where it would."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.rooms.vault import crash

from jikim.errors import Changed
from jikim.inquiries import catalogue
from jikim.inquiries.close import close
from jikim.inquiries.models import Choice, Inquiry
from jikim.inquiries.receive import Receipt, Submission, receive
from jikim.ledger import key as ledger_key
from jikim.ledger.export import export
from jikim.ledger.models import Entry
from jikim.ledger.sequence import confirm, sequence
from jikim.lifecycle.destroy_due import destroy_due, due_days
from jikim.lifecycle.models import Batch, Kind
from jikim.lifecycle.set_apart_due import set_apart_due
from jikim.policy.notice import notice
from jikim.policy.sample import sample_policy
from jikim.proof.audit import audit_facts
from jikim.proof.tree import leaf_row, root_of
from jikim.proof.values import VISITOR, WORKER, By, Slug, Token
from jikim.registers.enact import adopt
from jikim.vault import daykeys
from jikim.vault.counts import health
from jikim.vault.models import ApartRecord, ErasedKey, Evidence, Lookup, Place, Record
from jikim.vault.reconcile import reconcile
from jikim.work.models import Mail

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
POLICY = sample_policy()
SYSTEM, BOB, OLGA = By(role=Slug("system")), By(role=Slug("staff")), By(role=Slug("officer"))
ALICE = {"name": "김앨리스", "phone": "010-1234-5678", "email": "alice@example.com", "content": "견적을 부탁드립니다."}
Dies = Callable[[int, Callable[[], object]], bool]


@pytest.fixture(autouse=True)
def desk() -> Iterator[None]:
    """Open a desk on the sample policy; afterwards the log must be the one that was signed.

    Keys are made as they are needed: a year of them ahead would be a year of empty days to destroy, at every death.
    """
    ledger_key.ensure("desk.example/log")
    adopt(POLICY, by=SYSTEM, at=AT)
    reconcile(by=SYSTEM, at=AT)
    catalogue.add(Slug("quote"), Slug("product"), "표준 제품", by=SYSTEM, at=AT)
    yield
    sequence(at=AT)
    confirm()


def submission(key: str) -> Submission:
    return Submission(
        purpose=Slug("quote"),
        answers={**ALICE, "product": Choice.objects.get().token},
        choices={},
        notice=notice(POLICY, "quote").digest,
        key=f"a-key-of-twenty-two-letters-{key}",
        channel=Slug("web"),
    )


def taken(key: str, at: datetime = AT) -> Receipt:
    return receive(submission(key), policy=POLICY, digest=POLICY.digest, by=VISITOR, at=at)


def done(token: Token, at: datetime) -> None:
    """Close an inquiry whose mails have gone out: it is ready to be set apart."""
    Mail.objects.filter(token=token).update(sent=at)
    close(token, by=BOB, at=at)


def settled(at: datetime) -> None:
    """Look that nothing is half done, and that the whole log verifies from files alone."""
    state = reconcile(by=WORKER, at=at)

    assert state.clean
    assert (health(at=at).undone, health(at=at).moving) == (0, 0)
    assert not Batch.objects.unfinished().exists()
    for batch in Batch.objects.all():
        tokens = list(Record.objects.destroyed_in(batch.token).values_list("token", flat=True))
        root = root_of(leaf_row(token.encode() for token in tokens)).hex()
        assert (batch.count, batch.root) == (len(tokens), root)


def verified(folder: Path, at: datetime) -> int:
    sequence(at=at)
    export(folder, by=OLGA, at=at)
    return audit_facts(folder, ledger_key.load().verifier.text).entries


def test_killed_at_any_statement_of_an_intake_it_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    number, crashed = 0, True
    while crashed:
        crashed = crash.dies_at_statement(number, lambda number=number: taken(str(number)))
        kept = {model.objects.count() for model in (Record, Evidence, Inquiry, Mail)}
        received = Entry.objects.filter(name="inquiry:received").count()
        assert kept == {received}, number
        receipt = taken(str(number))
        assert taken(str(number)).code == receipt.code
        number += 1
        assert Inquiry.objects.count() == number

    assert number >= 8
    assert Lookup.objects.count() == 3 * number
    assert verified(tmp_path / "log", AT) == Entry.objects.filter(index__isnull=False).count()


@pytest.mark.parametrize("dies", [crash.dies_at_point, crash.dies_at_statement])
def test_killed_anywhere_in_a_separation_the_next_run_finishes_it(dies: Dies, tmp_path: Path) -> None:
    number, crashed = 0, True
    step = 1 if dies is crash.dies_at_point else 3
    while crashed:
        tokens = [taken(f"{number}-{one}").token for one in range(2)]
        for token in tokens:
            done(token, AT)
        crashed = dies(number, lambda: set_apart_due(POLICY, at=AT))
        set_apart_due(POLICY, at=AT)
        places = set(Record.objects.filter(token__in=tokens).values_list("place", flat=True))
        assert places == {Place.APART}, number
        assert ApartRecord.objects.filter(token__in=tokens).count() == len(tokens), number
        assert Entry.objects.filter(name="record:apart", subject__in=tokens).count() == len(tokens), number
        number += step

    settled(AT)
    assert number >= 8
    assert verified(tmp_path / "log", AT) > 0


@pytest.mark.parametrize("dies", [crash.dies_at_point, crash.dies_at_statement])
@pytest.mark.parametrize("restarts", [True, False], ids=["after a restart", "by the next run alone"])
def test_killed_anywhere_in_a_destruction_none_is_alive_after_its_time(
    dies: Dies, tmp_path: Path, *, restarts: bool
) -> None:
    number, crashed, step = 0, True, 1 if dies is crash.dies_at_point else 7
    while crashed:
        born = AT + timedelta(days=number // step)
        active, apart = taken(f"{number}-active", born), taken(f"{number}-apart", born)
        done(apart.token, born)
        set_apart_due(POLICY, at=born)
        later = datetime.combine(active.ends, born.time(), UTC) + timedelta(days=1)
        crashed = dies(number, lambda later=later: destroy_due(POLICY, early={}, at=later))
        if restarts:
            assert reconcile(by=WORKER, at=later).clean, number
        destroy_due(POLICY, early={}, at=later)
        tokens = [active.token, apart.token]
        assert set(Record.objects.filter(token__in=tokens).values_list("place", flat=True)) == {Place.DESTROYED}, number
        assert Entry.objects.filter(name="record:destroyed", subject__in=tokens).count() == len(tokens), number
        assert due_days(later) == [], number
        assert not Batch.objects.unfinished().exists(), number
        number += step

    settled(later)
    assert not ApartRecord.objects.exists()
    assert verified(tmp_path / "log", later) > 0


@pytest.mark.parametrize("dies", [crash.dies_at_point, crash.dies_at_statement])
def test_killed_anywhere_in_an_early_end_the_key_dies_and_the_neighbour_lives(dies: Dies, tmp_path: Path) -> None:
    number, crashed, step = 0, True, 1 if dies is crash.dies_at_point else 7
    at = AT
    while crashed:
        gone, alive = taken(f"{number}-gone").token, taken(f"{number}-alive").token
        early = {Slug("deletion-request"): [gone]}
        at += timedelta(hours=1)
        crashed = dies(number, lambda at=at, early=early: destroy_due(POLICY, early=early, at=at))
        destroy_due(POLICY, early=early, at=at + timedelta(minutes=1))
        destroy_due(POLICY, early={}, at=at + timedelta(minutes=30))
        places = dict(Record.objects.filter(token__in=[gone, alive]).values_list("token", "place"))
        assert places == {gone: Place.DESTROYED, alive: Place.ACTIVE}, number
        assert health(at=at).undone == 0, number
        assert not Batch.objects.unfinished().exists(), number
        held = {f"default {row.name}" for row in ErasedKey.objects.all()} & {
            f"default {name}" for name in daykeys.ring().names("default")
        }
        assert held == set(), number
        number += step

    settled(at)
    assert verified(tmp_path / "log", at) > 0


def test_one_day_that_fails_does_not_hold_up_the_others() -> None:
    first = taken("first")
    second = taken("second", AT + timedelta(days=1))
    later = datetime.combine(second.ends, AT.time(), UTC) + timedelta(days=1)
    store = Record.objects.get(token=first.token).day_key
    assert store is not None
    type(store).objects.filter(name=store.name).update(dying=later, batch="0" * 26, because="expired")

    with pytest.raises(Changed):
        destroy_due(POLICY, early={Slug("deletion-request"): []}, at=later)

    assert Record.objects.get(token=second.token).place == Place.DESTROYED


def test_a_deletion_asked_for_on_a_day_that_is_dying_does_not_stop_that_day() -> None:
    receipt = taken("dying")
    later = datetime.combine(receipt.ends, AT.time(), UTC) + timedelta(days=1)
    crash.dies_at_point(0, lambda: destroy_due(POLICY, early={}, at=later))

    destroy_due(POLICY, early={Slug("deletion-request"): [receipt.token]}, at=later)

    assert Record.objects.get(token=receipt.token).place == Place.DESTROYED
    assert [batch.kind for batch in Batch.objects.filter(count__gt=0)] == [Kind.EXPIRED]


def test_a_repeated_submission_meets_its_own_crash() -> None:
    asked = submission("once")
    crash.dies_at_statement(5, lambda: taken("once"))
    receipt = taken("once")

    with pytest.raises(Changed):
        receive(
            replace(asked, answers={**asked.answers, "content": "다른 내용"}),
            policy=POLICY,
            digest=POLICY.digest,
            by=VISITOR,
            at=AT,
        )

    assert list(Inquiry.objects.values_list("token", flat=True)) == [Token(receipt.token)]
    assert receipt.ends > date(2027, 1, 1)
