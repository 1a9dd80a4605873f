"""Keeping a record: sealed, indexed, with evidence and an end date, or not at all."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from tests.rooms.vault.cast import ALICE, AT, BOB, ENDS, QUOTE, after, kept

from jikim.errors import Invalid
from jikim.ledger.models import Entry
from jikim.proof.values import Slug
from jikim.vault import daykeys, keep
from jikim.vault.models import DayKey, Evidence, Lookup, NoticeText, Record
from jikim.vault.reveal import reveal

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def test_it_gives_back_what_was_kept() -> None:
    token = kept()

    assert reveal(token, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=AT).fields == ALICE


def test_it_stores_no_field_in_clear() -> None:
    token = kept()
    record = Record.objects.get(token=token)

    found = [value for value in ALICE.values() if value.encode() in bytes(record.body)]

    assert found == []


def test_it_tells_the_ledger_that_consent_was_recorded_and_a_record_kept() -> None:
    token = kept()

    names = list(Entry.objects.filter(subject=token).order_by("id").values_list("name", flat=True))

    assert names == ["consent:recorded", "record:kept"]


def test_it_keeps_a_notice_text_once_for_all_records_that_showed_it() -> None:
    kept()
    kept()

    assert (NoticeText.objects.count(), Evidence.objects.count()) == (1, 2)


def test_it_indexes_name_phone_and_email_alone() -> None:
    token = kept()

    kinds = set(Lookup.objects.filter(record_id=token).values_list("kind", flat=True))

    assert kinds == {"name", "phone", "email"}


def test_it_seals_a_record_under_the_key_of_its_last_day() -> None:
    token = kept()

    assert Record.objects.get(token=token).day_key_id == f"{ENDS}.0"


def test_it_makes_one_key_for_all_records_of_a_day() -> None:
    for _ in range(3):
        kept()

    assert DayKey.objects.count() == 1


def test_it_takes_no_more_than_five_statements_once_the_day_is_known(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
    monkeypatch: pytest.MonkeyPatch,
    keys: Path,
) -> None:
    kept()
    monkeypatch.setitem(daykeys._rings, (str(keys), ""), daykeys.ring())
    monkeypatch.setitem(daykeys._living, (str(keys), "default", ENDS), f"{ENDS}.0")
    monkeypatch.setattr(keep, "_shown", {(str(keys), Evidence.objects.get().notice_id)})
    with django_assert_max_num_queries(6):  # evidence, record, index, facts; savepoint and release stand for the commit
        kept()


@pytest.mark.parametrize("name", ["Name", "a|b", "", "이름", "x" * 65])
def test_it_refuses_a_field_that_is_not_named_by_a_slug(name: str) -> None:
    with pytest.raises(Invalid) as caught:
        kept({name: "value"})

    assert (caught.value.rule, Record.objects.count(), Evidence.objects.count()) == ("field-unknown", 0, 0)


def test_it_refuses_a_value_that_is_no_text_and_keeps_nothing() -> None:
    with pytest.raises(Invalid) as caught, transaction.atomic():
        kept({"name": "\ud800"})

    assert (caught.value.rule, caught.value.field) == ("value-not-text", "name")
    assert (Record.objects.count(), Evidence.objects.count()) == (0, 0)


def test_it_refuses_an_end_before_today() -> None:
    with pytest.raises(Invalid) as caught:
        kept(at=after(400))

    assert caught.value.rule == "end-before-today"


def test_it_keeps_nul_bytes_and_ten_thousand_letters_as_they_are() -> None:
    fields = {"content": "가\x00" * 5_000, "name": ""}

    token = kept(fields)

    assert reveal(token, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=AT).fields == fields


def test_a_record_cannot_exist_without_its_evidence() -> None:
    token = kept()
    sql = "INSERT INTO vault_record SELECT * FROM vault_record WHERE token = %s"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE copied AS SELECT * FROM vault_record WHERE token = %s", [token])
        cursor.execute("UPDATE copied SET token = %s, evidence_id = NULL", ["0" * 26])

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.replace("FROM vault_record WHERE token = %s", "FROM copied"))
