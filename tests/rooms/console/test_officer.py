"""The officer's table: the day, destruction, requests, policy, processors, log, reviews, articles, holds, paper."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse
from tests.rooms.console.stage import asked, browser, facts, requested, words, worker

from jikim import clock
from jikim.clock import day_of
from jikim.console.words import CHECKS, FACTS
from jikim.evidence import checks
from jikim.ledger.sequence import sequence
from jikim.lifecycle.destroy_due import destroy_due
from jikim.lifecycle.models import Batch, Hold
from jikim.oversight.models import Review
from jikim.oversight.review import open_due
from jikim.paper.models import Sheet
from jikim.policy import toml
from jikim.proof.facts import VOCABULARY
from jikim.proof.values import WORKER, Slug, Token
from jikim.registers.in_force import in_force
from jikim.registers.models import Enactment, Post, Processor
from jikim.rights.models import Request, Right, State
from jikim.vault.destroy import end_early
from jikim.vault.models import Record
from jikim.work.models import Task

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
alone = pytest.mark.django_db(
    databases=["default", "apart"], transaction=True
)  # freed pages are scrubbed outside of one
PAGES = (
    "today",
    "requests",
    "destruction",
    "destruction_coming",
    "sheets",
    "articles",
    "reviews",
    "log",
    "policy",
    "policy_new",
    "processors",
    "people",
    "training",
)


def expired(now: datetime) -> Batch:
    """Let an inquiry of long ago be destroyed."""
    asked(now - timedelta(days=400))
    destroy_due(in_force(now).policy, early={}, at=now)
    return Batch.objects.get(count=1)


def device(staff: Any) -> str:
    """Give a person a second factor, and the code that it shows now."""
    secret = generate_totp_secret()
    TOTP.activate(staff, secret)
    return format_hotp_value(hotp_value(secret, int(clock.now().timestamp()) // 30))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_an_empty_desk(as_olga: Client, page: str) -> None:
    assert as_olga.get(reverse(f"console:{page}")).status_code == 200


def test_every_fact_has_words() -> None:
    assert set(VOCABULARY) == set(FACTS)


def test_every_check_has_words() -> None:
    assert set(checks.CHECKS) == set(CHECKS)


def test_what_is_due_stands_on_the_page_of_the_day(as_olga: Client, now: datetime) -> None:
    requested(asked(now), Right.DELETION, now)

    assert "권리 행사 요구: 삭제" in words(as_olga.get("/console/today/"))


@alone
def test_a_batch_is_confirmed_once(as_olga: Client, now: datetime) -> None:
    batch = expired(now)
    tries = [as_olga.post(reverse("console:batch_confirm", args=[batch.token])).status_code for _ in range(2)]

    assert (tries, len(facts("batch:confirmed"))) == ([302, 409], 1)


@alone
def test_a_batch_gives_its_certificate(as_olga: Client, now: datetime) -> None:
    answer = as_olga.get(reverse("console:certificate", args=[expired(now).token]))

    assert (
        answer["Content-Type"],
        answer.content[:5],
        answer["Cache-Control"],
    ) == ("application/pdf", b"%PDF-", "no-store")


def test_the_preview_counts_what_ends(as_olga: Client, now: datetime) -> None:
    asked(now - timedelta(days=350))

    assert as_olga.get("/console/destruction/coming/").context["total"] == 1


@alone
def test_a_destroyed_record_has_a_page_without_values(as_olga: Client, now: datetime) -> None:
    expired(now)
    page = as_olga.get(reverse("console:record", args=[Record.objects.get().token]))

    assert "모든 내용이 파기되어" in words(page)


def test_a_request_is_carried_out_after_a_confirmation(as_olga: Client, now: datetime) -> None:
    row = requested(asked(now), Right.DELETION, now)
    href = reverse("console:request_carry_out", args=[row.token])
    tries = [as_olga.post(href).status_code, as_olga.post(href, {"sure": "yes"}).status_code]

    assert (tries, Request.objects.get().state) == ([428, 302], State.ACCEPTED)


def test_a_request_is_refused_on_a_ground_of_the_law_alone(as_olga: Client, now: datetime) -> None:
    row = requested(asked(now), Right.DELETION, now)
    href = reverse("console:request_refuse", args=[row.token])
    tries = [as_olga.post(href, {"ground": ground}).status_code for ground in ("too-much-work", "collected-by-statute")]

    assert (tries, Request.objects.get().state) == ([422, 302], State.REFUSED)


def test_the_request_itself_passes_the_freeze(as_olga: Client, now: datetime) -> None:
    row = requested(asked(now), Right.DELETION, now)
    page = as_olga.post(reverse("console:request_reveal", args=[row.token]))

    assert (
        page.status_code,
        "alice@example.com" in words(page),
        [one.reason for one in facts("record:revealed")],
    ) == (200, True, ["rights-request"])


def announced(client: Client, now: datetime, *, days: int) -> Any:
    changed = in_force(now).policy.model_copy(update={"preamble": "새 머리글"})
    sent = {
        "title": "변경 안내",
        "body": "머리글이 바뀝니다.",
        "effective": (day_of(now) + timedelta(days=days)).isoformat(),
        "toml": toml.dumps(changed),
    }
    return client.post("/console/policy/announce/", sent)


def test_a_policy_is_announced_with_its_notice(as_olga: Client, now: datetime) -> None:
    answer = announced(as_olga, now, days=30)

    assert (answer.status_code, Enactment.objects.count(), Post.objects.get().title) == (302, 2, "변경 안내")


def test_a_policy_is_not_announced_for_too_early_a_day(as_olga: Client, now: datetime) -> None:
    answer = announced(as_olga, now, days=1)

    assert (answer.status_code, Enactment.objects.count(), "가장 이른 날" in words(answer)) == (403, 1, True)


def test_what_is_no_policy_is_told_beside_its_field(as_olga: Client) -> None:
    answer = as_olga.post("/console/policy/announce/", {"toml": "company = ", "title": "안내"})

    assert (
        answer.status_code,
        "읽을 수 없습니다" in words(answer),
        "안내" in answer.content.decode(),
    ) == (422, True, True)


def test_an_announcement_is_taken_back(as_olga: Client, now: datetime) -> None:
    announced(as_olga, now, days=30)
    coming = Enactment.objects.get(adopted=False)
    as_olga.post(reverse("console:policy_withdraw", args=[coming.digest]))

    assert Enactment.objects.get(adopted=False).withdrawn is not None


def test_a_version_is_given_as_a_file(as_olga: Client, now: datetime) -> None:
    current = in_force(now)
    answer = as_olga.get(reverse("console:policy_version", args=[current.digest]))

    assert toml.loads(answer.content.decode()) == current.policy


def test_a_processor_is_listed(as_olga: Client) -> None:
    as_olga.post("/console/processors/engage/", {"name": "한국메일", "task": "메일 발송", "since": "2026-01-01"})

    assert list(Processor.objects.values_list("name", flat=True)) == ["한국메일"]


def test_the_log_is_exported_whole_and_that_is_told(as_olga: Client, now: datetime) -> None:
    sequence(at=now)
    answer = as_olga.post("/console/log/export/")
    with tarfile.open(fileobj=io.BytesIO(b"".join(answer.streaming_content))) as packed:
        names = set(packed.getnames())

    assert {"log/checkpoint", "log/verifier-key"} <= names
    assert len(facts("log:exported")) == 1


@pytest.fixture
def later(desk: Any, now: datetime) -> Iterator[datetime]:
    """Let forty days pass after the desk was opened."""
    del desk
    sequence(at=now)
    clock.travel(timedelta(days=40))
    yield clock.now()
    clock.travel(timedelta())


def test_a_review_is_signed_once_with_what_was_found(later: datetime) -> None:
    client = browser(worker("Olga", "officer", later))
    sequence(at=later)
    open_due(later)
    token = Review.objects.earliest("first").token
    href = reverse("console:review_sign", args=[token])
    tries = [client.post(href, {"note": note}).status_code for note in ("", "nothing-found", "nothing-found")]

    assert (tries, client.get(reverse("console:review", args=[token])).status_code) == ([422, 302, 409], 200)


def test_a_hold_needs_a_second_person_at_the_screen(as_olga: Client, bob: Any, now: datetime) -> None:
    inquiry = asked(now)
    ends = (Record.objects.get().ends + timedelta(days=365)).isoformat()
    sent = {"statute": "commercial-act", "article": "제33조", "ends": ends, "item": ["name"], "second": bob.token}
    href, code = reverse("console:hold_place", args=[inquiry.token]), device(bob)
    tries = [as_olga.post(href, {**sent, "code": typed}).status_code for typed in ("000000", code, code)]

    assert ([422, 302, 422], bob.token) == (tries, Hold.objects.get().seconded_by)


def test_one_cannot_vouch_for_oneself(as_olga: Client, olga: Any, now: datetime) -> None:
    inquiry = asked(now)
    ends = (Record.objects.get().ends + timedelta(days=365)).isoformat()
    sent = {"statute": "commercial-act", "article": "제33조", "ends": ends, "item": ["name"], "second": olga.token}
    answer = as_olga.post(reverse("console:hold_place", args=[inquiry.token]), {**sent, "code": device(olga)})

    assert (answer.status_code, Hold.objects.count()) == (403, 0)


@alone
def test_paper_is_destroyed_by_two(as_olga: Client, as_bob: Client, bob: Any, now: datetime) -> None:
    batch = expired(now)
    old = asked(now)
    as_bob.post(reverse("console:record_sheet", args=[old.token]), {"locker": "a-3"})
    end_early([old.token], batch=Token(batch.token), because=Slug("early"), by=WORKER, at=now)
    sheet = Sheet.objects.get()
    sent = {"sheet": [sheet.token], "method": "shred", "batch": batch.token, "second": bob.token, "code": device(bob)}
    answer = as_olga.post("/console/paper/destroy/", sent)

    assert (302, bob.token) == (answer.status_code, Sheet.objects.get().second_hand)


def test_the_operator_takes_up_what_was_given_up(as_uma: Client, now: datetime) -> None:
    Task.objects.create(name="mail", due=now, dead=now, last_error="disk-full")
    as_uma.post(reverse("console:task_revive", args=["mail"]))

    assert (Task.objects.get().dead, as_uma.get(reverse("console:work")).status_code) == (None, 200)
