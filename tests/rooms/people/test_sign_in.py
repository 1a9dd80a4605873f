"""Signing in: password, then a second factor, always; without one, nothing but its set-up."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import NoReverseMatch, reverse
from tests.rooms.people.cast import (
    CODE,
    LOGIN,
    PASSWORD,
    TOTP_PAGE,
    code,
    factors,
    give_password,
    secured,
    sign_in,
    told,
)

from jikim.errors import Broken
from jikim.people.models import Staff

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def enrol(client: Client) -> str:
    client.get(TOTP_PAGE)
    secret = str(client.session["mfa.totp.secret"])
    client.post(TOTP_PAGE, {"code": code(secret)})
    return secret


def test_a_password_alone_does_not_sign_in(bob: Staff, client: Client) -> None:
    secured(bob)
    answer = give_password(client, bob)

    assert answer["Location"].startswith(CODE)
    assert client.get("/console/")["Location"].startswith(LOGIN)
    assert "staff:login" not in told(bob)


def test_password_and_code_sign_in(bob: Staff, client: Client) -> None:
    sign_in(client, bob, secured(bob))

    assert client.get("/console/").content == b"console"
    assert told(bob) == ["role:granted", "staff:secured", "staff:login"]


def test_the_login_name_may_be_typed_in_any_case(bob: Staff, client: Client) -> None:
    secret = secured(bob)
    give_password(client, "BOB@Example.ORG")
    client.post(CODE, {"code": code(secret)})

    assert client.get("/console/").content == b"console"


def test_who_has_no_second_factor_is_led_to_its_set_up(bob: Staff, client: Client) -> None:
    assert give_password(client, bob)["Location"] == TOTP_PAGE
    for page in ("/console/", "/forgotten/", "/", "/accounts/sessions/", "/accounts/password/"):
        assert client.get(page)["Location"] == TOTP_PAGE, page
        assert client.post(page)["Location"] == TOTP_PAGE, page


def test_setting_one_up_opens_the_console_and_is_told(bob: Staff, client: Client) -> None:
    give_password(client, bob)
    enrol(client)

    assert client.get("/console/").content == b"console"
    assert told(bob)[-2:] == ["staff:secured", "staff:secured"]


def test_a_factor_whose_fact_cannot_be_written_is_not_set_up(
    bob: Staff, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        rule = "disk-full"
        raise Broken(rule)

    give_password(client, bob)
    monkeypatch.setattr("jikim.people.signals.append", full)

    client.get(TOTP_PAGE)
    secret = str(client.session["mfa.totp.secret"])

    assert client.post(TOTP_PAGE, {"code": code(secret)}).status_code == 503
    assert factors(bob) == 0
    assert client.get("/forgotten/").status_code == 302


def test_a_session_that_never_proved_the_factor_gains_nothing_from_its_set_up_elsewhere(
    bob: Staff, client: Client
) -> None:
    mallory = Client()
    give_password(mallory, bob)
    give_password(client, bob)
    enrol(client)

    assert mallory.get("/console/").status_code == 302
    assert mallory.get("/forgotten/").status_code == 302


def test_who_has_a_factor_cannot_set_up_another_over_it(bob: Staff, client: Client) -> None:
    sign_in(client, bob, secured(bob))
    client.get(TOTP_PAGE)

    assert Authenticator.objects.filter(user=bob, type="totp").count() == 1
    assert client.get(TOTP_PAGE)["Location"] == "/accounts/factor/"


def test_a_recovery_code_signs_in_once(bob: Staff, client: Client) -> None:
    give_password(client, bob)
    enrol(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    codes = re.findall(r"\d{8}", client.get("/accounts/factor/recovery/").content.decode())
    client.post("/accounts/logout/")
    for expected in (200, 302):
        give_password(client, bob)
        client.post(CODE, {"code": codes[0]})

        assert client.get("/console/").status_code == expected
        client.post("/accounts/logout/")


def test_recovery_codes_are_shown_once_and_only_after_the_password(bob: Staff, client: Client) -> None:
    give_password(client, bob)
    enrol(client)
    assert client.get("/accounts/factor/recovery/").status_code == 302
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    assert re.search(r"\d{8}", client.get("/accounts/factor/recovery/").content.decode())
    assert not re.search(r"\d{8}", client.get("/accounts/factor/recovery/").content.decode())


def test_signing_in_gives_the_session_a_new_key(bob: Staff, client: Client) -> None:
    secret = secured(bob)
    give_password(client, bob)
    before = client.session.session_key
    client.post(CODE, {"code": code(secret)})

    assert before != client.session.session_key
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_out_needs_a_post_and_is_told(bob: Staff, client: Client) -> None:
    sign_in(client, bob, secured(bob))
    client.get("/accounts/logout/")
    assert client.get("/console/").content == b"console"
    client.post("/accounts/logout/")

    assert client.get("/console/").status_code == 302
    assert told(bob)[-1] == "staff:logout"


def test_it_does_not_lead_to_another_site(bob: Staff, client: Client) -> None:
    secret = secured(bob)
    client.post(f"{LOGIN}?next=https://evil.example/", {"login": bob.email, "password": PASSWORD})
    answer = client.post(CODE, {"code": code(secret), "next": "https://evil.example/"})

    assert "evil" not in answer["Location"]


@pytest.mark.parametrize(
    "page",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_set_password",
        "account_confirm_login_code",
        "mfa_deactivate_totp",
        "mfa_download_recovery_codes",
    ],
)
def test_pages_that_we_do_not_need_do_not_exist(page: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(page)


def test_a_visitors_request_does_not_touch_the_session(client: Client) -> None:
    answer = client.get("/")

    assert answer.content == b"desk"
    assert not answer.has_header("Vary")


def test_passwords_rest_as_argon2(bob: Staff) -> None:
    assert bob.password.startswith("argon2$argon2id$")
