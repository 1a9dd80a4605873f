# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from tests.rooms.rights.house import AT, POLICY, VISIT, facts, kept, opened

from jikim.errors import Invalid
from jikim.proof.values import WORKER, Slug, new_token
from jikim.rights.contact import MOST, ask
from jikim.rights.models import Channel, Request, Right
from jikim.rights.open import CODES_A_DAY
from jikim.vault.destroy import end_early
from jikim.work.models import Mail

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def asked(kind: str, value: str) -> None:
    ask(Slug(kind), value, Right.ACCESS, channel=Channel.WEB, policy=POLICY, by=VISIT, at=AT)


@pytest.mark.parametrize(
    ("kind", "value"), [("name", "김앨리스"), ("email", "none"), ("phone", "12"), ("receipt", "A")]
)
def test_it_takes_an_address_or_a_number_and_nothing_else(kind: str, value: str) -> None:
    with pytest.raises(Invalid):
        asked(kind, value)


def test_a_contact_that_nobody_gave_ends_like_one_that_somebody_gave() -> None:
    asked("email", "nobody@example.com")

    assert not Request.objects.exists()
    assert [fact.name for fact in facts("records:searched")] == ["records:searched"]


@pytest.mark.parametrize(("kind", "value"), [("email", " Alice@EXAMPLE.com "), ("phone", "010-1234-5678")])
def test_a_known_contact_gets_its_codes(kind: str, value: str) -> None:
    record = kept()
    asked(kind, value)

    assert [request.record for request in Request.objects.all()] == [record]
    assert Mail.objects.filter(template="code", token=record).count() == 1


def test_a_contact_of_many_records_is_asked_about_the_newest_few() -> None:
    for _ in range(MOST + 1):
        kept()
    asked("email", "alice@example.com")

    assert Request.objects.count() == MOST


def test_a_contact_that_was_asked_too_often_ends_like_any_other() -> None:
    record = kept()
    opened(record, Right.DELETION)
    Request.objects.update(codes=CODES_A_DAY)
    asked("email", "alice@example.com")

    assert Request.objects.filter(right=Right.ACCESS).count() == 0


def test_a_destroyed_person_cannot_be_found() -> None:
    end_early([kept()], batch=new_token(), because=Slug("expired"), by=WORKER, at=AT)
    asked("email", "alice@example.com")

    assert not Request.objects.exists()
