# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import Error, transaction

from jikim.errors import Changed, Invalid, Refused, Unknown
from jikim.ledger.append import append
from jikim.oversight.audit import Check, fill, open_due, sign
from jikim.oversight.models import SelfAudit
from jikim.proof.facts import StaffLogin
from jikim.proof.values import By, Slug, Token, new_token

pytestmark = pytest.mark.django_db

BOB = By(role=Slug("staff"), actor=new_token())
OLGA = By(role=Slug("officer"), actor=new_token())
STARTED = datetime(2026, 11, 3, 3, 0, tzinfo=UTC)
OVER = datetime(2027, 1, 1, 3, 0, tzinfo=UTC)
CHECKS = [
    Check(name=Slug("overdue-destructions"), ok=True, value=0),
    Check(name=Slug("checkpoint-age"), ok=False, value=4000),
]


def audit() -> Token:
    with transaction.atomic():
        append(StaffLogin(staff=new_token()), by=BOB, at=STARTED)
    open_due(OVER)
    return Token(SelfAudit.objects.get().token)


def test_it_opens_nothing_where_nothing_was_ever_told() -> None:
    assert open_due(OVER) == 0


def test_it_opens_nothing_while_the_quarter_runs() -> None:
    with transaction.atomic():
        append(StaffLogin(staff=new_token()), by=BOB, at=STARTED)

    assert open_due(OVER - timedelta(days=1)) == 0


def test_the_quarter_that_is_over_is_opened_once() -> None:
    row = SelfAudit.objects.get(token=audit())

    assert (row.first, row.last, row.due) == (date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 11))
    assert open_due(OVER) == 0


def test_an_unknown_audit_is_neither_filled_nor_signed() -> None:
    with pytest.raises(Unknown):
        fill(new_token(), CHECKS, at=OVER)
    with pytest.raises(Unknown):
        sign(new_token(), by=OLGA, at=OVER)


def test_an_audit_of_nothing_is_none() -> None:
    with pytest.raises(Invalid, match="checks-missing"):
        fill(audit(), [], at=OVER)


def test_one_check_does_not_come_twice() -> None:
    with pytest.raises(Invalid, match="check-listed-twice"):
        fill(audit(), [CHECKS[0], CHECKS[0]], at=OVER)


@pytest.mark.parametrize("value", ["김앨리스", "alice@example.com", ""])
def test_a_check_carries_figures_and_slugs_and_no_text(value: str) -> None:
    with pytest.raises(ValueError, match="not a slug"):
        Check(name=Slug("checkpoint-age"), ok=True, value=Slug(value))


def test_an_audit_that_no_machine_filled_cannot_be_signed() -> None:
    token = audit()

    with pytest.raises(Refused, match="audit-not-filled"):
        sign(token, by=OLGA, at=OVER)
    with pytest.raises(Error, match="only_a_filled_audit_is_signed_and_by_a_person"), transaction.atomic():
        SelfAudit.objects.update(signed=OVER, signed_by=OLGA.actor)


def test_staff_sign_nothing() -> None:
    token = audit()
    fill(token, CHECKS, at=OVER)

    with pytest.raises(Refused, match="officer-signs"):
        sign(token, by=BOB, at=OVER)


def test_what_machines_found_is_kept_by_name_and_counted() -> None:
    token = audit()

    assert fill(token, CHECKS, at=OVER) == 1
    assert SelfAudit.objects.get(token=token).checks == [
        {"name": "checkpoint-age", "ok": False, "value": 4000},
        {"name": "overdue-destructions", "ok": True, "value": 0},
    ]


def test_a_signed_audit_never_changes() -> None:
    token = audit()
    fill(token, CHECKS, at=OVER)
    sign(token, by=OLGA, at=OVER)

    with pytest.raises(Changed):
        fill(token, CHECKS, at=OVER)
    with pytest.raises(Changed):
        sign(token, by=OLGA, at=OVER)
    with pytest.raises(Error, match="a_signed_audit_never_changes"), transaction.atomic():
        SelfAudit.objects.update(failed=0)


def test_an_unsigned_audit_is_overdue_on_the_day_after_its_last() -> None:
    token = audit()

    assert list(SelfAudit.objects.overdue(date(2027, 1, 11))) == []
    assert [row.token for row in SelfAudit.objects.overdue(date(2027, 1, 12))] == [token]
