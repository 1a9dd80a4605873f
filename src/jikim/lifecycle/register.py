"""Reads the destruction register and writes its certificates; it holds tokens, purposes and days, never a person."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from jikim.clock import day_of
from jikim.errors import Refused
from jikim.lifecycle.certificate import Certificate, write
from jikim.lifecycle.models import Batch, Kind
from jikim.policy.ends import destroy_by
from jikim.policy.model import Policy
from jikim.vault.models import Place, Record


@dataclass(frozen=True, kw_only=True)
class Due:
    """What dies on one coming day: so many records of one purpose, destroyed at the latest by ``deadline``."""

    ends: date
    deadline: date
    purpose: str
    count: int


def coming(policy: Policy, *, at: datetime, days: int) -> list[Due]:
    """List what ends within ``days`` from today on, by day and purpose."""
    today = day_of(at)
    alive = Record.objects.exclude(place=Place.DESTROYED).filter(ends__lte=today + timedelta(days=days))
    rows = alive.values("ends", "purpose").annotate(count=Count("token")).order_by("ends", "purpose")
    return [
        Due(ends=row["ends"], deadline=destroy_by(policy, row["ends"]), purpose=row["purpose"], count=row["count"])
        for row in rows
    ]


def counts(batch: Batch) -> list[tuple[str, int]]:
    """Count the records of a batch by purpose."""
    rows = Record.objects.filter(batch=batch.token).values_list("purpose").annotate(Count("token")).order_by("purpose")
    return [(str(purpose), int(count)) for purpose, count in rows]


def certificate_pdf(batch: Batch, *, policy: Policy, address: str) -> bytes:
    """Write the certificate of a closed batch; raises Refused while it runs, Broken without a Korean typeface."""
    if batch.closed is None:
        rule = "batch-not-closed"
        raise Refused(rule)
    names = {purpose.slug: purpose.name for purpose in policy.purposes}
    kind = str(Kind(batch.kind).label)
    rows: Sequence[tuple[str, str, int]] = [(names.get(slug, slug), kind, count) for slug, count in counts(batch)]
    return write(
        Certificate(
            batch=batch.token,
            company=policy.company,
            officer=policy.officers[0].role if policy.officers else "개인정보 보호책임자",
            kind=kind,
            ends=batch.day,
            deadline=destroy_by(policy, batch.day),
            opened=batch.opened,
            closed=batch.closed,
            counts=rows,
            root=batch.root,
            address=address,
            confirmed=batch.confirmed,
        )
    )
