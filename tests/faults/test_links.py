"""Links and codes that come too late or a second time: refused in words, and nothing changes."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from datetime import timedelta

import httpx
import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.faults.desk import PATIENCE, Desk
from tests.rooms.desk.stage import ALICE, asked, open_desk, words

from jikim import clock
from jikim.inquiries.receive import by_code
from jikim.ledger.models import Entry
from jikim.people.invite import invite
from jikim.people.models import Staff
from jikim.proof.values import VISITOR, By, Slug, Token
from jikim.registers.in_force import in_force
from jikim.rights.code import code_of
from jikim.rights.models import Channel, Request, Right, State
from jikim.rights.open import open_request
from jikim.web import limits

PASSWORD = "seoul-garden-41"
OLGA = By(role=Slug("officer"))
in_this_process = pytest.mark.django_db(databases=["default", "apart"])


def _join(browser: httpx.Client, link: str, name: str) -> int:
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get("/r/").text)
    form = {
        "name": name,
        "password": PASSWORD,
        "password_again": PASSWORD,
        "again": PASSWORD,
        "csrfmiddlewaretoken": token[1] if token else "",
    }
    return browser.post(link, data=form).status_code


def test_an_invitation_works_once(desk: Desk) -> None:
    link = desk.command("invite", "--email", "bob@company.example").stdout.strip()
    with httpx.Client(base_url=desk.url, timeout=PATIENCE, headers={"Accept": "text/html"}) as browser:
        first, second, looked = _join(browser, link, "배도윤"), _join(browser, link, "나쁜사람"), browser.get(link)

    assert (first, second, looked.status_code) == (302, 404, 404)
    assert desk.rows("SELECT name FROM people_staff WHERE email = 'bob@company.example'") == [("배도윤",)]
    assert link.rstrip("/").rpartition("/")[2] not in desk.output
    assert "나쁜사람" not in desk.output


def test_a_newer_invitation_voids_the_older_one(desk: Desk) -> None:
    older, newer = (desk.command("invite", "--email", "carol@company.example").stdout.strip() for _ in range(2))

    assert httpx.get(older, timeout=PATIENCE).status_code == 404
    assert httpx.get(newer, timeout=PATIENCE).status_code == 200


@pytest.fixture
def browser(db: None, settings: Settings) -> Client:
    del db  # asked for its effect
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    limits.forget()
    open_desk(clock.now())
    return Client(headers={"accept": "text/html", "accept-language": "ko"})


@in_this_process
def test_an_invitation_of_the_day_before_yesterday_is_refused(browser: Client) -> None:
    long_ago = clock.now() - timedelta(hours=25)
    link = invite("dora@company.example", role="staff", reason=Slug("hired"), by=OLGA, at=long_ago).path

    assert browser.get(link).status_code == 404
    assert browser.post(link, {"name": "늦은사람", "password": PASSWORD, "again": PASSWORD}).status_code == 404
    assert not Staff.objects.exists()


def _request(code: str, *, minutes: int) -> Request:
    inquiry, at = by_code(code), clock.now() - timedelta(minutes=minutes)
    assert inquiry is not None
    policy = in_force(at).policy
    token = open_request(Token(inquiry.token), Right.ACCESS, channel=Channel.WEB, policy=policy, by=VISITOR, at=at)
    return Request.objects.get(token=token)


@in_this_process
def test_an_expired_code_is_refused_and_the_request_waits_for_a_new_one(browser: Client) -> None:
    request = _request(asked(browser), minutes=11)

    answer = browser.post(f"/rights/request/{request.token}/", {"code": code_of(request)})

    assert (answer.status_code, "정해진 시간 동안만" in words(answer)) == (403, True)
    assert Request.objects.get().state == State.OPENED
    assert not [value for value in ALICE.values() if value in answer.content.decode()]


@in_this_process
def test_a_code_that_was_used_proves_nothing_a_second_time(browser: Client) -> None:
    request = _request(asked(browser), minutes=1)
    code = code_of(request)
    first = browser.post(f"/rights/request/{request.token}/", {"code": code})

    second = browser.post(f"/rights/request/{request.token}/", {"code": code})

    assert (first.status_code < 400, second.status_code) == (True, 409)
    assert Entry.objects.filter(name="request:proved").count() == 1


@in_this_process
@pytest.mark.parametrize("code", ["", "12", "９９９９９９", "1" * 10_000, "12345\u202e", "'; --"])
def test_what_is_no_code_is_a_wrong_code(browser: Client, code: str) -> None:
    request = _request(asked(browser), minutes=1)

    answer = browser.post(f"/rights/request/{request.token}/", {"code": code})

    assert answer.status_code == 403
    assert Request.objects.get().tries == 1
