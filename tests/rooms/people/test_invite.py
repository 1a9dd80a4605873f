"""Invitations: one link, one use, one day; only the link holds the secret."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.rooms.people.cast import PASSWORD, factors, secured, sign_in, told

from jikim.errors import Invalid, Refused, Unknown
from jikim.ledger.models import Entry
from jikim.people.act import by_of
from jikim.people.invite import Invited, first_officer, invite, pending, reinvite
from jikim.people.join import join
from jikim.people.leave import leave
from jikim.people.models import Grant, Invitation, Staff
from jikim.people.roles import may
from jikim.proof.values import Slug

NEW = "hanok-river-77"
pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def invited(olga: Staff, at: datetime, email: str = "Bob@Example.org") -> Invited:
    by = by_of(olga, None, at=at)
    return invite(email, role="staff", reason=Slug("hired"), by=by, at=at, purposes=["quote"])


def joined(secret: str, at: datetime, name: str = "Bob", email: str = "") -> Staff:
    return join(secret, name=name, password=PASSWORD, email=email, origin=None, at=at)


def test_who_accepts_gets_the_role_that_the_officer_gave(olga: Staff, now: datetime) -> None:
    bob = joined(invited(olga, now).secret, now)
    [grant] = bob.grants.all()

    assert (bob.email, bob.name) == ("bob@example.org", "Bob")
    assert ("staff", ["quote"], olga.token, "hired") == (grant.role, grant.purposes, grant.granted_by, grant.reason)
    assert told(bob) == ["staff:invited", "staff:joined", "role:granted"]


def test_the_secret_is_in_no_row(olga: Staff, now: datetime) -> None:
    link = invited(olga, now)

    assert link.secret not in str(list(Invitation.objects.values()))
    assert link.secret not in str([bytes(entry.body) for entry in Entry.objects.all()])


def test_a_link_works_once(olga: Staff, now: datetime) -> None:
    link = invited(olga, now)
    joined(link.secret, now)

    with pytest.raises(Unknown):
        joined(link.secret, now)


def test_a_link_lives_for_a_day(olga: Staff, now: datetime) -> None:
    link = invited(olga, now)

    assert pending(link.secret, at=now + timedelta(hours=23, minutes=59))
    with pytest.raises(Unknown):
        joined(link.secret, now + timedelta(hours=24))


def test_a_second_invitation_voids_the_first(olga: Staff, now: datetime) -> None:
    first = invited(olga, now)
    second = invited(olga, now, "BOB@example.org")

    assert not pending(first.secret, at=now)
    assert pending(second.secret, at=now)


def test_a_made_up_link_is_unknown(olga: Staff, now: datetime, client: Client) -> None:
    invited(olga, now)

    assert client.get("/accounts/join/made-up/").status_code == 404
    assert client.post("/accounts/join/made-up/", {"name": "Mallory"}).status_code == 404


def test_looking_at_a_link_uses_nothing_up(olga: Staff, now: datetime, client: Client) -> None:
    link = invited(olga, now)
    for _ in range(3):
        answer = client.get(link.path)

        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
    assert pending(link.secret, at=now)


def test_the_page_joins_on_post_and_leads_to_sign_in(olga: Staff, now: datetime, client: Client) -> None:
    link = invited(olga, now)
    answer = client.post(link.path, {"name": "Bob", "password": PASSWORD, "again": PASSWORD})

    assert answer["Location"] == "/accounts/login/"
    assert Staff.objects.known("bob@example.org")


@pytest.mark.parametrize(
    ("password", "again"),
    [("short", "short"), ("1234567890123", "1234567890123"), ("password123", "password123"), (PASSWORD, "other")],
)
def test_the_page_refuses_a_bad_password(olga: Staff, now: datetime, client: Client, password: str, again: str) -> None:
    link = invited(olga, now)
    answer = client.post(link.path, {"name": "Bob", "password": password, "again": again})

    assert answer.status_code == 200
    assert not Staff.objects.known("bob@example.org")
    assert pending(link.secret, at=now)


def test_the_page_takes_no_other_address_than_the_invited_one(olga: Staff, now: datetime, client: Client) -> None:
    link = invited(olga, now)
    given = {"name": "Bob", "password": PASSWORD, "again": PASSWORD, "email": "mallory@example.org"}
    client.post(link.path, given)

    assert [staff.email for staff in Staff.objects.exclude(pk=olga.pk)] == ["bob@example.org"]


def test_the_verb_takes_no_other_address_either(olga: Staff, now: datetime) -> None:
    bob = joined(invited(olga, now).secret, now, "Bob", "mallory@example.org")

    assert bob.email == "bob@example.org"


@pytest.mark.parametrize("password", ["short", "olga-and-bob"[:9], "0123456789012"])
def test_the_verb_refuses_a_weak_password_too_and_leaves_the_link(olga: Staff, now: datetime, password: str) -> None:
    link = invited(olga, now)
    with pytest.raises(Invalid) as caught:
        join(link.secret, name="Bob", password=password, origin=None, at=now)

    assert caught.value.rule == "weak-password"
    assert pending(link.secret, at=now)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_it_refuses_a_name_that_is_none(olga: Staff, now: datetime, name: str) -> None:
    with pytest.raises(Invalid, match="not-a-name"):
        joined(invited(olga, now).secret, now, name)


def test_who_has_an_account_is_not_invited_again_as_new(olga: Staff, bob: Staff, now: datetime) -> None:
    with pytest.raises(Invalid, match="already-staff"):
        invited(olga, now, bob.email.upper())


def test_it_refuses_a_role_that_does_not_exist(olga: Staff, now: datetime) -> None:
    with pytest.raises(Invalid, match="no-such-role"):
        invite("x@example.org", role="king", reason=Slug("hired"), by=by_of(olga, None, at=now), at=now)


def test_the_first_officer_names_the_address(now: datetime, client: Client) -> None:
    path = first_officer(at=now)
    assert path
    given = {"name": "Olga", "email": "OLGA@example.org", "password": PASSWORD, "again": PASSWORD}
    client.post(path, given)
    olga = Staff.objects.known("olga@example.org")
    assert olga

    assert may(olga, "manage-people", at=now + timedelta(minutes=1)).allowed
    assert Grant.objects.get().granted_by is None


def test_the_first_officers_link_is_printed_until_one_has_joined_and_only_the_last_works(now: datetime) -> None:
    first = first_officer(at=now)
    second = first_officer(at=now)
    assert first
    assert second

    assert not pending(first.split("/")[-2], at=now)
    joined(second.split("/")[-2], now, "Olga", "olga@example.org")
    assert first_officer(at=now) is None


@pytest.mark.usefixtures("bob")
@pytest.mark.parametrize("email", ["", "olga", "olga@@example.org", "bob@example.org"])
def test_the_first_officer_needs_an_address_of_their_own(now: datetime, email: str) -> None:
    path = first_officer(at=now)
    assert path

    with pytest.raises(Invalid):
        joined(path.split("/")[-2], now, "Olga", email)


def test_who_lost_password_and_device_sets_both_anew_and_keeps_the_role(
    olga: Staff, bob: Staff, now: datetime, client: Client
) -> None:
    sign_in(client, bob, secured(bob))
    assert client.get("/console/").content == b"console"
    link = reinvite(bob, by=by_of(olga, None, at=now), at=now)
    again = join(link.secret, name="Bob", password=NEW, origin=None, at=now)

    assert again.pk == bob.pk
    assert again.check_password(NEW)
    assert factors(again) == 0
    assert may(again, "reveal", at=now).allowed
    assert again.grants.count() == 1
    assert client.get("/console/").status_code == 302


def test_who_left_is_not_renewed(olga: Staff, bob: Staff, now: datetime) -> None:
    by = by_of(olga, None, at=now)
    link = reinvite(bob, by=by, at=now)
    leave(bob, by=by, at=now)
    bob.refresh_from_db()

    with pytest.raises(Refused):
        reinvite(bob, by=by, at=now)
    with pytest.raises(Unknown):
        join(link.secret, name="Bob", password=NEW, origin=None, at=now)
