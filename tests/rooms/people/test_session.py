"""Sessions: they end when idle, after a working day, with the password, and with the person."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.fixtures import Settings
from tests.rooms.people.cast import PASSWORD, factors, give_password, secured, sign_in, told

from jikim.people.act import by_of
from jikim.people.leave import leave
from jikim.people.models import Staff
from jikim.people.roles import may
from jikim.people.tidy import tidy

pytestmark = pytest.mark.django_db(databases=["default", "apart"])

NEW = "hanok-river-77"


@pytest.fixture
def travel() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime.now(UTC), tick=False) as traveller:  # noqa: TID251 -- a test of the clock
        yield traveller


def test_a_session_that_rests_ten_minutes_is_over(bob: Staff, client: Client, travel: time_machine.Traveller) -> None:
    sign_in(client, bob, secured(bob))
    travel.shift(timedelta(minutes=9, seconds=59))
    assert client.get("/console/").content == b"console"
    travel.shift(timedelta(minutes=10, seconds=1))

    assert client.get("/console/").status_code == 302
    assert told(bob)[-1] == "staff:logout"


def test_the_idle_limit_is_a_setting(
    bob: Staff, client: Client, travel: time_machine.Traveller, settings: Settings
) -> None:
    settings.JIKIM_IDLE = timedelta(minutes=2)
    sign_in(client, bob, secured(bob))
    travel.shift(timedelta(minutes=2, seconds=1))

    assert client.get("/console/").status_code == 302


def test_work_keeps_a_session_going_but_not_past_a_working_day(
    bob: Staff, client: Client, travel: time_machine.Traveller
) -> None:
    sign_in(client, bob, secured(bob))
    for _ in range(53):
        travel.shift(timedelta(minutes=9))
        assert client.get("/console/").content == b"console"
    travel.shift(timedelta(minutes=4))

    assert client.get("/console/").status_code == 302


def test_a_cut_off_session_is_gone_from_the_store(bob: Staff, client: Client, travel: time_machine.Traveller) -> None:
    sign_in(client, bob, secured(bob))
    key = client.session.session_key
    travel.shift(timedelta(minutes=11))
    client.get("/console/")

    assert not Session.objects.filter(session_key=key).exists()


def test_a_session_that_was_not_begun_by_signing_in_is_over(bob: Staff, client: Client) -> None:
    client.force_login(bob)
    session = client.session
    del session["people_since"]
    session.save()
    client.get("/console/")

    assert SESSION_KEY not in client.session


def test_other_sessions_die_with_the_password_and_this_one_lives(bob: Staff, client: Client) -> None:
    secret = secured(bob)
    sign_in(client, bob, secret)
    other = Client()
    other.cookies = client.cookies.__class__()
    other.force_login(bob)
    session = other.session
    session["people_factor"] = bob.token
    session.save()
    assert other.get("/console/").content == b"console"
    client.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    bob.refresh_from_db()

    assert bob.check_password(NEW)
    assert client.get("/console/").content == b"console"
    assert other.get("/console/").status_code == 302


def test_a_person_sees_and_ends_their_other_sessions(bob: Staff, client: Client) -> None:
    sign_in(client, bob, secured(bob))
    other = Client()
    other.force_login(bob)
    UserSession.objects.create(user=bob, ip="192.0.2.9", session_key=other.session.session_key, user_agent="other")
    client.post("/accounts/sessions/")

    assert client.get("/console/").content == b"console"
    assert SESSION_KEY not in other.session


def test_who_leaves_is_out_in_one_action(olga: Staff, bob: Staff, client: Client, now: datetime) -> None:
    secret = secured(bob)
    sign_in(client, bob, secret)
    leave(bob, by=by_of(olga, None, at=now), at=now)
    bob.refresh_from_db()

    assert client.get("/console/").status_code == 302
    assert give_password(Client(), bob).status_code == 200
    assert factors(bob) == 0
    assert may(bob, "reveal", at=now).reason == "account-not-active"
    assert UserSession.objects.filter(user=bob).count() == 0
    assert [name for name in told(bob) if name in {"role:revoked", "staff:left"}] == ["role:revoked", "staff:left"]


def test_what_ran_out_is_swept(bob: Staff, client: Client, now: datetime) -> None:
    sign_in(client, bob, secured(bob))
    tidy(now)
    assert UserSession.objects.count() == 1
    tidy(now + timedelta(days=2))

    assert Session.objects.count() == 0
    assert UserSession.objects.count() == 0
