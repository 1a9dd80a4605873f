"""Alice asks; the form takes what the policy lists and nothing else (P1 to P4)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.rooms.desk.stage import ALICE, asked, filled, words

from jikim.inquiries.models import Inquiry
from jikim.policy.notice import notice
from jikim.policy.sample import sample_policy
from jikim.vault.models import Record

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
FORM_FIELDS = {"csrfmiddlewaretoken", "next", "language", "once", "notice", "website"}


def test_the_form_asks_for_the_items_of_the_policy_and_no_others(browser: Client) -> None:
    page = browser.get("/ask/quote/").content.decode()
    purpose = sample_policy().purpose("quote")

    body = page[page.index("<body") :]
    asked_for = set(re.findall(r'\sname="([^"]+)"', body)) - FORM_FIELDS

    assert asked_for == {*purpose.items, "consent-optional"}


def test_the_page_shows_every_row_of_the_notice_word_for_word(browser: Client) -> None:
    said = words(browser.get("/ask/quote/"))

    for block in notice(sample_policy(), "quote").blocks:
        assert all(" ".join(row.text.split()) in said for row in block.rows)


def test_neither_yes_nor_no_is_chosen_beforehand(browser: Client) -> None:
    assert " checked" not in browser.get("/ask/quote/").content.decode()


def test_an_inquiry_leads_to_its_receipt(browser: Client) -> None:
    answer = browser.post("/ask/quote/", filled(browser))

    assert answer.status_code == 302
    assert re.fullmatch(r"/r/[0-9A-HJKMNP-TV-Z]{20}/", answer["Location"])
    assert Inquiry.objects.count() == 1


def test_sending_twice_is_asking_once(browser: Client) -> None:
    form = filled(browser)

    first, second = (browser.post("/ask/quote/", form)["Location"] for _ in range(2))

    assert first == second
    assert Inquiry.objects.count() == Record.objects.count() == 1


def test_leaving_out_what_is_optional_never_blocks(browser: Client) -> None:
    assert asked(browser, company="", consent_optional="no")
    assert asked(browser, company="-", consent_optional="-")


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"name": ""}, 422, "꼭 적어 주세요."),
        ({"name": "   "}, 422, "꼭 적어 주세요."),
        ({"phone": "call me"}, 422, "전화번호의 모양이 아닙니다."),
        ({"email": "alice"}, 422, "이메일 주소의 모양이 아닙니다."),
        ({"name": "가" * 10_000}, 422, "너무 깁니다."),
        ({"product": "not-a-product"}, 422, "목록에서 골라 주세요."),
        ({"product": ""}, 422, "꼭 적어 주세요."),
        ({"company": "이상한나라"}, 422, "칸을 비워 주세요."),
        ({"company": "이상한나라", "consent_optional": "no"}, 422, "칸을 비워 주세요."),
        ({"consent_optional": "maybe"}, 422, "하나를 골라 주세요."),
        ({"birthday": "1990-01-01"}, 422, "처리방침에 없는 항목"),
        ({"consent_marketing": "yes"}, 422, "처리방침에 없는 항목"),
        ({"website": "http://spam.example"}, 403, "사람 눈에 보이지 않는 칸"),
        ({"once": "-"}, 422, "두 번 접수되는 것"),
        ({"notice": "0" * 64}, 409, "처리방침이 바뀌었습니다"),
    ],
)
def test_it_says_what_is_wrong_and_keeps_nothing(
    browser: Client, changed: dict[str, str], status: int, said: str
) -> None:
    answer = browser.post("/ask/quote/", filled(browser, **changed))

    assert (answer.status_code, said in words(answer)) == (status, True)
    assert not Record.objects.exists()


def test_yes_and_no_at_once_is_neither(browser: Client) -> None:
    answer = browser.post("/ask/quote/", {**filled(browser), "consent-optional": ["yes", "no"]})

    assert answer.status_code == 422
    assert "하나만 골라 주세요" in words(answer)


def test_a_field_sent_twice_is_refused(browser: Client) -> None:
    assert browser.post("/ask/quote/", {**filled(browser), "name": ["a", "b"]}).status_code == 422


def test_every_fault_is_shown_at_once_and_what_was_written_is_still_there(browser: Client) -> None:
    page = browser.post("/ask/quote/", filled(browser, name="", email="x")).content.decode()

    assert 'href="#field-name"' in page
    assert 'href="#field-email"' in page
    assert ALICE["content"] in page


def test_a_refusal_repeats_no_field_name_from_outside(browser: Client) -> None:
    assert "s3cret-name" not in browser.post("/ask/quote/", filled(browser, s3cret_name="x")).content.decode()


def test_a_number_that_nobody_asked_for_is_masked_and_alice_is_told(browser: Client) -> None:
    page = browser.post("/ask/quote/", filled(browser, content="900101-1234568 입니다"), follow=True)

    assert "주민등록번호로 보이는 숫자를 가리고" in words(page)
    assert "900101" not in page.content.decode()


def test_there_is_no_form_for_a_purpose_that_the_policy_does_not_name(browser: Client) -> None:
    assert browser.get("/ask/marketing/").status_code == 403


def test_the_eleventh_inquiry_within_a_minute_waits(browser: Client) -> None:
    for _ in range(10):
        asked(browser)

    answer = browser.post("/ask/quote/", filled(browser))

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60


def test_a_form_from_another_site_is_refused(browser: Client) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept": "text/html", "accept-language": "ko"})

    answer = strict.post("/ask/quote/", filled(browser))

    assert answer.status_code == 403
    assert not Record.objects.exists()
