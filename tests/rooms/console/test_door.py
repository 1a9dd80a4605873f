"""Nobody passes the staff's door without account, second factor and role; the table is every address of the console."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

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
PAGES = [pytest.param(page, id=str(page.name)) for page in urls.urlpatterns]
FILLED = {"number": "1", "purpose": "quote", "item": "product", "name": "sequence", "digest": "0" * 64}


def address(page: URLPattern) -> str:
    names = page.pattern.converters
    return reverse(f"console:{page.name}", kwargs={name: FILLED.get(name, new_token()) for name in names})


def knock(client: Client, page: URLPattern) -> Any:
    return client.post(address(page)) if page.callback.post else client.get(address(page))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_names_an_act_that_the_table_knows(page: URLPattern) -> None:
    assert page.callback.act in ACTS | {OWN}


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_led_to_the_sign_in(page: URLPattern, desk: Any) -> None:
    del desk
    answer = knock(Client(), page)

    assert (302, True) == (answer.status_code, answer["Location"].startswith("/accounts/login/"))


@pytest.mark.parametrize("page", PAGES)
def test_a_password_alone_leads_to_the_second_factor(page: URLPattern, olga: Any) -> None:
    answer = knock(browser(olga, factor=False), page)

    assert (302, "/accounts/factor/totp/") == (answer.status_code, answer["Location"])


@pytest.mark.parametrize("page", PAGES)
def test_a_person_without_a_role_is_refused(page: URLPattern, desk: Any, now: datetime) -> None:
    del desk
    answer = knock(browser(worker("Nina", None, now)), page)

    assert (page.callback.act == OWN) is (answer.status_code != 403)


@pytest.mark.parametrize("role", sorted(TABLE))
@pytest.mark.parametrize("page", PAGES)
def test_a_role_opens_what_the_table_gives_it_and_nothing_else(
    page: URLPattern, role: str, desk: Any, now: datetime
) -> None:
    del desk
    answer = knock(browser(worker("Nina", role, now)), page)
    given = page.callback.act == OWN or page.callback.act in TABLE[role]

    assert given or answer.status_code == 403
    assert not given or b"not-allowed" not in answer.content


@pytest.mark.parametrize("page", [one for one in urls.urlpatterns if one.callback.act in TRAINED], ids=lambda p: p.name)
def test_without_training_there_is_no_personal_data(page: URLPattern, desk: Any, now: datetime) -> None:
    del desk
    role = "officer" if page.callback.act == "read-apart" else "staff"
    answer = knock(browser(worker("Nina", role, now, trained=False)), page)

    assert (403, True) == (answer.status_code, b"training-expired" in answer.content)


@pytest.mark.parametrize("page", [one for one in urls.urlpatterns if one.callback.post], ids=lambda p: p.name)
def test_nothing_changes_on_get(page: URLPattern, desk: Any, now: datetime) -> None:
    del desk
    role = next((name for name, acts in TABLE.items() if page.callback.act in acts), "staff")
    answer = browser(worker("Nina", role, now)).get(address(page))

    assert (405, "POST") == (answer.status_code, answer["Allow"])


def test_a_post_needs_the_token_of_its_form(bob: Any, now: datetime) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = browser(bob).cookies
    answer = client.post(reverse("console:record_close", args=[asked(now).token]), {"sure": "yes"})

    assert answer.status_code == 403


def test_a_page_is_stored_nowhere(as_bob: Client) -> None:
    assert as_bob.get("/console/inbox/")["Cache-Control"] == "no-store"


def test_everybody_is_led_to_the_first_page_that_is_theirs(as_bob: Client, as_uma: Client) -> None:
    led = [client.get("/console/")["Location"] for client in (as_bob, as_uma)]

    assert ["/console/inbox/", "/console/work/"] == led


def test_the_menu_shows_what_is_open_and_no_more(as_bob: Client) -> None:
    page = as_bob.get("/console/inbox/").content.decode()

    assert ("/console/catalogue/" in page, "/console/people/" in page) == (True, False)


def test_an_unknown_record_and_one_of_another_purpose_look_the_same(desk: Any, now: datetime) -> None:
    del desk
    nina = browser(worker("Nina", "staff", now, purposes=["consultation"]))
    other = nina.get(reverse("console:record", args=[asked(now).token]))
    unknown = nina.get(reverse("console:record", args=[new_token()]))

    assert (404, other.status_code) == (unknown.status_code, 404)
    assert unknown.context["told"] == other.context["told"]
