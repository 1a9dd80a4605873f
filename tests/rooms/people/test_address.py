"""Addresses: believed only as far as our own proxies vouch, kept beside the log and not in it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings
from tests.rooms.people.cast import give_password

from jikim.ledger.models import Entry
from jikim.people.address import address_of
from jikim.people.models import Origin, Staff
from jikim.people.origin import addresses, forget, origin_of

pytestmark = pytest.mark.django_db(databases=["default", "apart"])

ASK = RequestFactory()


def test_without_proxies_the_header_is_not_believed() -> None:
    request = ASK.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="203.0.113.9")

    assert address_of(request) == "192.0.2.1"


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", None),
        (1, "[2001:DB8::1]", "2001:db8::1"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "fe80::1%eth0", "fe80::1"),
        (1, "nonsense", None),
    ],
)
def test_as_many_entries_are_believed_as_there_are_proxies(
    settings: Settings, proxies: int, header: str, expected: str | None
) -> None:
    settings.JIKIM_PROXIES = proxies
    request = ASK.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=header)

    assert address_of(request) == expected


def test_a_socket_has_no_address() -> None:
    assert address_of(ASK.get("/", REMOTE_ADDR="")) is None


def test_an_address_has_one_token(now: datetime) -> None:
    first = origin_of("192.0.2.1", at=now)
    assert first

    assert first == origin_of("192.0.2.1", at=now)
    assert {first: "192.0.2.1"} == addresses([first])
    assert origin_of(None, at=now) is None


def test_an_address_can_be_forgotten(now: datetime) -> None:
    first = origin_of("192.0.2.1", at=now)
    assert first

    assert forget([first]) == 1
    assert addresses([first]) == {}


def test_the_log_holds_the_token_and_not_the_address(bob: Staff) -> None:
    client = Client(REMOTE_ADDR="192.0.2.77")
    give_password(client, bob, "wrong-password-0")
    origin = Origin.objects.get(address="192.0.2.77")
    bodies = b"".join(bytes(entry.body) for entry in Entry.objects.filter(name="staff:failed"))

    assert origin.token.encode() in bodies
    assert b"192.0.2.77" not in bodies
