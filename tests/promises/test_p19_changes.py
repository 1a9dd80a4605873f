"""P19: no version takes effect before its notice has run; the announcement posts it; every version stays readable."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.promises.cast import AT, OLGA, POLICY, after, asked, facts, refused, words

from jikim import clock
from jikim.errors import Changed, Refused
from jikim.policy.model import Policy
from jikim.policy.notice import notice
from jikim.proof.facts import NoticePosted, PolicyAnnounced, PolicyWithdrawn
from jikim.proof.values import Digest, Token
from jikim.registers.enact import adopt, announce, withdraw
from jikim.registers.in_force import in_force, version
from jikim.registers.models import Enactment, Post
from jikim.vault.models import Record

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
TODAY = date(2026, 11, 23)
WEEK = timedelta(days=7)
NEXT = POLICY.model_copy(update={"title": "개인정보 처리방침 (개정)"})
ROW = "digest, toml, announced, notice_days, earliest, effective, adopted, approved_by"


def announced(policy: Policy = NEXT, *, effective: date = TODAY + WEEK) -> Enactment:
    return announce(policy, effective=effective, title="처리방침 변경", body="바뀝니다.", by=OLGA, at=AT)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("days", [0, 1, 6, -1])
def test_a_version_cannot_be_announced_for_an_earlier_day(days: int) -> None:
    with pytest.raises(Refused) as caught:
        announced(effective=TODAY + timedelta(days=days))

    assert (caught.value.rule, caught.value.hint) == ("notice-too-short", "2026-11-30")
    assert (Enactment.objects.count(), Post.objects.count()) == (1, 0)


@pytest.mark.usefixtures("desk")
def test_seven_days_are_enough() -> None:
    assert announced().earliest == TODAY + WEEK


@pytest.mark.usefixtures("desk")
def test_a_coming_version_cannot_do_away_with_the_notice_that_is_promised_now() -> None:
    hasty = NEXT.model_copy(update={"changes": NEXT.changes.model_copy(update={"notice_days": 0})})

    with pytest.raises(Refused, match="notice-too-short"):
        announced(hasty, effective=TODAY)


@pytest.mark.usefixtures("desk")
def test_a_longer_notice_that_it_promises_itself_counts_already() -> None:
    patient = NEXT.model_copy(update={"changes": NEXT.changes.model_copy(update={"notice_days": 30})})

    with pytest.raises(Refused, match="2026-12-23"):
        announced(patient, effective=TODAY + WEEK)


@pytest.mark.usefixtures("desk")
def test_no_statement_brings_it_into_force_earlier() -> None:
    announced()
    early = ROW.replace("digest", "'x'").replace("effective", "'2026-11-29'")

    moved = refused("UPDATE registers_enactment SET effective = '2026-11-29' WHERE earliest > '2026-11-29'")
    born = refused(
        f"INSERT INTO registers_enactment ({ROW}) SELECT {early} FROM registers_enactment WHERE earliest > '2026-11-29'"  # noqa: S608 -- our own columns
    )

    assert "an enacted policy does not change" in moved
    assert "no policy takes effect before its notice has run" in born


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("days", [0, 7, 30])
def test_no_statement_announces_it_with_less_notice_than_was_promised(days: int) -> None:
    announced()
    soon = (TODAY + max(WEEK, timedelta(days=days)) - timedelta(days=1)).isoformat()
    early = ROW.replace("digest", "'x'").replace("notice_days", str(days))
    early = early.replace("earliest", f"'{soon}'").replace("effective", "'2027-01-31'")

    said = refused(f"INSERT INTO registers_enactment ({ROW}) SELECT {early} FROM registers_enactment WHERE NOT adopted")  # noqa: S608 -- our own columns

    assert "no policy is announced with less notice than was promised" in said


@pytest.mark.usefixtures("desk")
def test_there_is_one_adopted_version_and_no_second_way_past_the_notice() -> None:
    with pytest.raises(Changed, match="policy-adopted-already"):
        adopt(NEXT, by=OLGA, at=AT)

    second = ROW.replace("digest", "'x'")
    refused(f"INSERT INTO registers_enactment ({ROW}) SELECT {second} FROM registers_enactment")  # noqa: S608 -- our own columns

    assert Enactment.objects.count() == 1


@pytest.mark.usefixtures("desk")
def test_the_announcement_posts_its_notice_in_the_same_moment_and_tells_both() -> None:
    row = announced()
    post = Post.objects.get()

    assert (post.enactment_id, post.posted, post.title) == (row.pk, AT, "처리방침 변경")
    assert facts("policy:announced", "notice:posted") == [
        PolicyAnnounced(policy=Digest(row.digest), effective=TODAY + WEEK),
        NoticePosted(notice=Token(post.token)),
    ]


@pytest.mark.usefixtures("desk")
def test_what_was_announced_and_posted_stays_as_it_was() -> None:
    announced()

    for change in ("toml = 'x'", "effective = '2099-01-01'", "announced = '2020-01-01 00:00:00+00'", "digest = 'x'"):
        assert "an enacted policy does not change" in refused(f"UPDATE registers_enactment SET {change}"), change  # noqa: S608 -- fixed texts
    assert "an enacted policy is never deleted" in refused("DELETE FROM registers_enactment")
    assert "a post does not change" in refused("UPDATE registers_post SET body = 'x'")
    assert "a post is never deleted" in refused("DELETE FROM registers_post")


@pytest.mark.usefixtures("desk")
def test_it_is_in_force_from_its_day_and_not_before() -> None:
    row = announced()

    assert in_force(after(TODAY, days=6)).digest == POLICY.digest
    assert in_force(after(TODAY, days=7)).digest == row.digest


@pytest.mark.usefixtures("desk")
def test_it_can_be_withdrawn_before_its_day_alone() -> None:
    row = announced()
    with pytest.raises(Refused, match="policy-in-force"):
        withdraw(Digest(row.digest), by=OLGA, at=after(TODAY, days=7))
    withdraw(Digest(row.digest), by=OLGA, at=after(TODAY, days=6))

    assert in_force(after(TODAY, days=30)).digest == POLICY.digest
    assert facts("policy:withdrawn") == [PolicyWithdrawn(policy=Digest(row.digest))]


@pytest.mark.usefixtures("desk")
def test_every_record_keeps_the_version_under_which_it_was_collected() -> None:
    first = asked().token
    row = announced()
    later = after(TODAY, days=8)
    second = asked(at=later, shown=notice(NEXT, "quote").digest).token

    assert dict(Record.objects.values_list("token", "policy")) == {first: POLICY.digest, second: row.digest}
    assert (version(POLICY.digest) or in_force(later)).policy == POLICY


def test_a_visitor_reads_every_version_its_days_and_the_post(browser: Client) -> None:
    now = clock.now()
    day = clock.day_of(now) + timedelta(days=10)
    row = announce(NEXT, effective=day, title="처리방침이 바뀝니다", body="제목이 바뀝니다.", by=OLGA, at=now)
    page = browser.get("/policy/").content.decode()

    assert f"/policy/{row.digest}/" in page
    assert f"/policy/{POLICY.digest}/" in page
    assert "(개정)" in words(browser.get(f"/policy/{row.digest}/"))
    assert "지금 시행 중인 방침이 아닙니다" in words(browser.get(f"/policy/{row.digest}/"))
    assert POLICY.articles[0].title in words(browser.get(f"/policy/{POLICY.digest}/"))
    assert "처리방침이 바뀝니다" in words(browser.get("/notices/"))
    assert "제목이 바뀝니다." in words(browser.get(f"/notices/{Post.objects.get().token}/"))
    assert browser.get(f"/policy/{'0' * 64}/").status_code == 404
