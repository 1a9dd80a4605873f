"""Olga the officer and Bob of the staff, and how they sign in."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import transaction
from django.test import Client

from jikim import clock
from jikim.ledger.models import Entry
from jikim.people.grant import grant
from jikim.people.invite import HOUSE
from jikim.people.models import Staff
from jikim.proof.values import Slug

PASSWORD = "seoul-garden-41"
LOGIN, CODE, TOTP_PAGE = "/accounts/login/", "/accounts/factor/code/", "/accounts/factor/totp/"


@transaction.atomic
def person(name: str, role: str | None, at: datetime, *, purposes: list[str] | None = None) -> Staff:
    """Make a person who has joined, with a role or with none."""
    staff = Staff(email=f"{name.lower()}@example.org", name=name, joined=at)
    staff.set_password(PASSWORD)
    staff.save()
    if role:
        grant(staff, role, reason=Slug("hired"), by=HOUSE, at=at, purposes=purposes)
    return staff


def secured(staff: Staff) -> str:
    """Give a person a second factor; gives its secret."""
    secret = generate_totp_secret()
    TOTP.activate(staff, secret)
    return secret


def code(secret: str, *, steps: int = 0) -> str:
    """Give the code that a device shows now, or some steps of 30 seconds from now."""
    return format_hotp_value(hotp_value(secret, int(clock.now().timestamp()) // 30 + steps))


def give_password(client: Client, staff: Staff | str, password: str = PASSWORD, **extra: Any) -> Any:
    email = staff if isinstance(staff, str) else staff.email
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def sign_in(client: Client, staff: Staff, secret: str) -> Any:
    give_password(client, staff)
    return client.post(CODE, {"code": code(secret)})


def factors(staff: Staff) -> int:
    return int(Authenticator.objects.filter(user=staff).count())


def told(staff: Staff | str) -> list[str]:
    """Give the names of what the log tells of a person, in order."""
    token = staff if isinstance(staff, str) else staff.token
    return [entry.name for entry in Entry.objects.filter(subject=token).order_by("id")]
