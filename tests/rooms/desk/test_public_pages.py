"""Home, policy, board, rights and complaints, for anybody."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from tests.rooms.desk.stage import asked, words

from jikim import clock
from jikim.policy.sample import sample_policy
from jikim.rights.models import Request, State
from jikim.web.mail import deliver_due

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
PAGES = [
    "/",
    "/ask/quote/",
    "/ask/consultation/",
    "/r/",
    "/policy/",
    "/notices/",
    "/rights/",
    "/rights/access/",
    "/complaint/",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_answers_in_both_languages_and_links_the_policy_in_its_header(
    browser: Client, address: str, language: str
) -> None:
    answer = browser.get(address, headers={"accept-language": language})

    page = answer.content.decode()

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert 'href="/policy/" class="policy"' in page[: page.index("</header>")]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_sets_a_cookie_but_the_one_for_forms(browser: Client, address: str) -> None:
    assert set(browser.get(address).cookies) <= {"csrftoken"}


def test_the_policy_page_says_every_article_word_for_word(browser: Client) -> None:
    said = words(browser.get("/policy/"))

    for article in sample_policy().articles:
        assert all(" ".join(line.split()) in said for line in article.text.splitlines())


def test_every_version_has_its_own_address(browser: Client) -> None:
    assert browser.get(f"/policy/{sample_policy().digest}/").status_code == 200
    assert browser.get(f"/policy/{'0' * 64}/").status_code == 404


def test_the_policy_can_be_taken_home_as_a_file(browser: Client) -> None:
    answer = browser.get("/policy/privacy_policy.txt")

    assert 'filename="privacy_policy.txt"' in answer["Content-Disposition"]
    assert sample_policy().articles[0].title in answer.content.decode()


def test_a_right_is_asked_for_with_the_receipt_code_and_proved_by_mail(browser: Client) -> None:
    code = asked(browser)
    followed = browser.post("/rights/deletion/", {"code": code})["Location"]
    deliver_due(at=clock.now())
    number = re.search(r"\b\d{6}\b", mail.outbox[-1].body)

    wrong = browser.post(followed, {"code": "000000" if number and number[0] != "000000" else "111111"})
    right = browser.post(followed, {"code": number[0] if number else ""})

    assert (wrong.status_code, right.status_code) == (403, 302)
    assert Request.objects.get().state == State.PROVED
    assert "인증 번호가" not in words(browser.get(followed))


def test_a_right_needs_a_code_that_exists(browser: Client) -> None:
    assert browser.post("/rights/access/", {"code": "AAAAAAAAAAAAAAAAAAAA"}).status_code == 404
    assert browser.get("/rights/everything/").status_code == 404
