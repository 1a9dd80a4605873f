"""P3: no record without the evidence of its notice, in one transaction; both only grow; each choice is told."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import Error, IntegrityError, transaction
from django.test import Client
from tests.promises.cast import (
    AT,
    ENDS,
    POLICY,
    QUOTE,
    asked,
    facts,
    filled,
    free,
    jam,
    open_desk,
    refused,
    run,
    words,
)

from jikim.errors import Changed, Invalid
from jikim.inquiries.models import Inquiry
from jikim.ledger.models import Entry
from jikim.policy.admit import choice_of
from jikim.policy.notice import notice
from jikim.proof.facts import ConsentRecorded
from jikim.proof.values import VISITOR, Slug, digest_of
from jikim.vault.keep import NewEvidence, keep
from jikim.vault.models import Evidence, NoticeText, Record

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
COLUMNS = ", ".join(field.column for field in Record._meta.concrete_fields)


def copied(evidence: str) -> str:
    """Give the statement that writes a second record like the first, with this for its evidence."""
    values = COLUMNS.replace("token", "'x'").replace("evidence_id", evidence)
    return f"INSERT INTO vault_record ({COLUMNS}) SELECT {values} FROM vault_record"  # noqa: S608 -- our own columns


@pytest.fixture
def jammed() -> Iterator[None]:
    """Let no record be written any more; what the test itself rolls back or not, the jam goes at the end."""
    open_desk()
    jam("vault_record")
    yield
    free("vault_record")


@pytest.mark.usefixtures("desk")
def test_a_record_without_evidence_cannot_exist() -> None:
    asked()

    refused(copied("NULL"))

    assert Record.objects.count() == 1


@pytest.mark.usefixtures("desk")
def test_one_evidence_does_not_serve_two_records() -> None:
    asked()

    refused(copied("evidence_id"))

    assert Record.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "apart"])
def test_a_record_cannot_name_evidence_that_is_not_there() -> None:
    open_desk()
    asked()

    with pytest.raises(IntegrityError), transaction.atomic():
        run(copied("'nobody'"))

    assert Record.objects.count() == 1


@pytest.mark.usefixtures("desk")
def test_a_record_cannot_change_its_evidence_later() -> None:
    first, second = asked().token, asked().token
    run("CREATE TEMP TABLE spare AS SELECT evidence_id FROM vault_record WHERE token = %s", second)

    said = refused("UPDATE vault_record SET evidence_id = (SELECT evidence_id FROM spare) WHERE token = %s", first)

    assert "what a record was born with stays" in said


@pytest.mark.django_db(transaction=True, databases=["default", "apart"])
@pytest.mark.usefixtures("jammed")
def test_where_the_record_fails_its_evidence_goes_with_it() -> None:
    shown = notice(POLICY, "quote")
    before = Entry.objects.count()

    with pytest.raises(Error, match="the disk is full"):
        keep(
            {"name": "김앨리스"},
            purpose=QUOTE,
            policy=POLICY.digest,
            ends=ENDS,
            evidence=NewEvidence(notice=shown.digest, text=shown.text, choices={}),
            channel=Slug("web"),
            by=VISITOR,
            at=AT,
        )

    told = Entry.objects.exclude(name="daykeys:made").count()
    assert (Record.objects.count(), Evidence.objects.count(), NoticeText.objects.count(), told) == (0, 0, 0, before)


@pytest.mark.django_db(transaction=True, databases=["default", "apart"])
@pytest.mark.parametrize("table", ["vault_evidence", "vault_record", "inquiries_inquiry", "ledger_entry", "work_mail"])
def test_whatever_of_an_intake_fails_nothing_of_it_stays(table: str) -> None:
    open_desk()
    jam(table)
    try:
        with pytest.raises(Error, match="the disk is full"):
            asked()
    finally:
        free(table)

    assert [model.objects.count() for model in (Inquiry, Record, Evidence)] == [0, 0, 0]
    assert facts("record:kept", "consent:recorded", "inquiry:received") == []


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vault_evidence SET choices = '{}'",
        "UPDATE vault_evidence SET at = '2020-01-01 00:00:00+00'",
        "UPDATE vault_evidence SET channel = 'paper'",
        "DELETE FROM vault_evidence",
    ],
)
def test_evidence_only_grows(statement: str) -> None:
    asked()

    assert "vault evidence only grows" in refused(statement)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("statement", ["UPDATE vault_noticetext SET text = 'x'", "DELETE FROM vault_noticetext"])
def test_the_text_that_was_shown_only_grows(statement: str) -> None:
    asked()

    assert "vault noticetext only grows" in refused(statement)


@pytest.mark.usefixtures("desk")
@pytest.mark.skipif(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="PostgreSQL has no REPLACE")
@pytest.mark.parametrize("table", ["vault_evidence", "vault_noticetext"])
def test_nothing_is_put_in_the_place_of_evidence(table: str) -> None:
    asked()

    assert "only grows" in refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608 -- our own tables


@pytest.mark.usefixtures("desk")
def test_the_vault_takes_no_text_under_the_digest_of_another() -> None:
    false = NewEvidence(notice=digest_of(b"shown"), text="not shown", choices={})

    with pytest.raises(Invalid, match="notice-differs"):
        keep(
            {"name": "김앨리스"},
            purpose=QUOTE,
            policy=POLICY.digest,
            ends=ENDS,
            evidence=false,
            channel=Slug("web"),
            by=VISITOR,
            at=AT,
        )
    assert (Record.objects.count(), NoticeText.objects.count()) == (0, 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, databases=["default", "apart"])
@pytest.mark.parametrize("table", ["vault_evidence", "vault_noticetext", "vault_record"])
def test_no_table_of_evidence_is_emptied_at_once(table: str) -> None:
    open_desk()
    asked()

    assert "never truncated" in refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("purpose", ["quote", "consultation"])
def test_the_digest_is_that_of_the_exact_text_and_the_text_names_the_version(purpose: str, desk: object) -> None:
    del desk  # asked for its effect
    token = asked(purpose=Slug(purpose)).token
    row = Evidence.objects.select_related("notice").get(token=token)

    assert hashlib.sha256(row.notice.text.encode()).hexdigest() == row.notice_id
    assert (row.policy, row.channel, row.at) == (POLICY.digest, "web", AT)
    assert POLICY.digest in row.notice.text


def test_the_text_of_the_evidence_is_what_the_page_shows(browser: Client) -> None:
    said = words(browser.get("/ask/quote/"))
    browser.post("/ask/quote/", filled(browser))
    kept = NoticeText.objects.get()

    rows = [line.partition(": ")[2] for line in kept.text.splitlines() if ": " in line]

    assert len(rows) >= 8
    assert [row for row in rows if " ".join(row.split()) not in said] == []


def test_who_saw_another_notice_is_asked_again(browser: Client) -> None:
    answer = browser.post("/ask/quote/", filled(browser, notice="0" * 64))

    assert (answer.status_code, Record.objects.count()) == (409, 0)
    assert "처리방침이 바뀌었습니다" in words(answer)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("shown", [digest_of(b"yesterday"), notice(POLICY, "consultation").digest])
def test_an_answer_to_another_text_is_no_answer_to_this_one(shown: str) -> None:
    with pytest.raises(Changed) as caught:
        asked(shown=shown)

    assert (caught.value.rule, Evidence.objects.count()) == ("notice-changed", 0)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("choices", "counted"),
    [({}, (0, 0)), ({"optional": True}, (1, 0)), ({"optional": False}, (0, 1))],
    ids=["unanswered", "yes", "no"],
)
def test_each_choice_is_kept_as_it_was_made(choices: dict[str, bool], counted: tuple[int, int]) -> None:
    token = asked(choices=choices).token
    agreed, declined = counted

    assert Evidence.objects.get(token=token).choices == choices
    assert facts("consent:recorded") == [
        ConsentRecorded(
            token=token,
            notice=notice(POLICY, "quote").digest,
            policy=POLICY.digest,
            agreed=agreed,
            declined=declined,
        )
    ]


def test_yes_and_no_are_asked_apart_alike_and_unticked(browser: Client) -> None:
    page = browser.get("/ask/quote/").content.decode()

    assert page.count('name="consent-optional"') == 2
    assert " checked" not in page
    assert "불이익이 없습니다" in page


def test_both_answers_at_once_are_none() -> None:
    with pytest.raises(Invalid, match="consent-both-ways"):
        choice_of(["yes", "no"])
