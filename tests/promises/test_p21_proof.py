"""P21: every article has its checks; the receipt tells the life without the person; its proof is verified apart."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from tests.promises.cast import ALICE, AT, BOB, ENDS, POLICY, QUOTE, after, asked, filled, words

from jikim import clock
from jikim.errors import Broken
from jikim.evidence.articles import CONTROLS, articles
from jikim.evidence.checks import CHECKS, State, find
from jikim.evidence.receipt import story
from jikim.inquiries.answer import answer
from jikim.inquiries.close import close
from jikim.inquiries.models import Inquiry
from jikim.ledger import key as ledger_key
from jikim.ledger.sequence import sequence
from jikim.lifecycle.destroy_due import destroy_due
from jikim.lifecycle.set_apart_due import set_apart_due
from jikim.proof.audit import audit_inclusion
from jikim.proof.note import new_signer
from jikim.proof.values import Slug, Token
from jikim.vault.models import Record
from jikim.vault.reveal import reveal
from jikim.web.mail import deliver_due

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
SECRETS = (*ALICE.values(), "01012345678", "alice")


def lived(browser: Client) -> str:
    """Play a life to the moment before its end, in a browser and by its verbs; gives the receipt code."""
    code = browser.post("/ask/quote/", filled(browser))["Location"].split("/")[2]
    now = clock.now()
    token = Token(Inquiry.objects.get().token)
    reveal(token, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=now)
    answer(token, "견적서를 보내 드립니다.", by=BOB, at=now)
    deliver_due(at=now)
    close(token, by=BOB, at=now)
    set_apart_due(POLICY, at=now)
    return code


@pytest.mark.usefixtures("desk")
def test_every_article_of_the_policy_has_its_line_and_its_state() -> None:
    asked()
    kept = articles(POLICY, AT)

    assert [article.number for article in kept] == list(range(1, 11))
    assert all(article.promise for article in kept)
    assert {article.state for article in kept} <= set(State)
    assert {check for checks in CONTROLS.values() for check in checks} == set(CHECKS)


@pytest.mark.usefixtures("desk")
def test_an_article_without_a_check_is_a_gap_and_not_kept() -> None:
    unproved = [article for article in articles(POLICY, AT) if not article.findings]

    assert unproved != []
    assert {article.state for article in unproved} == {State.GAP}


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("check", sorted(CHECKS))
def test_a_check_never_calls_kept_what_it_did_not_look_at(check: str) -> None:
    found = find(check, POLICY, at=AT)

    assert (found.state == State.KEPT) == (found.looked > 0 and found.wrong == 0)


@pytest.mark.usefixtures("desk")
def test_a_broken_promise_turns_its_article_red() -> None:
    asked()
    before = {article.number: article.state for article in articles(POLICY, AT)}
    late = after(ENDS, days=6)
    broken = {article.number for article in articles(POLICY, late) if article.state == State.BROKEN}

    assert before[7] != State.BROKEN
    assert 7 in broken


@pytest.mark.django_db(transaction=True, databases=["default", "apart"])
def test_the_receipt_tells_the_whole_life_and_its_end_without_the_person(browser: Client) -> None:
    code = lived(browser)
    alive = browser.get(f"/r/{code}/")
    ends = Record.objects.get().ends
    destroy_due(POLICY, early={}, at=after(ends))
    dead = browser.get(f"/r/{code}/")

    for page in (alive, dead):
        said = words(page)
        for step in ("접수되었습니다", "답변을 보냈습니다", "따로 보관", "문의 답변", "담당 직원"):
            assert step in said, step
        assert [value for value in SECRETS if value in page.content.decode()] == []
        assert BOB.actor not in page.content.decode()
    assert "파기되었습니다" not in words(alive)
    assert "파기되었습니다" in words(dead)


@pytest.mark.django_db(transaction=True, databases=["default", "apart"])
def test_the_proof_of_a_destroyed_inquiry_is_verified_with_the_logs_key_alone(browser: Client) -> None:
    code = lived(browser)
    token = Record.objects.get().token
    ends = Record.objects.get().ends
    destroy_due(POLICY, early={}, at=after(ends))
    sequence(at=after(ends))
    file = browser.get(f"/r/{code}/proof/").content
    verifier = ledger_key.load().verifier.text
    audit = audit_inclusion(file, verifier)
    names = [told.fact.name for told in audit.told]

    assert names[:3] == ["consent:recorded", "record:kept", "inquiry:received"]
    assert names[-1] == "record:destroyed"
    assert {told.fact.subject for told in audit.told} == {token}
    assert [value for value in SECRETS if value.encode() in file] == []
    with pytest.raises(Broken):
        audit_inclusion(file, new_signer("desk.example/log").verifier.text)
    with pytest.raises(Broken):
        audit_inclusion(re.sub(rb"index (\d)", b"index 9\\1", file, count=1), verifier)


def test_an_unknown_code_and_a_malformed_one_get_the_same_words(browser: Client) -> None:
    pages = [browser.get(f"/r/{code}/") for code in ("0" * 20, "x", "%20", "0" * 500)]

    assert {page.status_code for page in pages} == {404}
    assert len({words(page) for page in pages}) == 1


def test_the_receipt_of_a_program_tells_no_person_either(browser: Client) -> None:
    code = lived(browser)
    steps = browser.get(f"/api/v1/receipts/{code}", headers={"accept": "application/json"})

    assert [step["slug"] for step in steps.json()] == ["received", "answered", "closed", "apart", "destroyed"]
    assert [value for value in SECRETS if value in steps.content.decode()] == []


@pytest.mark.usefixtures("desk")
def test_who_looked_is_told_by_role_purpose_reason_and_time() -> None:
    token = asked().token
    reveal(token, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=AT + timedelta(minutes=3))
    told = story(Inquiry.objects.get(token=token), at=AT)

    assert [(look.role, look.purpose, look.reason, look.at) for look in told.looks] == [
        ("staff", "quote", "answer", AT + timedelta(minutes=3))
    ]
    assert BOB.actor not in repr(told)


@pytest.mark.usefixtures("desk")
def test_a_check_that_fails_itself_counts_as_broken(keys: Path) -> None:
    asked()
    sequence(at=AT)

    assert find("log-grows-and-is-signed", POLICY, at=AT).state == State.KEPT

    (keys / "ledger.key").unlink()

    assert find("log-grows-and-is-signed", POLICY, at=AT).state == State.BROKEN
