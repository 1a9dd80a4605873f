"""P13: the fact before the value, or no value; a log that only grows, proves itself on files, and holds no person."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import get_type_hints

import pytest
from django.db import Error, connection, connections, transaction
from tests.promises.cast import (
    ALICE,
    ANSWER,
    AT,
    BOB,
    OLGA,
    QUOTE,
    after,
    asked,
    facts,
    free,
    jam,
    open_desk,
    refused,
)

from jikim.errors import Broken, Gone, Refused
from jikim.ledger.append import append
from jikim.ledger.export import export
from jikim.ledger.models import Entry
from jikim.ledger.prove import prove
from jikim.ledger.sequence import sequence
from jikim.oversight.models import Note, Review
from jikim.oversight.review import open_due, sign
from jikim.proof.audit import audit_consistency, audit_facts, audit_inclusion, audit_log
from jikim.proof.bundle import write_bundle
from jikim.proof.facts import VOCABULARY, InquiryClosed, RecordRevealed, RecordsListed
from jikim.proof.note import Verifier
from jikim.proof.values import Digest, Slug, Token, new_token
from jikim.vault.find import find
from jikim.vault.glance import glance
from jikim.vault.reveal import reveal

committed = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
pytestmark = pytest.mark.django_db(databases=["default", "apart"])
PHONE = "+821012345678"
LOOKS: dict[str, Callable[[Token], object]] = {
    "reveal": lambda token: reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT),
    "glance": lambda token: glance([token], purpose=QUOTE, by=BOB, at=AT),
    "find": lambda token: (token, find(Slug("phone"), PHONE, purpose=QUOTE, by=BOB, at=AT)),
}


@pytest.mark.usefixtures("desk")
def test_a_look_leaves_who_when_from_where_whose_and_why() -> None:
    token = asked().token
    reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)
    told = Entry.objects.get(name="record:revealed").told

    assert told.fact == RecordRevealed(token=token, purpose=QUOTE, reason=ANSWER)
    assert (told.by, told.at) == (BOB, AT)
    assert BOB.origin is not None


@committed
@pytest.mark.parametrize("look", LOOKS)
def test_what_cannot_be_told_is_not_shown(look: str) -> None:
    open_desk()
    token = asked().token
    jam("ledger_entry")
    try:
        with pytest.raises(Error, match="the disk is full"):
            LOOKS[look](token)
    finally:
        free("ledger_entry")

    assert facts("record:revealed", "records:listed", "records:searched") == []
    assert LOOKS[look](token)


@committed
@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_shown_inside_a_transaction_that_may_still_be_undone(look: str) -> None:
    open_desk()
    token = asked().token

    with pytest.raises(RuntimeError), transaction.atomic():
        LOOKS[look](token)
    assert facts("record:revealed", "records:listed", "records:searched") == []


@committed
@pytest.mark.parametrize("look", LOOKS)
def test_the_fact_is_there_for_others_to_see_when_the_value_leaves(look: str) -> None:
    open_desk()
    token = asked().token
    LOOKS[look](token)
    other = connections["default"].copy()  # a second session: it sees what is committed, and nothing else
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ledger_entry WHERE actor = %s", [BOB.actor])
            assert cursor.fetchone() == (1,)
    finally:
        other.close()


@committed
def test_a_fact_outside_the_transaction_of_its_change_is_refused() -> None:
    with pytest.raises(Broken, match="fact-outside-transaction"):
        append(InquiryClosed(token=new_token()), by=BOB, at=AT)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET actor = 'x'",
        "UPDATE ledger_entry SET at = '2020-01-01 00:00:00+00'",
        "UPDATE ledger_entry SET body = NULL",
        'UPDATE ledger_entry SET "index" = 7 WHERE "index" = 1',
        "DELETE FROM ledger_entry",
        "UPDATE ledger_checkpoint SET root = 'x'",
        "DELETE FROM ledger_checkpoint",
        "UPDATE ledger_tile SET n = 9",
        "DELETE FROM ledger_tile",
    ],
)
def test_no_statement_changes_what_was_told(statement: str) -> None:
    asked()
    sequence(at=AT)

    said = refused(statement)

    assert any(words in said for words in ("never", "only", "NULL", "null"))


@pytest.mark.usefixtures("desk")
def test_an_entry_cannot_be_replaced_or_born_with_a_number() -> None:
    asked()
    sequence(at=AT)
    columns = 'id, at, name, subject, actor, body, "index"'
    values = columns.replace('"index"', "NULL")
    if connection.vendor == "sqlite":
        assert "never replaced" in refused(f"REPLACE INTO ledger_entry ({columns}) SELECT {values} FROM ledger_entry")  # noqa: S608 -- our own columns
    numbered = columns.replace('"index"', "99").replace("id, ", "999, ", 1)

    said = refused(f"INSERT INTO ledger_entry ({columns}) SELECT {numbered} FROM ledger_entry LIMIT 1")  # noqa: S608 -- our own columns

    assert "born pending" in said


@pytest.mark.postgres
@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("table", ["ledger_entry", "ledger_tile", "ledger_checkpoint"])
def test_the_log_is_never_emptied_at_once(table: str) -> None:
    assert "never emptied" in refused(f"TRUNCATE {table} CASCADE")


def test_an_export_proves_itself_on_files_alone(desk: Verifier, tmp_path: Path) -> None:
    for _ in range(60):
        asked()
    sequence(at=AT)
    export(tmp_path / "log", by=OLGA, at=AT)
    audit = audit_facts(tmp_path / "log", desk.text)

    assert audit.entries == audit.checkpoint.size == Entry.objects.filter(index__isnull=False).count()
    assert audit.entries > 180
    assert audit_log(tmp_path / "log", desk.text).checkpoint == audit.checkpoint


def test_every_flipped_byte_of_an_export_is_named(desk: Verifier, tmp_path: Path) -> None:
    asked()
    sequence(at=AT)
    export(tmp_path / "log", by=OLGA, at=AT)
    files = [file for file in (tmp_path / "log").rglob("*") if file.is_file() and file.name != "verifier-key"]

    assert len(files) >= 3
    for file in files:
        whole = file.read_bytes()
        for place in range(0, len(whole), max(1, len(whole) // 7)):
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            with pytest.raises(Broken) as caught:
                audit_facts(tmp_path / "log", desk.text)
            assert caught.value.field or file.name == "checkpoint", (file, place)
        file.write_bytes(whole)

    assert audit_facts(tmp_path / "log", desk.text)


def test_a_changed_entry_is_named_by_its_number(desk: Verifier, tmp_path: Path) -> None:
    asked()
    sequence(at=AT)
    export(tmp_path / "log", by=OLGA, at=AT)
    (bundle,) = [file for file in (tmp_path / "log" / "tile" / "entries").rglob("*") if file.is_file()]
    whole = bundle.read_bytes()
    bundle.write_bytes(whole.replace(b"record:kept", b"record:keqt", 1))
    with pytest.raises(Broken) as caught:
        audit_log(tmp_path / "log", desk.text)
    number = Entry.objects.values_list("index", flat=True).get(name="record:kept")

    assert caught.value.field == f"#{number}"


def test_a_log_that_shrank_or_was_written_anew_is_not_the_one_that_was_signed(desk: Verifier, tmp_path: Path) -> None:
    asked()
    sequence(at=AT)
    export(tmp_path / "first", by=OLGA, at=AT)
    asked()
    sequence(at=AT)
    export(tmp_path / "second", by=OLGA, at=AT)
    older, newer = ((tmp_path / name / "checkpoint").read_text() for name in ("first", "second"))

    assert audit_consistency(older, tmp_path / "second", desk.text).entries > 0
    with pytest.raises(Broken, match="log-truncated"):
        audit_consistency(newer, tmp_path / "first", desk.text)


def test_a_visitor_proves_her_own_entries_with_them_alone(desk: Verifier) -> None:
    token, other = asked().token, asked().token
    reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)
    sequence(at=AT)
    bundle = write_bundle(prove(token))

    assert [told.fact.name for told in audit_inclusion(bundle.encode(), desk.text).told] == [
        entry.name for entry in Entry.objects.about(token)
    ]
    assert other not in bundle


def test_a_fact_holds_tokens_digests_slugs_days_and_numbers_alone() -> None:
    allowed = {Token, Digest, Slug, date, datetime, int, Token | None}
    wrong = [
        (name, field.name)
        for name, fact in VOCABULARY.items()
        for field in fields(fact)
        if get_type_hints(fact)[field.name] not in allowed
    ]

    assert len(VOCABULARY) > 40
    assert wrong == []


@pytest.mark.parametrize(
    "value", ["010-1234-5678", "9001011234568", "김앨리스", "alice@example.com", "Kim Alice", "x" * 65]
)
def test_no_fact_takes_a_person_for_a_slug(value: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- any refusal will do
        RecordsListed(purpose=Slug(value), count=1)


def test_a_fact_takes_no_number_as_long_as_a_telephones() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- any refusal will do
        RecordsListed(purpose=QUOTE, count=1012345678)


@pytest.mark.usefixtures("desk")
def test_no_byte_of_the_log_tells_of_alice() -> None:
    token = asked(company="한빛발전", choices={"optional": True}).token
    reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)
    find(Slug("name"), ALICE["name"], purpose=QUOTE, by=BOB, at=AT)
    whole = b"".join(bytes(body) for body in Entry.objects.values_list("body", flat=True))

    assert [value for value in (*ALICE.values(), "한빛발전", "1012345678") if value.encode() in whole] == []


@pytest.mark.usefixtures("desk")
def test_each_month_is_reviewed_by_itself_and_signed_by_the_officer() -> None:
    token = asked().token
    reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)
    sequence(at=AT)
    at = after(date(2026, 12, 1))

    assert (open_due(AT), open_due(at), open_due(at)) == (0, 1, 0)

    review = Review.objects.get()
    with pytest.raises(Refused, match="officer-signs"):
        sign(Token(review.token), Note.CLEAN, by=BOB, at=at)
    sign(Token(review.token), Note.CLEAN, by=OLGA, at=at)

    assert (review.first, review.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert "a signed review never changes" in refused("UPDATE oversight_review SET signed_by = 'x'")


@pytest.mark.usefixtures("desk")
def test_what_was_refused_for_being_over_is_told_too() -> None:
    token = asked().token
    with pytest.raises(Gone):
        reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=after(date(2027, 11, 23)))

    assert [fact.because for fact in facts("record:refused")] == ["record-expired"]
