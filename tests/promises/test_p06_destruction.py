"""P6: destroyed within the days promised, for good: the key is gone everywhere, and no copy from before opens again."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connections, transaction
from tests.promises.cast import (
    AT,
    BOB,
    ENDS,
    OLGA,
    POLICY,
    QUOTE,
    after,
    apart,
    asked,
    facts,
    open_desk,
    refused,
    told,
)
from tests.raw import bytes_of

from jikim import seal
from jikim.clock import day_of
from jikim.errors import Broken, Gone, Refused
from jikim.evidence.checks import State, find
from jikim.lifecycle.confirm import confirm
from jikim.lifecycle.destroy_due import destroy_due, due_days, overdue_days
from jikim.lifecycle.models import Batch
from jikim.lifecycle.register import certificate_pdf, counts
from jikim.policy.ends import destroy_by
from jikim.proof.facts import BatchClosed, BatchConfirmed, DaykeyErased, RecordDestroyed
from jikim.proof.tree import leaf_row, root_of
from jikim.proof.values import WORKER, Digest, Slug, Token, new_token
from jikim.vault import daykeys
from jikim.vault import find as look
from jikim.vault.destroy import destroy_day
from jikim.vault.models import ApartRecord, DayKey, Lookup, Part, Record
from jikim.vault.reconcile import reconcile
from jikim.vault.reveal import reveal
from jikim.vault.stores import STORES

committed = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
pytestmark = pytest.mark.django_db(databases=["default", "apart"])
EVERY = "SELECT token, body, wrapped, day_key_id FROM {} WHERE body IS NOT NULL"
TABLES = {"default": "vault_record", "apart": "vault_apartrecord"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A sealed row as somebody holds it who copied the database."""

    store: str
    token: str
    body: bytes
    wrapped: bytes
    day_key_id: str

    def opened(self) -> dict[str, str]:
        """Open it with the keyring that is there now, asking no database what became of it."""
        key = seal.unwrap(self.wrapped, keys=daykeys.ring().use(self.store, self.day_key_id))
        return seal.open_body(self.body, key=key, store=self.store, token=self.token)


def copied(folder: Path) -> list[Row]:
    """Copy both databases as a backup would: SQLite file by file, PostgreSQL row by row; give what is in it."""
    rows = []
    for store, table in TABLES.items():
        for token, body, wrapped, key in _selected(store, EVERY.format(table), folder):
            rows.append(Row(store=store, token=token, body=bytes(body), wrapped=bytes(wrapped), day_key_id=key))
    return rows


def _selected(store: str, statement: str, folder: Path) -> list[tuple[str, bytes, bytes, str]]:
    connection = connections[store]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())
    database = Path(connection.settings_dict["NAME"])
    for file in database.parent.glob(f"{database.name}*"):
        (folder / file.name).write_bytes(bytes_of(file))
    with sqlite3.connect(folder / database.name) as copy:
        return list(copy.execute(statement))


def destroyed(*, at: date = ENDS) -> Batch:
    """Let the day after be, and give the batch that it left."""
    destroy_due(POLICY, early={}, at=after(at))
    return Batch.objects.get(day=at, kind="expired")


@pytest.fixture
def two() -> tuple[Token, Token]:
    """Keep one record in each of the two databases, with the same last day."""
    open_desk()
    return asked().token, apart()


@committed
def test_what_ended_yesterday_is_destroyed_today_in_both_databases_and_told(two: tuple[Token, Token]) -> None:
    batch = destroyed()

    assert [record.place for record in Record.objects.filter(token__in=two)] == ["destroyed", "destroyed"]
    assert [model.objects.count() for model in (ApartRecord, Lookup, Part)] == [0, 0, 0]
    assert Record.objects.exclude(body=None, wrapped=None, day_key=None).count() == 0
    assert sorted(facts("record:destroyed"), key=lambda fact: fact.token) == [
        RecordDestroyed(token=token, purpose=QUOTE, ends=ENDS, because=Slug("expired"), batch=Token(batch.token))
        for token in sorted(two)
    ]


