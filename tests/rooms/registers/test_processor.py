"""The list of processors that the public page shows, and the provisions to third parties that never change."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import Error, transaction
from tests.rooms.vault.cast import kept

from jikim.errors import Invalid
from jikim.ledger.models import Entry
from jikim.proof.values import By, Slug, new_token
from jikim.registers.models import NAME, TASK, Processor, Provision
from jikim.registers.processor import engage, listed

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
SINCE = date(2026, 11, 1)
OLGA = By(role=Slug("officer"), actor=new_token())


@pytest.mark.parametrize(
    ("name", "task", "field"),
    [
        (" ", "호스팅", "name"),
        ("다온호스팅", "", "task"),
        ("가" * (NAME + 1), "호스팅", "name"),
        ("다온", "가" * (TASK + 1), "task"),
    ],
)
def test_a_processor_has_a_name_and_a_task_of_bearable_length(name: str, task: str, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        engage(name, task, since=SINCE, by=OLGA, at=AT)

    assert caught.value.field == field
    assert not Entry.objects.exists()


def test_it_is_listed_from_its_first_to_its_last_day() -> None:
    engage("다온호스팅", "서버 운영", since=SINCE, by=OLGA, at=AT)
    Processor.objects.update(until=date(2026, 12, 31))
    days = [date(2026, 10, 31), SINCE, date(2026, 12, 31), date(2027, 1, 1)]

    assert [bool(listed(day)) for day in days] == [False, True, True, False]
    assert listed(SINCE) == [("다온호스팅", "서버 운영")]
    assert Entry.objects.get().name == "processor:engaged"


def test_the_database_refuses_an_end_before_the_beginning() -> None:
    engage("다온호스팅", "서버 운영", since=SINCE, by=OLGA, at=AT)

    with pytest.raises(Error), transaction.atomic():
        Processor.objects.update(until=date(2026, 10, 1))


def provision(**changed: object) -> Provision:
    fields = {
        "token": new_token(),
        "record": kept(),
        "recipient": "수원지방법원",
        "party": new_token(),
        "purpose": "재판",
        "items": ["name"],
        "ground": "statute",
        "statute": "형사소송법 제218조",
        "until": SINCE,
        "provided": AT,
    }
    return Provision.objects.create(**{**fields, **changed})


def test_the_database_takes_no_statutory_provision_without_its_statute() -> None:
    with pytest.raises(Error), transaction.atomic():
        provision(statute="")


def test_the_database_keeps_a_provision_as_it_is() -> None:
    provision()

    for act in (lambda: Provision.objects.update(recipient="아무개"), lambda: Provision.objects.all().delete()):
        with pytest.raises(Error), transaction.atomic():
            act()
