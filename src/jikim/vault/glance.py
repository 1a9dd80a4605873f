"""Lists records masked, for the inbox; one fact tells how many were listed, committed before any of them leaves."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction

from jikim.clock import day_of
from jikim.ledger.append import append
from jikim.policy.mask import mask
from jikim.proof.facts import RecordsListed
from jikim.proof.values import By, Slug, Token
from jikim.vault import envelope
from jikim.vault.models import Record
from jikim.vault.stores import DEFAULT

SHOWN: Final = frozenset({"name", "phone", "email"})


@dataclass(frozen=True, kw_only=True)
class Masked:
    """Who a record is about, masked by the one rule; empty where the record holds no such field."""

    token: Token
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)


def glance(tokens: Sequence[Token], *, purpose: Slug, by: By, at: datetime) -> dict[Token, Masked]:
    """Give the masked values of those active records of ``purpose``; others (apart, frozen, gone) are left out.

    Refuses inside a transaction (RuntimeError).  Broken where a key or a box fails.
    """
    with transaction.atomic(durable=True):
        records = list(
            Record.objects.active().filter(token__in=tokens, purpose=purpose, frozen__isnull=True, ends__gte=day_of(at))
        )
        append(RecordsListed(purpose=purpose, count=len(records)), by=by, at=at)
    return {Token(record.token): _masked(record) for record in records}


def _masked(record: Record) -> Masked:
    key = envelope.data_key(record, store=DEFAULT)
    values = envelope.opened(record, key=key, store=DEFAULT, only=SHOWN)
    return Masked(token=Token(record.token), **{kind: mask(kind, value) for kind, value in values.items()})
