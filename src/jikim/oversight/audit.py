"""Opens the self-audit of each quarter by itself, takes what machines found and the officer's signature (P16)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from jikim.clock import day_of
from jikim.errors import Changed, Invalid, Refused, Unknown
from jikim.ledger.append import append
from jikim.ledger.models import Entry
from jikim.oversight.models import SelfAudit
from jikim.oversight.period import QUARTER, over, sign_by
from jikim.proof.facts import AuditOpened, AuditSigned
from jikim.proof.values import WORKER, By, Slug, Token, new_token, slug


@dataclass(frozen=True, kw_only=True)
class Check:
    """What a machine found: the check's name, whether the control holds, and the figure behind it.

    ``value`` is a figure or a slug, never a text that somebody typed.
    """

    name: Slug
    ok: bool
    value: int | Slug

    def __post_init__(self) -> None:
        slug(self.name)
        if isinstance(self.value, str):
            slug(self.value)


def open_due(at: datetime) -> int:
    """Open the audit of every quarter that is over and has none; give how many."""
    started = Entry.objects.order_by("id").values_list("at", flat=True).first()
    if started is None:
        return 0
    audited = set(SelfAudit.objects.values_list("first", flat=True))
    opened = 0
    for first, last in over(day_of(started), day_of(at), months=QUARTER):
        if first in audited:
            continue
        opened += _open(first, last, at=at)
    return opened


@transaction.atomic
def _open(first: date, last: date, *, at: datetime) -> bool:
    row, new = SelfAudit.objects.get_or_create(
        first=first, defaults={"token": new_token(), "last": last, "opened": at, "due": sign_by(last)}
    )
    if new:
        append(AuditOpened(audit=Token(row.token), first=first, last=last), by=WORKER, at=at)
    return new


@transaction.atomic
def fill(audit: Token, checks: Sequence[Check], *, at: datetime) -> int:
    """Put in what machines found, in place of what they found before; give how many controls do not hold.

    Raises Unknown, Changed (signed already), Invalid where nothing was checked or one check comes twice.
    """
    row = _unsigned(audit)
    names = {check.name for check in checks}
    if not checks or len(names) != len(checks):
        rule = "checks-missing" if not checks else "check-listed-twice"
        raise Invalid(rule, field="checks")
    row.checks = [asdict(check) for check in sorted(checks, key=lambda check: check.name)]
    row.failed = sum(not check.ok for check in checks)
    row.filled = at
    row.save(update_fields=["checks", "failed", "filled"])
    return row.failed


@transaction.atomic
def sign(audit: Token, *, by: By, at: datetime) -> None:
    """Sign an audit; raises Unknown, Changed (signed already), Refused("officer-signs", "audit-not-filled")."""
    if by.role != "officer" or by.actor is None:
        rule = "officer-signs"
        raise Refused(rule)
    row = _unsigned(audit)
    if row.filled is None:
        rule = "audit-not-filled"
        raise Refused(rule)
    row.signed, row.signed_by = at, by.actor
    row.save(update_fields=["signed", "signed_by"])
    append(AuditSigned(audit=audit, failed=row.failed or 0), by=by, at=at)


def _unsigned(audit: Token) -> SelfAudit:
    row = SelfAudit.objects.select_for_update().filter(token=audit).first()
    if row is None:
        rule = "unknown"
        raise Unknown(rule)
    if row.signed is not None:
        rule = "signed-already"
        raise Changed(rule)
    return row
