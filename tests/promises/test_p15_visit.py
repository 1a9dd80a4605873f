"""P15: a visit sets necessary cookies alone, closed to scripts and to other sites, and loads from nowhere else."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.promises.cast import filled

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
NEEDED = {"csrftoken", "messages", "sessionid", "django_language"}
PAGES = ("/", "/ask/quote/", "/policy/", "/notices/", "/r/", "/rights/", "/rights/access/", "/complaint/")


def test_reading_the_pages_opens_no_session(browser: Client) -> None:
    for page in PAGES:
        browser.get(page)

    assert set(browser.cookies) <= {"csrftoken"}


def test_a_whole_visit_sets_necessary_cookies_alone(browser: Client) -> None:
    receipt = browser.post("/ask/quote/", filled(browser, content="900101-1234568"), follow=True)
    browser.post("/language/", {"language": "en", "next": "/"})

    assert receipt.status_code == 200
    assert set(browser.cookies) <= NEEDED


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_no_cookie_is_open_to_scripts_or_to_other_sites(browser: Client, name: str) -> None:
    browser.post("/ask/quote/", filled(browser, content="900101-1234568"))
    browser.post("/language/", {"language": "en", "next": "/"})
    morsel = browser.cookies.get(name)

    assert morsel is None or (bool(morsel["httponly"]), morsel["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("page", PAGES)
def test_nothing_on_a_page_comes_from_elsewhere(browser: Client, page: str) -> None:
    answer = browser.get(page)
    loaded = re.findall(r'(?:src|href)="(https?:|//)[^"]*"(?=[^>]*(?:stylesheet|script|img))', answer.content.decode())
    policy = {
        part.split()[0]: part.split()[1:] for part in answer["Content-Security-Policy"].split(";") if part.strip()
    }

    assert loaded == []
    assert policy["default-src"] == ["'none'"]
    assert {source for sources in policy.values() for source in sources} <= {"'none'", "'self'", "data:"}
