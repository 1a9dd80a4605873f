"""P4: every record has its end from birth; nothing moves it later without a ground; every period is bounded."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.promises.cast import ANSWER, AT, BOB, ENDS, OLGA, POLICY, QUOTE, after, asked, facts, filled, refused, words

from jikim.errors import Gone, Invalid
from jikim.policy.ends import ends, ends_after
from jikim.policy.model import Policy, Retention
from jikim.proof.facts import RecordExtended, RecordKept
from jikim.proof.values import Slug
from jikim.registers.enact import announce
from jikim.registers.in_force import in_force
from jikim.vault.extend import extend
from jikim.vault.models import DayKey, Extension, Record
from jikim.vault.reveal import reveal
from jikim.web.days import day_text

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
DAYS = st.dates(date(2000, 1, 1), date(2200, 1, 1))
LENGTHS = st.sampled_from(["P1D", "P30D", "P3M", "P6M", "P1Y", "P18M", "P3Y"])


def kept(period: str, start: str = "receipt", outer: str | None = None) -> Policy:
    row = Retention(subject="견적", period=period, text="x", purposes=("quote",), start=start, outer=outer)
    return Policy(company="지킴", purposes=(POLICY.purpose("quote"),), retention=(row,))


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("purpose", ["quote", "consultation"])
def test_a_record_has_its_end_from_the_moment_it_is_stored_and_the_log_knows_it(purpose: str) -> None:
    receipt = asked(purpose=Slug(purpose))

    assert Record.objects.get(token=receipt.token).ends == receipt.ends == ENDS
    assert facts("record:kept") == [
        RecordKept(token=receipt.token, purpose=Slug(purpose), policy=POLICY.digest, ends=ENDS)
    ]


def test_the_visitor_sees_the_end_before_and_after_asking(browser: Client) -> None:
    before = words(browser.get("/ask/quote/"))
    receipt = words(browser.post("/ask/quote/", filled(browser), follow=True))
    last = day_text(Record.objects.get().ends)

    assert last in before
    assert last in receipt


@pytest.mark.usefixtures("desk")
def test_a_record_without_an_end_cannot_exist() -> None:
    asked()
    columns = ", ".join(field.column for field in Record._meta.concrete_fields)
    values = columns.replace("token", "'x'").replace("ends", "NULL").replace("evidence_id", "'x'")

    refused(f"INSERT INTO vault_record ({columns}) SELECT {values} FROM vault_record")  # noqa: S608 -- our own columns
    refused("UPDATE vault_record SET ends = NULL")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("later", ["2027-11-24", "2029-01-01", "9999-12-31"])
def test_no_statement_moves_an_end_later_without_a_ground(later: str) -> None:
    token = asked().token
    DayKey.objects.create(name=f"{later}.0", day=date.fromisoformat(later), generation=0)

    said = refused("UPDATE vault_record SET ends = %s, day_key_id = %s WHERE token = %s", later, f"{later}.0", token)

    assert "no end moves later without a ground" in said
    assert Record.objects.get(token=token).ends == ENDS


@pytest.mark.usefixtures("desk")
def test_an_end_without_its_day_key_cannot_move_either() -> None:
    token = asked().token

    said = refused("UPDATE vault_record SET ends = '2026-12-01' WHERE token = %s", token)

    assert "a sealed record keeps to the key of its last day" in said


@pytest.mark.usefixtures("desk")
def test_a_named_ground_moves_it_on_record_and_the_ground_only_grows() -> None:
    token, later = asked().token, ENDS + timedelta(days=30)
    extend(token, ends=later, because=Slug("consent"), by=OLGA, at=AT)

    assert Record.objects.get(token=token).ends == later
    assert facts("record:extended") == [RecordExtended(token=token, ends=later, because=Slug("consent"))]
    assert [(row.before, row.ends, row.because) for row in Extension.objects.all()] == [(ENDS, later, "consent")]
    assert "only grows" in refused("UPDATE vault_extension SET ends = '2099-01-01'")
    assert "only grows" in refused("DELETE FROM vault_extension")
    refused("INSERT INTO vault_extension SELECT 9, token, ends, before, because, at FROM vault_extension")


@pytest.mark.usefixtures("desk")
def test_what_is_over_is_not_extended_and_not_shown() -> None:
    token = asked().token

    with pytest.raises(Gone):
        extend(token, ends=date(2030, 1, 1), because=Slug("hold"), by=OLGA, at=after(ENDS))
    with pytest.raises(Gone):
        reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=after(ENDS))


@pytest.mark.usefixtures("desk")
def test_a_ground_never_shortens_by_the_way() -> None:
    with pytest.raises(Invalid, match="end-not-later"):
        extend(asked().token, ends=ENDS - timedelta(days=1), because=Slug("hold"), by=OLGA, at=AT)


@pytest.mark.usefixtures("desk")
def test_a_later_policy_does_not_lengthen_what_was_promised_before() -> None:
    token = asked().token
    longer = tuple(
        row.model_copy(update={"period": "P3Y", "text": "3년"}) if row.purposes else row for row in POLICY.retention
    )
    day = date(2026, 12, 24)
    announce(POLICY.model_copy(update={"retention": longer}), effective=day, title="변경", body="3년", by=OLGA, at=AT)
    now = in_force(after(day))

    assert ends(now.policy, "quote", day) == date(2029, 12, 24)
    assert Record.objects.get(token=token).ends == ENDS
    assert Record.objects.get(token=token).policy != now.digest


@given(start=DAYS, more=st.integers(0, 800), length=LENGTHS)
def test_who_asks_later_is_never_kept_shorter_and_the_end_lies_after_the_start(
    start: date, more: int, length: str
) -> None:
    policy = kept(length)
    first, second = ends(policy, "quote", start), ends(policy, "quote", start + timedelta(days=more))

    assert start < first <= second


@given(start=DAYS, worked=st.integers(0, 4000), length=LENGTHS, outer=LENGTHS)
def test_the_event_that_starts_a_period_can_only_shorten_what_birth_has_given(
    start: date, worked: int, length: str, outer: str
) -> None:
    policy = kept(length, "finished", outer)
    finished = start + timedelta(days=worked)

    assert ends_after(policy, "quote", start, finished) <= ends(policy, "quote", start)
    assert ends(policy, "quote", start) == ends(kept(outer), "quote", start)


def test_a_period_that_an_event_starts_needs_an_outer_limit() -> None:
    with pytest.raises(ValidationError, match="needs an outer limit"):
        kept("P1Y", "finished")


def test_a_purpose_without_an_end_is_no_policy() -> None:
    with pytest.raises(ValidationError, match="every purpose needs a keeping period"):
        Policy(company="지킴", purposes=(POLICY.purpose("quote"),))


@pytest.mark.usefixtures("desk")
def test_no_other_word_is_a_ground_for_a_later_end() -> None:
    asked()

    said = refused(
        "INSERT INTO vault_extension (token, before, ends, because, at) "
        "SELECT token, ends, '2030-01-01', 'policy-changed', received FROM vault_record"
    )

    assert "an end moves on a ground of the list" in said
