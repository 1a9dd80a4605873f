"""The desk sets the cookies that its policy page names, and no other (P15)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.test import Client
from tests.rooms.desk.stage import ALICE, asked, filled, words

from jikim import clock
from jikim.people.models import Staff
from jikim.rights.code import code_of
from jikim.rights.models import Request
from jikim.web.cookies import YEAR, cookies

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
ALL = {one.name for one in cookies()}
PUBLIC = {one.name for one in cookies() if not one.staff}


def _visits(browser: Client) -> SimpleCookie:
    """Do everything that a visitor can do, and gather every cookie that was set on the way."""
    jar: SimpleCookie = SimpleCookie()
    code = asked(browser)
    masked = browser.post("/ask/quote/", filled(browser, content="900101-1234568"))
    address = browser.post("/rights/access/", {"code": code})["Location"]
    answers = [browser.get(one) for one in ("/", "/ask/quote/", f"/r/{code}/", "/policy/", "/notices/", "/rights/")]
    answers += [
        masked,
        browser.post("/language/", {"language": "en", "next": "/"}),
        browser.get(address),
        browser.post(address, {"code": code_of(Request.objects.get())}),
        browser.get("/nothing/here/"),
        browser.get("/console/"),
    ]
    for answer in answers:
        jar.update(answer.cookies)
    return jar


def test_a_visitor_gets_the_cookies_of_the_table_and_no_other(browser: Client) -> None:
    assert set(_visits(browser)) == PUBLIC


def test_signing_in_sets_no_cookie_that_the_table_does_not_name(browser: Client) -> None:
    bob = Staff(email="bob@desk.example", name="밥", joined=clock.now())
    bob.set_password("correct horse battery")
    bob.save()

    answer = browser.post("/accounts/login/", {"login": bob.email, "password": "correct horse battery"})

    assert "sessionid" in browser.cookies
    assert set(browser.cookies) | set(answer.cookies) <= ALL


def test_no_cookie_holds_anything_about_alice(browser: Client) -> None:
    told = _visits(browser).output()

    assert not [value for value in ALICE.values() if value in told]


def test_every_cookie_lives_as_long_as_the_table_says(browser: Client) -> None:
    lives = {name: int(one["max-age"] or 0) for name, one in _visits(browser).items()}

    assert timedelta(seconds=lives["django_language"]) == YEAR
    assert timedelta(seconds=lives["csrftoken"]) <= YEAR
    assert lives["messages"] == 0


def test_the_policy_page_names_each_cookie_and_how_to_refuse(browser: Client) -> None:
    said = words(browser.get("/policy/"))

    assert [one.name for one in cookies() if one.name not in said or str(one.purpose) not in said] == []
    assert "거부하는 방법" in said


def test_every_script_comes_from_here(browser: Client) -> None:
    page = browser.get("/ask/quote/").content.decode()

    assert page.count("<script") == 1
    assert '<script src="/static/web/jikim.js" defer>' in page
