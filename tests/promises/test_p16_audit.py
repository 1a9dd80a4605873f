"""P16: the quarter's self-audit opens by itself, is filled by machine checks, and stays as the officer signed it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.promises.cast import AT, BOB, OLGA, asked, facts, refused

from jikim.cli.duties import DUTIES
from jikim.errors import Changed, Refused
from jikim.evidence.checks import CHECKS
from jikim.oversight.audit import Check, fill, sign
from jikim.oversight.models import SelfAudit
from jikim.proof.facts import AuditOpened, AuditSigned
from jikim.proof.values import Slug, Token

pytestmark = [pytest.mark.django_db(databases=["default", "apart"]), pytest.mark.usefixtures("desk")]
NEW_YEAR = datetime(2027, 1, 1, 2, 0, tzinfo=UTC)
DUTY = next(duty for duty in DUTIES if duty.name == "self-audits")


def opened() -> Token:
    """Let the worker's own duty run on the first day of the next quarter."""
    asked()
    DUTY.verb(NEW_YEAR)
    return Token(SelfAudit.objects.get().token)


def test_the_worker_opens_it_when_the_quarter_is_over_once_and_tells_so() -> None:
    asked()
    DUTY.verb(AT)
    DUTY.verb(NEW_YEAR - timedelta(days=1))

    assert SelfAudit.objects.count() == 0

    DUTY.verb(NEW_YEAR)
    DUTY.verb(NEW_YEAR + timedelta(hours=1))
    row = SelfAudit.objects.get()

    assert (row.first, row.last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert facts("audit:opened") == [AuditOpened(audit=Token(row.token), first=row.first, last=row.last)]


def test_no_quarter_is_left_out_however_long_the_worker_slept() -> None:
    asked()
    DUTY.verb(datetime(2027, 7, 1, 2, 0, tzinfo=UTC))

    assert list(SelfAudit.objects.order_by("first").values_list("first", flat=True)) == [
        date(2026, 10, 1),
        date(2027, 1, 1),
        date(2027, 4, 1),
    ]


def test_machines_fill_it_with_every_check_that_there_is() -> None:
    opened()
    row = SelfAudit.objects.get()

    assert {check["name"] for check in row.checks} == set(CHECKS)
    assert row.failed == sum(not check["ok"] for check in row.checks)
    assert row.filled == NEW_YEAR


def test_a_check_that_does_not_hold_is_counted() -> None:
    token = opened()

    assert fill(token, [Check(name=Slug("a"), ok=True, value=0), Check(name=Slug("b"), ok=False, value=3)], at=AT) == 1


def test_the_officer_signs_it_filled_and_once() -> None:
    token = opened()
    with pytest.raises(Refused, match="officer-signs"):
        sign(token, by=BOB, at=NEW_YEAR)
    sign(token, by=OLGA, at=NEW_YEAR)
    with pytest.raises(Changed, match="signed-already"):
        sign(token, by=OLGA, at=NEW_YEAR)
    row = SelfAudit.objects.get()

    assert (row.signed, row.signed_by) == (NEW_YEAR, OLGA.actor)
    assert facts("audit:signed") == [AuditSigned(audit=token, failed=row.failed)]


def test_what_was_signed_stays() -> None:
    token = opened()
    sign(token, by=OLGA, at=NEW_YEAR)

    assert "a signed audit never changes" in refused("UPDATE oversight_selfaudit SET failed = 0, checks = '[]'")
    with pytest.raises(Changed):
        fill(token, [Check(name=Slug("a"), ok=True, value=0)], at=NEW_YEAR)


@pytest.mark.parametrize(
    "change", ["signed = opened, signed_by = 'x', filled = NULL", "signed = filled, signed_by = ''"]
)
def test_nothing_is_signed_unfilled_or_by_nobody(change: str) -> None:
    opened()

    said = refused(f"UPDATE oversight_selfaudit SET {change}")  # noqa: S608 -- fixed texts

    assert "only a filled audit is signed and by a person" in said


def test_an_overdue_signature_is_seen() -> None:
    opened()
    due = SelfAudit.objects.get().due

    assert due == date(2027, 1, 11)  # ten days, and the tenth is a Sunday
    assert SelfAudit.objects.overdue(due).count() == 0
    assert SelfAudit.objects.overdue(due + timedelta(days=1)).count() == 1


def test_an_audit_is_never_deleted() -> None:
    opened()

    assert "an audit is never deleted" in refused("DELETE FROM oversight_selfaudit")