@committed
def test_nothing_dies_on_its_last_day(two: tuple[Token, Token]) -> None:
    destroy_due(POLICY, early={}, at=after(ENDS, days=0))

    assert Record.objects.filter(place="destroyed").count() == 0
    with pytest.raises(Refused, match="day-not-over"):
        destroy_day(
            Slug("default"), ENDS, batch=new_token(), because=Slug("expired"), by=WORKER, at=after(ENDS, days=0)
        )
    assert len(two) == 2


@committed
def test_the_key_is_gone_from_the_keyring_of_both_stores(two: tuple[Token, Token], keys: Path) -> None:
    files = [keys / "day" / store.name / f"{ENDS}.0" for store in STORES]
    before = [file.read_bytes() for file in files]
    destroyed()
    left = b"".join(file.read_bytes() for file in keys.rglob("*") if file.is_file())

    assert [file.exists() for file in files] == [False, False]
    assert [content in left for content in before] == [False, False]
    assert facts("daykey:erased") == [DaykeyErased(store=store.name, day=ENDS, generation=0) for store in STORES]
    assert len(two) == 2


@committed
def test_a_copy_taken_before_opens_nothing_after(two: tuple[Token, Token], tmp_path: Path) -> None:
    copy = copied(tmp_path)

    assert sorted(row.token for row in copy) == sorted(two)
    assert {row.opened()["email"] for row in copy} == {"alice@example.com"}

    spare = asked(at=AT + timedelta(days=1)).token  # a neighbour whose key lives on
    destroyed()

    for row in copy:
        with pytest.raises(Broken, match="day-key-lost"):
            row.opened()
        for name in daykeys.ring().names(row.store):
            with pytest.raises(Broken, match="does-not-unwrap"):
                seal.unwrap(row.wrapped, keys=daykeys.ring().use(row.store, name))
    assert reveal(spare, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=after(ENDS)).fields["name"] == "김앨리스"


@committed
def test_a_destroyed_person_cannot_be_looked_up(two: tuple[Token, Token]) -> None:
    destroyed()

    found = look.find(
        Slug("phone"), "+821012345678", purpose=Slug("rights-request"), by=OLGA, at=after(ENDS), apart=True
    )

    assert found == []
    with pytest.raises(Gone) as caught:
        reveal(two[0], purpose=QUOTE, reason=Slug("answer"), by=OLGA, at=after(ENDS))
    assert caught.value.when == ENDS + timedelta(days=1)


@pytest.mark.usefixtures("desk")
def test_a_restored_database_is_refused_while_its_keyring_remembers_the_erasure() -> None:
    token = asked().token
    marks = {alias: transaction.savepoint(using=alias) for alias in TABLES}
    destroy_day(Slug("default"), ENDS, batch=new_token(), because=Slug("expired"), by=WORKER, at=after(ENDS))
    for alias, mark in marks.items():
        transaction.savepoint_rollback(mark, using=alias)  # both databases are as they were; the keyring is not
    daykeys.forget()

    assert Record.objects.get(token=token).place == "active"
    with pytest.raises(Broken, match="database-older-than-keyring"):
        reconcile(by=WORKER, at=after(ENDS))
    with pytest.raises(Broken, match="day-key-lost"):
        reveal(token, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=AT)


@committed
def test_a_key_that_an_old_copy_of_the_keyring_brings_back_is_erased_again(
    two: tuple[Token, Token], keys: Path
) -> None:
    file = keys / "day" / "default" / f"{ENDS}.0"
    old = file.read_bytes()
    destroyed()
    file.write_bytes(old)
    reconcile(by=WORKER, at=after(ENDS))

    assert not file.exists()
    assert len(two) == 2


@pytest.mark.usefixtures("desk")
def test_its_neighbours_of_other_days_live_on() -> None:
    asked()
    neighbour = asked(at=AT + timedelta(days=1)).token
    destroy_day(Slug("default"), ENDS, batch=new_token(), because=Slug("expired"), by=WORKER, at=after(ENDS))

    assert Record.objects.get(token=neighbour).place == "active"
    assert [key.day for key in DayKey.objects.all()] == [ENDS + timedelta(days=1)]


