"""Versions of the policy: one is adopted, others are announced in time, none changes and none comes too early (P19)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import Error, connection, transaction

from jikim.errors import Broken, Changed, Invalid, Refused, Unknown
from jikim.ledger.models import Entry
from jikim.policy.model import Policy
from jikim.policy.sample import sample_policy
from jikim.proof.values import By, Digest, Slug, new_token
from jikim.registers.enact import adopt, announce, withdraw
from jikim.registers.in_force import enacted, in_force, version
from jikim.registers.models import TITLE, Enactment, Post

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SYSTEM = By(role=Slug("system"))
OLGA = By(role=Slug("officer"), actor=new_token())
FIRST = sample_policy()
NEXT = FIRST.model_copy(update={"title": "개인정보 처리방침 (개정)"})
WEEK = timedelta(days=7)


def announced(policy: Policy = NEXT, *, effective: date = TODAY + WEEK, at: datetime = AT) -> Enactment:
    return announce(policy, effective=effective, title="처리방침 변경", body="보유기간을 고칩니다.", by=OLGA, at=at)


def told() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("name", flat=True))


def test_without_a_policy_nothing_is_in_force() -> None:
    with pytest.raises(Broken) as caught:
        in_force(AT)

    assert caught.value.rule == "policy-missing"


def test_a_second_adoption_is_refused() -> None:
    adopt(FIRST, by=SYSTEM, at=AT)

    with pytest.raises(Changed) as caught:
        adopt(NEXT, by=SYSTEM, at=AT)

    assert caught.value.rule == "policy-adopted-already"
    assert told() == ["policy:enacted"]


def test_what_was_published_long_ago_is_in_force_since_then() -> None:
    adopt(FIRST, by=SYSTEM, at=AT)

    now = in_force(AT)

    assert (now.policy, now.digest, now.effective) == (FIRST, FIRST.digest, FIRST.effective_date)


def test_a_policy_that_names_a_day_to_come_is_adopted_as_of_today() -> None:
    adopt(FIRST.model_copy(update={"effective_date": date(2030, 1, 1)}), by=SYSTEM, at=AT)

    assert in_force(AT).effective == TODAY


def test_an_announcement_that_comes_too_late_is_refused_and_says_the_first_day() -> None:
    adopt(FIRST, by=SYSTEM, at=AT)

    with pytest.raises(Refused) as caught:
        announced(effective=TODAY + timedelta(days=6))

    assert (caught.value.rule, caught.value.hint) == ("notice-too-short", "2026-11-30")
    assert not Post.objects.exists()


def test_the_days_of_notice_are_the_longer_of_both_versions() -> None:
    adopt(FIRST, by=SYSTEM, at=AT)
    slower = NEXT.model_copy(update={"changes": NEXT.changes.model_copy(update={"notice_days": 30})})

    with pytest.raises(Refused):
        announced(slower)
    announced(slower, effective=TODAY + timedelta(days=30))

    assert Enactment.objects.get(adopted=False).earliest == TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("title", "body", "field"),
    [("", "고칩니다", "title"), ("변경", " ", "body"), ("가" * (TITLE + 1), "고칩니다", "title")],
)
def test_an_announcement_without_words_or_with_too_many_is_refused(title: str, body: str, field: str) -> None:
    adopt(FIRST, by=SYSTEM, at=AT)

    with pytest.raises(Invalid) as caught:
        announce(NEXT, effective=TODAY + WEEK, title=title, body=body, by=OLGA, at=AT)

    assert caught.value.field == field


def test_an_announcement_that_nobody_stands_for_is_refused() -> None:
    adopt(FIRST, by=SYSTEM, at=AT)

    with pytest.raises(Refused) as caught:
        announce(NEXT, effective=TODAY + WEEK, title="변경", body="고칩니다", by=SYSTEM, at=AT)

    assert caught.value.rule == "officer-only"


def test_the_same_text_is_announced_once() -> None:
    adopt(FIRST, by=SYSTEM, at=AT)
    announced()

    with pytest.raises(Changed) as caught:
        announced()

    assert caught.value.rule == "policy-announced-already"
    assert Post.objects.count() == 1


def test_an_announcement_posts_a_notice_and_takes_effect_on_its_day() -> None:
    adopt(FIRST, by=SYSTEM, at=AT)
    announced()
    evening, morning = AT + timedelta(days=6, hours=11, minutes=59), AT + timedelta(days=6, hours=12)

    assert (in_force(evening).digest, in_force(morning).digest) == (FIRST.digest, NEXT.digest)
    assert Post.objects.get().enactment == Enactment.objects.get(adopted=False)
    assert told() == ["policy:enacted", "policy:announced", "notice:posted"]


def test_an_announcement_can_be_taken_back_before_its_day() -> None:
    adopt(FIRST, by=SYSTEM, at=AT)
    announced()
    withdraw(NEXT.digest, by=OLGA, at=AT)

    assert in_force(AT + timedelta(days=30)).digest == FIRST.digest
    assert not Enactment.objects.coming(TODAY).exists()
    assert told()[-1] == "policy:withdrawn"


@pytest.mark.parametrize("digest", [FIRST.digest, NEXT.digest])
def test_what_is_in_force_cannot_be_taken_back(digest: Digest) -> None:
    adopt(FIRST, by=SYSTEM, at=AT)
    announced()

    with pytest.raises(Refused) as caught:
        withdraw(digest, by=OLGA, at=AT + timedelta(days=8))

    assert caught.value.rule == "policy-in-force"


def test_what_was_never_announced_or_was_taken_back_cannot_be_taken_back() -> None:
    adopt(FIRST, by=SYSTEM, at=AT)
    announced()
    withdraw(NEXT.digest, by=OLGA, at=AT)

    for digest in (NEXT.digest, Digest("0" * 64)):
        with pytest.raises(Unknown):
            withdraw(digest, by=OLGA, at=AT)


def test_every_version_can_be_read_by_its_digest() -> None:
    adopt(FIRST, by=SYSTEM, at=AT)

    found = version(FIRST.digest)

    assert found is not None
    assert found.policy == FIRST
    assert version("0" * 64) is None


@pytest.mark.parametrize(
    "change",
    [
        {"toml": "company = 'x'"},
        {"digest": "0" * 64},
        {"effective": date(2020, 1, 1)},
        {"earliest": date(2020, 1, 1)},
        {"announced": AT - WEEK},
        {"approved_by": "0" * 26},
        {"adopted": False},
    ],
)
def test_the_database_keeps_an_enacted_policy_as_it_is(change: dict[str, object]) -> None:
    adopt(FIRST, by=SYSTEM, at=AT)

    with pytest.raises(Error), transaction.atomic():
        Enactment.objects.update(**change)


def test_the_database_lets_nobody_undo_a_withdrawal() -> None:
    adopt(FIRST, by=SYSTEM, at=AT)
    announced()
    withdraw(NEXT.digest, by=OLGA, at=AT)

    with pytest.raises(Error), transaction.atomic():
        Enactment.objects.filter(adopted=False).update(withdrawn=None)


def test_the_database_takes_no_version_that_comes_before_its_notice_has_run() -> None:
    with pytest.raises(Error), transaction.atomic():
        Enactment.objects.create(
            digest="0" * 64,
            toml="",
            announced=AT,
            notice_days=7,
            earliest=TODAY + WEEK,
            effective=TODAY,
            approved_by=OLGA.actor,
        )


@pytest.mark.parametrize("model", [Enactment, Post])
def test_the_database_deletes_neither_a_version_nor_a_post(model: type[Enactment | Post]) -> None:
    adopt(FIRST, by=SYSTEM, at=AT)
    announced()

    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 -- the name of our own table


def test_a_text_that_is_not_the_one_announced_stops_everything() -> None:
    days = {"announced": AT, "notice_days": 7, "earliest": TODAY, "effective": TODAY}
    row = Enactment(digest="f" * 64, toml="", adopted=True, **days)
    row.toml = "company = '다른 회사'\n[[purposes]]\nslug = 'quote'\nname = '견적'\n"
    row.save()

    with pytest.raises((Broken, Invalid)):
        enacted(row)
