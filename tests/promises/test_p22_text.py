"""P22: a published text goes in, a running desk comes out; what it does not say is asked, what lacks is found."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from tests.promises.cast import ALICE, AT, BOB, SYSTEM, words

from jikim import clock
from jikim.inquiries.models import Inquiry
from jikim.inquiries.receive import Submission, receive
from jikim.ledger import key as ledger_key
from jikim.policy import toml
from jikim.policy.compile import compiled
from jikim.policy.facts import facts
from jikim.policy.lint import lint
from jikim.policy.model import Policy
from jikim.policy.notice import notice
from jikim.policy.read import read
from jikim.policy.sample import sample_policy, sample_text
from jikim.proof.values import VISITOR, Slug
from jikim.registers.enact import adopt
from jikim.registers.in_force import in_force
from jikim.vault.models import Record
from jikim.vault.reveal import reveal

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def desk_of(policy: Policy) -> None:
    """Open a desk on any policy and take one inquiry in for each of its purposes."""
    ledger_key.ensure("desk.example/log")
    adopt(policy, by=SYSTEM, at=AT)
    made = {"name": "김앨리스", "phone": "010-1234-5678", "email": "alice@example.com", "line": "설치", "text": "문의"}
    enacted = in_force(AT)
    for purpose in policy.purposes:
        items = [item for item in (*purpose.required, *purpose.needs) if item.kind != "choice"]
        submission = Submission(
            purpose=Slug(purpose.slug),
            answers={item.slug: made[item.kind] for item in items},
            choices={"required": True} if purpose.ground == "consent" else {},
            notice=notice(policy, purpose.slug).digest,
            key=f"key-of-a-form-for-{purpose.slug}".ljust(24, "x"),
            channel=Slug("web"),
        )
        receipt = receive(submission, policy=enacted.policy, digest=enacted.digest, by=VISITOR, at=AT)
        shown = reveal(receipt.token, purpose=Slug(purpose.slug), reason=Slug("answer"), by=BOB, at=AT)

        assert {item.slug for item in items} <= set(shown.fields)
        assert Record.objects.get(token=receipt.token).ends == receipt.ends > date(2026, 11, 23)


def test_the_published_text_of_the_sample_runs_a_desk() -> None:
    policy = compiled(read(sample_text()))

    assert policy == sample_policy()

    desk_of(policy)

    assert Inquiry.objects.count() == 2


def test_the_reference_text_runs_a_desk(shared: Path) -> None:
    text = (shared / "policies" / "powergen.txt").read_text(encoding="utf-8")
    gold = json.loads((shared / "policies" / "gold" / "powergen.json").read_text(encoding="utf-8"))
    reading = read(text)
    policy = compiled(reading)
    found = facts(reading)

    assert found["effective_date"] == gold["effective_date"] == "2021-06-07"
    assert len(found["articles"]) == len(gold["articles"]) == 10
    assert [purpose.slug for purpose in policy.purposes] == ["quote", "consultation"]
    assert [[item.label for item in purpose.required] for purpose in policy.purposes] == [
        ["이름", "연락처", "이메일"]
    ] * 2
    assert [item.label for item in policy.purpose("quote").optional] == ["직급", "회사명", "부서명"]
    assert {policy.kept[slug].period for slug in ("quote", "consultation")} == {"P1Y"}
    assert (policy.destruction.days, policy.destruction.apart, policy.changes.notice_days) == (5, True, 7)

    desk_of(policy)


def test_what_compiles_is_written_and_read_back_the_same() -> None:
    policy = compiled(read(sample_text()))

    assert toml.loads(toml.dumps(policy)) == policy
    assert toml.loads(toml.dumps(policy)).digest == policy.digest


def test_what_the_prose_does_not_say_is_asked_and_the_default_named() -> None:
    asked = {question.slug: question.default for question in read(sample_text()).questions}

    assert asked == {"start:quote": "receipt", "start:consultation": "receipt"}


def test_where_it_falls_short_of_the_law_in_force_is_found_with_article_and_mend() -> None:
    findings = lint(sample_policy(), date(2026, 11, 23))

    assert len(findings) > 10
    assert all(finding.article and finding.mend for finding in findings)


def test_every_value_keeps_the_place_of_its_sentence() -> None:
    reading = read(sample_text())

    for row in reading.draft.retention:
        assert row.period_text in reading.said(row.span)


def test_the_public_page_says_the_text_word_for_word(browser: Client) -> None:
    page = "".join(words(browser.get("/policy/")).split())
    said = [article.title for article in sample_policy().articles]

    assert [title for title in said if "".join(title.split()) not in page] == []
    assert clock.day_of(clock.now()) >= in_force(clock.now()).effective
    assert ALICE["name"] not in page
