"""Nobody passes the staff's door without account, second factor and role; the table is every address of the console."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from tests.rooms.console.stage import asked, browser, worker

from jikim.console import urls
from jikim.console.door import OWN, TRAINED
from jikim.people.roles import ACTS, TABLE
from jikim.proof.values import new_token

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
PAGES: list[URLPattern] = urls.urlpatterns
FILLED = {"number": "1", "purpose": "quote", "item": "product", "name": "sequence", "digest": "0" * 64}


def address(page: URLPattern) -> str:
    names = page.pattern.converters
    return reverse(f"console:{page.name}", kwargs={name: FILLED.get(name, new_token()) for name in names})


def knock(client: Client, page: URLPattern) -> Any:
    return client.post(address(page)) if page.callback.post else client.get(address(page))


def names(pages: Iterable[URLPattern]) -> list[str]:
    return sorted(str(page.name) for page in pages)


def refused(client: Client, pages: Iterable[URLPattern], because: str) -> list[str]:
    """Give the pages that refuse with 403 for one reason."""
    answers = [(page, knock(client, page)) for page in pages]
    return names(page for page, answer in answers if answer.status_code == 403 and because in answer.content.decode())


def test_every_page_names_an_act_that_the_table_knows() -> None:
    assert names(page for page in PAGES if page.callback.act not in ACTS | {OWN}) == []


def test_a_stranger_is_led_to_the_sign_in(desk: Any) -> None:
    del desk
    client = Client()
    led = [page for page in PAGES if knock(client, page).get("Location", "").startswith("/accounts/login/")]

    assert names(PAGES) == names(led)


def test_a_password_alone_leads_to_the_second_factor(olga: Any) -> None:
    client = browser(olga, factor=False)
    led = [page for page in PAGES if knock(client, page).get("Location") == "/accounts/factor/totp/"]

    assert names(PAGES) == names(led)


def test_a_person_without_a_role_is_refused_everywhere_but_at_their_own_account(desk: Any, now: datetime) -> None:
    del desk
    client = browser(worker("Nina", None, now))

    assert names(page for page in PAGES if page.callback.act != OWN) == refused(client, PAGES, "not-allowed")


@pytest.mark.parametrize("role", sorted(TABLE))
def test_a_role_opens_what_the_table_gives_it_and_nothing_else(role: str, desk: Any, now: datetime) -> None:
    del desk
    client = browser(worker("Nina", role, now))
    closed = [page for page in PAGES if page.callback.act not in TABLE[role] | {OWN}]

    assert names(closed) == refused(client, PAGES, "not-allowed")


@pytest.mark.parametrize("role", ["officer", "staff"])
def test_without_training_there_is_no_personal_data(role: str, desk: Any, now: datetime) -> None:
    del desk
    client = browser(worker("Nina", role, now, trained=False))
    showing = [page for page in PAGES if page.callback.act in TRAINED & TABLE[role]]

    assert names(showing) == refused(client, PAGES, "training-missing")


@pytest.mark.parametrize("role", sorted(TABLE))
def test_nothing_changes_on_get(role: str, desk: Any, now: datetime) -> None:
    del desk
    client = browser(worker("Nina", role, now))
    changing = [page for page in PAGES if page.callback.post and page.callback.act in TABLE[role]]
    turned = [page for page in changing if client.get(address(page)).status_code == 405]

    assert names(changing) == names(turned)


def test_a_post_needs_the_token_of_its_form(bob: Any, now: datetime) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = browser(bob).cookies
    answer = client.post(reverse("console:record_close", args=[asked(now).token]), {"sure": "yes"})

    assert answer.status_code == 403


def test_a_page_is_stored_nowhere(as_bob: Client) -> None:
    assert as_bob.get("/console/inbox/")["Cache-Control"] == "no-store"


def test_everybody_is_led_to_the_first_page_that_is_theirs(as_bob: Client, as_uma: Client) -> None:
    led = [client.get("/console/")["Location"] for client in (as_bob, as_uma)]

    assert led == ["/console/inbox/", reverse("console:work")]


def test_the_menu_shows_what_is_open_and_no_more(as_bob: Client) -> None:
    page = as_bob.get("/console/inbox/").content.decode()

    assert ("/console/catalogue/" in page, "/console/people/" in page) == (True, False)


def test_an_unknown_record_and_one_of_another_purpose_look_the_same(desk: Any, now: datetime) -> None:
    del desk
    nina = browser(worker("Nina", "staff", now, purposes=["consultation"]))
    other = nina.get(reverse("console:record", args=[asked(now).token]))
    unknown = nina.get(reverse("console:record", args=[new_token()]))

    assert (other.status_code, unknown.status_code) == (404, 404)
    assert unknown.context["told"] == other.context["told"]
