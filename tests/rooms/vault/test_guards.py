"""What the database itself refuses, whoever sends the statement."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import Error, connections, transaction
from tests.rooms.vault.cast import AT, ENDS, LATER, OLGA, WORKER, kept

from jikim.proof.values import Slug, Token, new_token
from jikim.vault.apart import set_apart
from jikim.vault.destroy import destroy_day
from jikim.vault.extend import extend
from jikim.vault.finish import finish
from jikim.vault.models import ApartDayKey, ApartErasedKey, ApartRecord, DayKey, Record

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def refused(statement: str, *values: Any, alias: str = "default") -> str:
    with pytest.raises(Error) as caught, transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(statement, values)
    return str(caught.value)


def apart() -> Token:
    token = kept()
    finish(token, at=AT)
    set_apart(token, by=WORKER, at=AT)
    return token


def test_no_end_moves_later_without_a_ground() -> None:
    token = kept()
    extend(token, ends=date(2027, 12, 1), because=Slug("consent"), by=OLGA, at=AT)
    DayKey.objects.create(name="2029-01-01.0", day=date(2029, 1, 1), generation=0)

    said = refused("UPDATE vault_record SET ends = '2029-01-01', day_key_id = '2029-01-01.0' WHERE token = %s", token)

    assert "no end moves later without a ground" in said


@pytest.mark.parametrize(
    "change", ["received = '2026-01-01 00:00:00+00'", "purpose = 'marketing'", "policy = 'x'", "channel = 'x'"]
)
def test_what_a_record_was_born_with_stays(change: str) -> None:
    assert "what a record was born with stays" in refused(f"UPDATE vault_record SET {change} WHERE token = %s", kept())  # noqa: S608 -- fixed texts


def test_a_record_is_never_deleted() -> None:
    assert "a record is never deleted" in refused("DELETE FROM vault_record WHERE token = %s", kept())


def test_a_destroyed_record_stays_destroyed() -> None:
    token = kept()
    destroy_day(Slug("default"), ENDS, batch=new_token(), because=Slug("expired"), by=WORKER, at=LATER)

    said = refused("UPDATE vault_record SET place = 'active', destroyed = NULL, batch = '' WHERE token = %s", token)

    assert "a destroyed record stays destroyed" in said


def test_a_record_that_is_apart_does_not_come_back() -> None:
    said = refused("UPDATE vault_record SET place = 'active' WHERE token = %s", apart())

    assert "a record that is apart does not come back" in said


def test_a_record_keeps_to_the_key_of_its_last_day() -> None:
    token = kept()
    DayKey.objects.create(name="2029-01-01.0", day=date(2029, 1, 1), generation=0)

    said = refused("UPDATE vault_record SET day_key_id = '2029-01-01.0' WHERE token = %s", token)

    assert "a sealed record keeps to the key of its last day" in said


@pytest.mark.parametrize("change", ["body = NULL", "place = 'destroyed'", "place = 'apart'", "day_key_id = NULL"])
def test_a_record_is_sealed_exactly_while_it_is_active(change: str) -> None:
    said = refused(f"UPDATE vault_record SET {change} WHERE token = %s", kept())  # noqa: S608 -- fixed texts

    assert "a_record_is_sealed_exactly_while_it_is_active" in said or "a_destroyed_record_says_when" in said


def test_no_end_lies_before_the_receipt() -> None:
    kept()
    DayKey.objects.create(name="2020-01-01.0", day=date(2020, 1, 1), generation=0)
    columns = ", ".join(field.column for field in Record._meta.concrete_fields)
    values = columns.replace("token", "'x'").replace("ends", "'2020-01-01'").replace("day_key_id", "'2020-01-01.0'")

    said = refused(f"INSERT INTO vault_record ({columns}) SELECT {values} FROM vault_record")  # noqa: S608 -- our columns

    assert "a record ends no earlier than it was received" in said


@pytest.mark.parametrize("table", ["vault_evidence", "vault_noticetext", "vault_extension"])
@pytest.mark.parametrize("event", ["UPDATE", "DELETE"])
def test_evidence_notices_and_grounds_only_grow(table: str, event: str) -> None:
    extend(kept(), ends=date(2027, 12, 1), because=Slug("consent"), by=OLGA, at=AT)
    column = {"vault_evidence": "channel", "vault_noticetext": "text", "vault_extension": "because"}[table]
    statement = f"UPDATE {table} SET {column} = 'x'" if event == "UPDATE" else f"DELETE FROM {table}"  # noqa: S608 -- fixed texts

    assert "only grows" in refused(statement)


@pytest.mark.parametrize("alias", ["default", "apart"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET generation = 9", "DELETE FROM {}"])
def test_erasures_only_grow(alias: str, statement: str) -> None:
    apart()
    for store in (Slug("default"), Slug("apart")):
        destroy_day(store, ENDS, batch=new_token(), because=Slug("expired"), by=WORKER, at=LATER)
    table = {"default": "vault_erasedkey", "apart": "vault_aparterasedkey"}[alias]

    assert "only grows" in refused(statement.format(table), alias=alias)
    assert ApartErasedKey.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "apart"])
@pytest.mark.parametrize("alias", ["default", "apart"])
def test_no_key_goes_while_a_record_needs_it(alias: str) -> None:
    apart()
    kept()
    table = {"default": DayKey, "apart": ApartDayKey}[alias]._meta.db_table

    refused(f"DELETE FROM {table}", alias=alias)  # noqa: S608 -- our own table

    assert (Record.objects.count(), ApartRecord.objects.count()) == (2, 1)


def test_the_separate_database_holds_nothing_of_the_desk() -> None:
    tables = set(connections["apart"].introspection.table_names())

    assert {name for name in tables if not name.startswith(("vault_apart", "django_migrations"))} == set()
    assert {name for name in connections["default"].introspection.table_names() if "apart" in name} == set()
