"""The receipt tells the life of an inquiry to whoever holds its code, and nothing about the person."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from tests.rooms.desk.stage import ALICE, asked, words

from jikim import clock
from jikim.inquiries.receive import by_code
from jikim.ledger.sequence import sequence
from jikim.proof.bundle import read_bundle
from jikim.proof.values import By, Slug, Token
from jikim.vault.freeze import freeze
from jikim.vault.models import Record
from jikim.vault.reveal import reveal
from jikim.web.days import day_text
from jikim.web.mail import deliver_due
from jikim.work.models import Mail

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
BOB = By(role=Slug("staff"))


def _token(code: str) -> Token:
    inquiry = by_code(code)
    assert inquiry is not None
    return Token(inquiry.token)


def test_it_promises_the_day_of_destruction_from_the_first_moment(browser: Client) -> None:
    code = asked(browser)
    record = Record.objects.get()

    said = words(browser.get(f"/r/{code}/"))

    assert day_text(record.ends) in said
    assert "보관 기간이 끝나면 파기합니다" in said


def test_it_holds_nothing_of_what_alice_wrote(browser: Client) -> None:
    page = browser.get(f"/r/{asked(browser)}/").content.decode()

    assert not [value for value in (*ALICE.values(), "1234-5678", "+8210") if value in page]


def test_it_shows_who_looked_and_why(browser: Client) -> None:
    code = asked(browser)
    reveal(_token(code), purpose=Slug("quote"), reason=Slug("answer"), by=BOB, at=clock.now())

    said = words(browser.get(f"/r/{code}/"))

    assert "담당 직원" in said
    assert "문의 답변" in said


def test_a_code_is_found_however_it_is_typed(browser: Client) -> None:
    code = asked(browser)
    typed = f" {code[:4].lower()}-{code[4:12]} {code[12:].lower()} "

    assert browser.post("/r/", {"code": typed})["Location"] == f"/r/{code}/"


@pytest.mark.parametrize("code", ["AAAAAAAAAAAAAAAAAAAA", "short", "'; DROP TABLE", "ㄱ" * 20])
def test_a_wrong_code_is_no_page_whatever_is_wrong_with_it(browser: Client, code: str) -> None:
    assert browser.get(f"/r/{code}/").status_code == 404
    assert browser.post("/r/", {"code": code}).status_code == 404


def test_the_proof_can_be_taken_home(browser: Client) -> None:
    code = asked(browser)
    sequence(at=clock.now())

    answer = browser.get(f"/r/{code}/proof/")

    assert len(read_bundle(answer.content)) >= 2
    assert "attachment" in answer["Content-Disposition"]


def test_there_is_no_proof_before_the_log_has_signed(browser: Client) -> None:
    assert browser.get(f"/r/{asked(browser)}/proof/").status_code == 404


def test_the_receipt_is_mailed_with_its_code_and_without_a_name(browser: Client) -> None:
    code = asked(browser)

    sent = deliver_due(at=clock.now())

    letter = mail.outbox[0]
    assert (sent, letter.to) == (1, [ALICE["email"]])
    assert code in letter.body
    assert not [ALICE[item] for item in ("name", "phone", "content") if ALICE[item] in letter.body]


def test_a_mail_goes_out_once_and_its_name_never_changes(browser: Client) -> None:
    asked(browser)
    first = deliver_due(at=clock.now())

    again = deliver_due(at=clock.now() + timedelta(hours=1))

    assert (first, again, len(mail.outbox)) == (1, 0, 1)
    assert mail.outbox[0].extra_headers["Message-ID"].endswith("@127.0.0.1>")


def test_a_mail_server_that_is_away_is_tried_again(browser: Client, settings: pytest.FixtureRequest) -> None:
    asked(browser)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    at = clock.now()

    sent = deliver_due(at=at)

    row = Mail.objects.get()
    assert (sent, row.sent, row.dead, row.last_error) == (0, None, None, "mail-server")
    assert row.due > at


def test_a_frozen_record_mails_nothing(browser: Client) -> None:
    code = asked(browser)
    freeze(_token(code), because=Slug("deletion"), by=BOB, at=clock.now())

    assert deliver_due(at=clock.now()) == 0
    assert not mail.outbox
