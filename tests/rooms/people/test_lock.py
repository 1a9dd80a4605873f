"""The lock: five failures, from wherever, and even the right password is refused, for a while, to all alike."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from tests.rooms.people.cast import CODE, code, give_password, secured, sign_in, told

from jikim.people.lock import name_of
from jikim.people.models import NOBODY, Staff
from jikim.people.second_factor import use_up

pytestmark = pytest.mark.django_db(databases=["default", "apart"])

WRONG = "wrong-password-0"


def fail(client: Client, staff: Staff | str, times: int) -> list[int]:
    return [give_password(client, staff, WRONG).status_code for _ in range(times)]


def test_the_fifth_failure_locks_and_the_right_password_is_refused_meanwhile(bob: Staff, client: Client) -> None:
    assert fail(client, bob, 5) == [200, 200, 200, 200, 429]
    assert give_password(client, bob).status_code == 429


def test_four_failures_do_not_lock(bob: Staff, client: Client) -> None:
    fail(client, bob, 4)

    assert give_password(client, bob).status_code == 302


def test_failures_are_counted_by_account_whatever_case_address_or_browser(bob: Staff) -> None:
    for number, email in enumerate(["bob@example.org", "BOB@example.org", " Bob@Example.org", "boB@example.org"]):
        give_password(Client(REMOTE_ADDR=f"192.0.2.{number}", HTTP_USER_AGENT=f"agent {number}"), email, WRONG)

    assert fail(Client(), bob, 1) == [429]


def test_one_account_is_counted_under_one_name_however_it_is_typed() -> None:
    request = RequestFactory().post("/", {"login": " Bob@Example.ORG"})
    names = {
        name_of(request),
        name_of(request, {"email": "bob@example.org"}),
        name_of(request, {"username": "BOB@example.org"}),
    }

    assert len(names) == 1
    assert names != {name_of(request, {"email": "olga@example.org"})}


def test_one_locked_account_does_not_lock_another(bob: Staff, olga: Staff, client: Client) -> None:
    fail(client, bob, 5)

    assert give_password(client, olga).status_code == 302


def test_the_lock_opens_by_itself(bob: Staff, client: Client) -> None:
    start = datetime.now(UTC)  # noqa: TID251 -- a test of the wall clock itself
    with time_machine.travel(start, tick=False):
        fail(client, bob, 5)
    with time_machine.travel(start + timedelta(minutes=29), tick=False):
        assert give_password(client, bob).status_code == 429
    with time_machine.travel(start + timedelta(minutes=31), tick=False):
        assert give_password(client, bob).status_code == 302


def test_success_forgives_earlier_failures(bob: Staff, client: Client) -> None:
    secret = secured(bob)
    fail(client, bob, 4)
    sign_in(client, bob, secret)
    client.post("/accounts/logout/")

    assert fail(client, bob, 4) == [200] * 4


def test_an_account_that_does_not_exist_locks_alike(client: Client) -> None:
    assert fail(client, "nobody@example.org", 6) == [200, 200, 200, 200, 429, 429]


def test_failures_and_lock_are_told_once_each(bob: Staff, client: Client) -> None:
    fail(client, bob, 7)

    assert told(bob).count("staff:locked") == 1
    assert told(bob).count("staff:failed") == 7


def test_who_tries_an_account_that_does_not_exist_is_told_as_nobody(client: Client) -> None:
    fail(client, "nobody@example.org", 5)

    assert told(NOBODY).count("staff:failed") == 5
    assert told(NOBODY).count("staff:locked") == 1


def test_wrong_codes_lock_too_and_the_right_code_is_refused_meanwhile(bob: Staff, client: Client) -> None:
    secret = secured(bob)
    give_password(client, bob)
    answers = [client.post(CODE, {"code": "000000"}).status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    assert client.post(CODE, {"code": code(secret)}).status_code == 429
    assert give_password(Client(), bob).status_code == 429
    assert client.get("/console/").status_code == 302


def test_a_code_works_once(bob: Staff, client: Client) -> None:
    secret = secured(bob)
    seen = code(secret)
    give_password(client, bob)
    client.post(CODE, {"code": seen})
    eve = Client()
    give_password(eve, bob)
    eve.post(CODE, {"code": seen})

    assert client.get("/console/").content == b"console"
    assert eve.get("/console/").status_code == 302


def test_a_used_code_is_remembered_by_the_database_not_by_one_process(bob: Staff, now: datetime) -> None:
    assert use_up(bob, "123456", at=now)
    assert not use_up(bob, "123 456", at=now + timedelta(seconds=90))
    assert use_up(bob, "123456", at=now + timedelta(minutes=6))


def test_a_locked_person_cannot_confirm_with_the_password_either(bob: Staff, client: Client) -> None:
    sign_in(client, bob, secured(bob))
    fail(Client(), bob, 5)

    assert client.post("/accounts/reauthenticate/", {"password": "seoul-garden-41"}).status_code == 429


def test_the_count_holds_no_address_and_nothing_typed(bob: Staff, client: Client) -> None:
    fail(client, bob, 2)
    row = str(AccessAttempt.objects.values().get())

    assert "bob" not in row.lower()
    assert WRONG not in row


def test_no_log_line_of_the_libraries_names_anybody(
    bob: Staff, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    secret = secured(bob)
    fail(client, bob, 4)
    sign_in(client, bob, secret)
    client.post("/accounts/logout/")
    fail(client, bob, 6)
    text = " ".join(
        f"{record.getMessage()} {record.args}" for record in caplog.records if record.name != "django.db.backends"
    )

    assert any(record.name.startswith("axes") for record in caplog.records)
    assert "bob" not in text.lower()
    assert "example.org" not in text
    assert WRONG not in text


def _work(client: Client, email: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Count the hashes and the statements of one failed sign-in."""
    hashes: list[str] = []
    for name in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, name)

        def counted(self: object, *args: object, real: object = real, name: str = name) -> object:
            hashes.append(name)
            return real(self, *args)  # type: ignore[operator]  # the hasher's own method

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    with CaptureQueriesContext(connection) as statements:
        give_password(client, email, WRONG)
    monkeypatch.undo()
    return len(hashes), len(statements)


def test_an_unknown_account_costs_as_much_as_a_known_one(bob: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    give_password(Client(), "first@example.org", WRONG)  # the address is met once for all
    known = _work(Client(), bob.email, monkeypatch)
    unknown = _work(Client(), "nobody@example.org", monkeypatch)

    assert known == unknown
    assert known[0] == 1
