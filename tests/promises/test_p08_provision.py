"""P8: what was given to somebody else is written once, with its ground, and nothing takes it back."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from tests.promises.cast import AT, asked, refused

from jikim.proof.values import new_token
from jikim.registers.models import Ground, Provision

pytestmark = [pytest.mark.django_db(databases=["default", "apart"]), pytest.mark.usefixtures("desk")]


def provided(*, ground: Ground = Ground.CONSENT, statute: str = "") -> Provision:
    receipt = asked()
    return Provision.objects.create(
        token=new_token(),
        record=receipt.token,
        recipient="한빛물류",
        purpose="견적 제품의 배송 견적",
        items=["name", "phone"],
        ground=ground,
        statute=statute,
        until=receipt.ends,
        provided=AT,
    )


@pytest.mark.parametrize(
    "change", ["recipient = 'x'", "purpose = 'x'", "items = '[]'", "until = '2020-01-01'", "ground = 'statute'"]
)
def test_a_provision_does_not_change(change: str) -> None:
    provided()

    assert "a provision does not change" in refused(f"UPDATE registers_provision SET {change}")  # noqa: S608 -- fixed texts


def test_a_provision_is_never_deleted() -> None:
    provided()

    assert "a provision is never deleted" in refused("DELETE FROM registers_provision")


def test_a_provision_on_a_statute_names_it() -> None:
    given = provided(ground=Ground.STATUTE, statute="형사소송법 제199조")
    row = {field.column: field.column for field in Provision._meta.concrete_fields} | {"token": "'x'", "statute": "''"}
    columns, values = ", ".join(row), ", ".join(row.values())

    said = refused(f"INSERT INTO registers_provision ({columns}) SELECT {values} FROM registers_provision")  # noqa: S608 -- our own columns

    assert "a statutory provision names its statute" in said
    assert [row.token for row in Provision.objects.all()] == [given.token]


@pytest.mark.parametrize("column", ["record", "recipient", "purpose", "items", "until", "ground", "provided"])
def test_a_provision_says_who_what_why_and_until_when(column: str) -> None:
    provided()
    row = {field.column: field.column for field in Provision._meta.concrete_fields} | {"token": "'x'", column: "NULL"}
    columns, values = ", ".join(row), ", ".join(row.values())

    refused(f"INSERT INTO registers_provision ({columns}) SELECT {values} FROM registers_provision")  # noqa: S608 -- our own columns

    assert Provision.objects.count() == 1