@pytest.mark.parametrize(("promised", "last"), [(5, 5), (3, 3), (0, 0), (30, 5), (None, 5)])
def test_the_days_are_the_policys_or_the_laws_whichever_are_fewer(promised: int | None, last: int) -> None:
    policy = POLICY.model_copy(update={"destruction": POLICY.destruction.model_copy(update={"days": promised})})

    assert destroy_by(policy, ENDS) == ENDS + timedelta(days=last)


@committed
def test_what_is_overdue_is_seen(two: tuple[Token, Token]) -> None:
    in_time, late = after(ENDS, days=5), after(ENDS, days=6)

    assert (due_days(in_time), overdue_days(POLICY, at=in_time)) == ([ENDS], [])
    assert overdue_days(POLICY, at=late) == [ENDS]
    assert find("destroyed-in-time", POLICY, at=late).state == State.BROKEN

    destroy_due(POLICY, early={}, at=late)

    assert overdue_days(POLICY, at=late) == []
    assert len(two) == 2


@committed
def test_a_run_leaves_a_register_entry_that_names_every_record_by_one_root(two: tuple[Token, Token]) -> None:
    batch = destroyed()
    root = root_of(leaf_row(token.encode() for token in sorted(two))).hex()

    assert (batch.count, batch.root) == (2, root)
    assert counts(batch) == [("quote", 2)]
    assert day_of(batch.deadline - timedelta(seconds=1)) == destroy_by(POLICY, ENDS)
    assert batch.closed is not None
    assert batch.closed < batch.deadline
    assert facts("batch:closed") == [BatchClosed(batch=Token(batch.token), count=2, root=Digest(root))]


@committed
def test_a_run_leaves_a_certificate(two: tuple[Token, Token]) -> None:
    pdf = certificate_pdf(destroyed(), policy=POLICY, address="https://desk.example")

    assert pdf.startswith(b"%PDF-")
    assert b"alice" not in pdf
    assert len(two) == 2


@committed
def test_the_officer_alone_confirms_and_once(two: tuple[Token, Token]) -> None:
    token = Token(destroyed().token)

    with pytest.raises(Refused, match="officer-only"):
        confirm(token, by=BOB, at=after(ENDS))
    confirm(token, by=OLGA, at=after(ENDS))
    with pytest.raises(Refused, match="changed-since"):
        confirm(token, by=OLGA, at=after(ENDS))

    assert (Batch.objects.get().confirmed_by, facts("batch:confirmed")) == (OLGA.actor, [BatchConfirmed(batch=token)])
    assert len(two) == 2


@committed
def test_the_register_of_destruction_only_grows(two: tuple[Token, Token]) -> None:
    destroyed()

    assert "a closed batch does not change" in refused("UPDATE lifecycle_batch SET count = 1")
    assert "a closed batch does not change" in refused("UPDATE lifecycle_batch SET day = '2020-01-01'")
    assert "a batch is never deleted" in refused("DELETE FROM lifecycle_batch")
    assert "only grows" in refused("DELETE FROM vault_erasedkey")
    assert "only grows" in refused("DELETE FROM vault_aparterasedkey", alias="apart")
    assert "a record is never deleted" in refused("DELETE FROM vault_record")
    assert len(two) == 2


@committed
def test_a_destroyed_record_cannot_be_called_alive(two: tuple[Token, Token]) -> None:
    destroyed()

    said = refused("UPDATE vault_record SET place = 'active', destroyed = NULL, batch = '' WHERE token = %s", two[0])

    assert "a destroyed record stays destroyed" in said
    assert told(two[0])[-1] == "record:destroyed"


@pytest.mark.usefixtures("desk")
def test_no_record_is_destroyed_on_paper_alone() -> None:
    token = asked().token

    said = refused(
        "UPDATE vault_record SET place = 'destroyed', body = NULL, wrapped = NULL, day_key_id = NULL WHERE token = %s",
        token,
    )

    assert "a destroyed record says when and in which batch" in said
