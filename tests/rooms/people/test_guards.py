"""What the database itself refuses, whatever the code above it tries."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction

from jikim.people.act import by_of
from jikim.people.models import Grant, Staff
from jikim.people.revoke import revoke
from jikim.proof.values import Slug

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


@pytest.mark.parametrize(
    "change",
    [
        {"role": "officer"},
        {"purposes": ["quote"]},
        {"since": datetime.fromisoformat("2020-01-01T00:00:00+00:00")},
        {"granted_by": "0" * 26},
        {"reason": "other"},
        {"until": datetime.fromisoformat("2099-01-01T00:00:00+00:00")},
    ],
)
def test_a_grant_is_written_once(bob: Staff, change: dict[str, Any]) -> None:
    with pytest.raises(Error, match="grant is written once"), transaction.atomic():
        Grant.objects.filter(staff=bob).update(**change)


def test_not_even_beside_a_revocation(bob: Staff, now: datetime) -> None:
    with pytest.raises(Error, match="grant is written once"), transaction.atomic():
        Grant.objects.filter(staff=bob).update(revoked_at=now, revoked_because="moved", role="operator")


def test_a_revocation_is_not_taken_back(olga: Staff, bob: Staff, now: datetime) -> None:
    revoke(bob.grants.get(), reason=Slug("moved"), by=by_of(olga, None, at=now), at=now)

    with pytest.raises(Error, match="grant is written once"), transaction.atomic():
        Grant.objects.filter(staff=bob).update(revoked_at=None, revoked_by=None, revoked_because="")


def test_a_grant_is_never_deleted(bob: Staff) -> None:
    with pytest.raises(Error, match="grant is never deleted"), transaction.atomic():
        Grant.objects.filter(staff=bob).delete()


def test_an_account_is_never_deleted(now: datetime) -> None:
    Staff.objects.create(email="x@example.org", name="X", joined=now)

    with pytest.raises(Error, match="account is never deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_staff")


@pytest.mark.usefixtures("bob")
def test_a_login_name_exists_in_one_case_only(now: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Staff.objects.create(email="BOB@example.org", name="Bob", joined=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Staff.objects.create(email="bob@example.org", name="Bob", joined=now)


def test_who_left_is_not_active(bob: Staff, now: datetime) -> None:
    with pytest.raises(IntegrityError, match="who_left_is_not_active"), transaction.atomic():
        Staff.objects.filter(pk=bob.pk).update(left=now)


def test_a_grant_ends_after_it_began(bob: Staff, now: datetime) -> None:
    with pytest.raises(IntegrityError, match="a_grant_ends_after_it_began"), transaction.atomic():
        Grant.objects.create(staff=bob, role="officer", since=now, until=now - timedelta(days=1), reason="hired")


def test_a_grant_names_a_known_role(bob: Staff, now: datetime) -> None:
    with pytest.raises(IntegrityError, match="a_grant_names_a_known_role"), transaction.atomic():
        Grant.objects.create(staff=bob, role="king", since=now, reason="hired")
