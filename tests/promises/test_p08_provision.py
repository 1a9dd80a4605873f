"""P8: what was given to somebody else is written once, with its ground, and nothing takes it back."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from tests.promises.cast import AT, BOB, ENDS, OLGA, apart, asked, disputed, facts, refused

from jikim.errors import Frozen, Invalid, Refused
from jikim.proof.facts import ProvisionRecorded
from jikim.proof.values import Slug, Token, new_token
from jikim.registers.models import Ground, Provision
from jikim.registers.provide import Gift, provide

pytestmark = [pytest.mark.django_db(databases=["default", "apart"]), pytest.mark.usefixtures("desk")]


def provided(*, ground: Ground = Ground.CONSENT, statute: str = "") -> Provision:
    receipt = asked()
    return Provision.objects.create(
        token=new_token(),
        record=receipt.token,
        recipient="한빛물류",
        party=new_token(),
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


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ground": "''"}, "a provision has a ground of the list"),
        ({"ground": "'because'"}, "a provision has a ground of the list"),
        ({"recipient": "''"}, "a provision names recipient purpose and items"),
        ({"items": "'[]'"}, "a provision names recipient purpose and items"),
        ({"record": "'nobody'"}, "only a record that stands is provided"),
    ],
)
def test_the_database_takes_no_other_ground_no_nobody_and_no_unknown_record(changed: dict[str, str], said: str) -> None:
    provided()
    row = {field.column: field.column for field in Provision._meta.concrete_fields} | {"token": "'x'", **changed}
    columns, values = ", ".join(row), ", ".join(row.values())
    if connection.vendor == "postgresql":
        values = values.replace("'because'", "'why'")  # the column is eight letters wide, and PostgreSQL counts first

    assert said in refused(f"INSERT INTO registers_provision ({columns}) SELECT {values} FROM registers_provision")  # noqa: S608 -- our own columns


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["registers_provision", "registers_enactment", "lifecycle_hold", "paper_sheet"])
def test_no_register_is_emptied_at_once(table: str) -> None:
    provided()

    assert "never truncated" in refused(f"TRUNCATE {table} CASCADE")


GIFT = Gift(
    recipient="수원지방법원",
    purpose="재판",
    items=[Slug("name")],
    ground=Ground.STATUTE,
    statute="형사소송법 제218조",
    until=ENDS,
)


def test_a_provision_is_written_and_told_in_one() -> None:
    token = asked().token
    first, second = (provide(token, GIFT, by=OLGA, at=AT) for _ in range(2))
    rows = Provision.objects.in_bulk([first, second])

    assert rows[first].party == rows[second].party
    assert facts("provision:recorded") == [
        ProvisionRecorded(token=token, provision=one, recipient=Token(rows[one].party)) for one in (first, second)
    ]


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"recipient": " "}, "required-missing"),
        ({"items": ()}, "required-missing"),
        ({"statute": " "}, "provision-without-ground"),
        ({"ground": Ground.CONSENT}, "provision-without-ground"),
        ({"until": date(2020, 1, 1)}, "end-before-today"),
    ],
)
def test_what_does_not_say_to_whom_why_and_until_when_is_not_provided(changed: dict[str, Any], rule: str) -> None:
    with pytest.raises(Invalid, match=rule):
        provide(asked().token, replace(GIFT, **changed), by=OLGA, at=AT)
    assert (Provision.objects.count(), facts("provision:recorded")) == (0, [])


def test_what_is_disputed_is_provided_to_nobody() -> None:
    token = asked().token
    disputed(token)

    with pytest.raises(Frozen):
        provide(token, GIFT, by=OLGA, at=AT)
    with pytest.raises(Refused, match="officer-only"):
        provide(token, GIFT, by=BOB, at=AT)
    assert Provision.objects.count() == 0


def test_what_is_apart_is_provided_on_a_statute_alone() -> None:
    token = apart()

    with pytest.raises(Refused, match="record-is-apart"):
        provide(token, replace(GIFT, ground=Ground.CONSENT, statute=""), by=OLGA, at=AT)
    assert provide(token, GIFT, by=OLGA, at=AT)
