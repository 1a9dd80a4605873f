"""Roles: default deny, one table, and a grant holds from its moment to its end, for its purposes."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.rooms.people.cast import person, told

from jikim.errors import Changed, Invalid, Refused
from jikim.people.act import by_of
from jikim.people.grant import grant
from jikim.people.leave import leave
from jikim.people.models import Grant, Role, Staff
from jikim.people.revoke import revoke
from jikim.people.roles import ACTS, TABLE, demand, may, purposes, role_of
from jikim.proof.values import Slug

pytestmark = pytest.mark.django_db(databases=["default", "apart"])

DAY = timedelta(days=1)


def test_every_role_has_a_row_and_every_act_a_role() -> None:
    assert set(Role.values) == set(TABLE)
    assert frozenset().union(*TABLE.values()) == ACTS


@pytest.mark.parametrize("act", ["reveal", "see-list", "search", "read-apart", "answer", "export-log"])
def test_the_operator_sees_nobodys_data(act: str) -> None:
    assert act not in TABLE["operator"]


@pytest.mark.parametrize("act", ["confirm-destruction", "manage-people", "enact-policy", "read-apart", "review"])
def test_what_the_officer_decides_staff_do_not(act: str) -> None:
    assert act in TABLE["officer"]
    assert act not in TABLE["staff"]


@pytest.mark.parametrize("act", sorted(ACTS))
def test_nobody_may_do_anything_without_a_role(now: datetime, act: str) -> None:
    nobody = person("Mallory", None, now)

    assert (may(nobody, act, at=now).allowed, may(nobody, act, at=now).reason) == (False, "no-role")


@pytest.mark.parametrize("act", sorted(ACTS))
def test_who_is_not_signed_in_may_do_nothing(at: datetime, act: str) -> None:
    assert may(AnonymousUser(), act, at=at).reason == "not-signed-in"


def test_an_act_that_is_not_listed_is_refused_to_everybody(olga: Staff, now: datetime) -> None:
    assert may(olga, "doctor-the-log", at=now).reason == "no-such-act"


def test_a_yes_says_by_which_role(bob: Staff, now: datetime) -> None:
    assert may(bob, "reveal", at=now).reason == "by-role-staff"


def test_a_refusal_carries_its_reason(bob: Staff, now: datetime) -> None:
    with pytest.raises(Refused) as caught:
        demand(bob, "manage-people", at=now)

    assert caught.value.rule == "not-in-role"


def test_staff_of_quotes_do_not_see_consultations(now: datetime) -> None:
    bob = person("Bob", "staff", now, purposes=["quote"])

    assert may(bob, "reveal", at=now, purpose="quote").allowed
    assert may(bob, "reveal", at=now, purpose="consultation").reason == "outside-purpose"
    assert purposes(bob, "reveal", at=now) == frozenset({"quote"})
    assert purposes(bob, "manage-people", at=now) == frozenset()


def test_no_list_of_purposes_means_all_of_them(bob: Staff, now: datetime) -> None:
    assert purposes(bob, "reveal", at=now) is None


def test_a_grant_holds_until_its_end(now: datetime, olga: Staff) -> None:
    bob = person("Bob", None, now)
    grant(bob, "staff", reason=Slug("cover"), by=by_of(olga, None, at=now), at=now, until=now + DAY)

    assert not may(bob, "reveal", at=now - timedelta(seconds=1)).allowed
    assert may(bob, "reveal", at=now).allowed
    assert not may(bob, "reveal", at=now + DAY).allowed


def test_a_revoked_grant_ends_at_once_and_both_are_told(olga: Staff, bob: Staff, now: datetime) -> None:
    revoke(bob.grants.get(), reason=Slug("moved"), by=by_of(olga, None, at=now), at=now + DAY)

    assert may(bob, "reveal", at=now).allowed
    assert not may(bob, "reveal", at=now + DAY).allowed
    assert told(bob) == ["role:granted", "role:revoked"]


def test_a_grant_is_revoked_once(olga: Staff, bob: Staff, now: datetime) -> None:
    given = bob.grants.get()
    revoke(given, reason=Slug("moved"), by=by_of(olga, None, at=now), at=now)

    with pytest.raises(Changed):
        revoke(given, reason=Slug("moved"), by=by_of(olga, None, at=now), at=now)


def test_a_role_is_not_granted_twice_at_once(olga: Staff, bob: Staff, now: datetime) -> None:
    with pytest.raises(Changed, match="already-granted"):
        grant(bob, "staff", reason=Slug("hired"), by=by_of(olga, None, at=now), at=now)


def test_a_revoked_role_can_be_granted_again(olga: Staff, bob: Staff, now: datetime) -> None:
    by = by_of(olga, None, at=now)
    revoke(bob.grants.get(), reason=Slug("moved"), by=by, at=now)
    grant(bob, "staff", reason=Slug("back"), by=by, at=now + DAY)

    assert may(bob, "reveal", at=now + DAY).allowed


def test_the_desk_is_never_left_without_an_officer(olga: Staff, now: datetime) -> None:
    with pytest.raises(Refused, match="last-officer"):
        revoke(olga.grants.get(), reason=Slug("moved"), by=by_of(olga, None, at=now), at=now)
    with pytest.raises(Refused, match="last-officer"):
        leave(olga, by=by_of(olga, None, at=now), at=now)


def test_one_of_two_officers_may_go(olga: Staff, now: datetime) -> None:
    other = person("Oscar", "officer", now)
    leave(other, by=by_of(olga, None, at=now), at=now)

    assert [row.staff.email for row in Grant.objects.in_force(now)] == ["olga@example.org"]


def test_a_role_that_does_not_exist_is_refused(olga: Staff, bob: Staff, now: datetime) -> None:
    with pytest.raises(Invalid):
        grant(bob, "king", reason=Slug("hired"), by=by_of(olga, None, at=now), at=now)


def test_a_person_with_two_roles_acts_in_the_one_that_allows_it(olga: Staff, now: datetime) -> None:
    grant(olga, "staff", reason=Slug("small-office"), by=by_of(olga, None, at=now), at=now)

    assert role_of(olga, at=now) == "officer"
    assert role_of(olga, at=now, act="answer") == "staff"
    assert role_of(olga, at=now, act="reveal") == "officer"


def test_who_acts_is_told_by_tokens(olga: Staff, now: datetime) -> None:
    here, there = by_of(olga, "192.0.2.7", at=now), by_of(olga, "192.0.2.8", at=now)

    assert ("officer", olga.token) == (here.role, here.actor)
    assert here.origin == by_of(olga, "192.0.2.7", at=now).origin
    assert here.origin != there.origin
