"""Puts one sheet of paper under the clock of its record; refuses a sheet whose record is gone (P17)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jikim.errors import Gone, Unknown
from jikim.ledger.append import append
from jikim.paper.models import Sheet
from jikim.proof.facts import SheetRegistered
from jikim.proof.values import By, Slug, Token, new_token
from jikim.vault.models import Record

LABEL = 8


@transaction.atomic
def register(record: Token, *, locker: Slug, custodian: Token, by: By, at: datetime) -> Token:
    """Register one sheet of ``record``: it ends on the day on which the record ends.

    Raises Unknown where there is no such record, Gone where it was destroyed.
    """
    kept = Record.objects.filter(token=record).first()
    if kept is None:
        rule = "unknown"
        raise Unknown(rule)
    if kept.destroyed is not None:
        raise Gone(when=kept.destroyed.date())
    sheet = Sheet(
        token=new_token(),
        record=record,
        label=_free_label(),
        locker=locker,
        custodian=custodian,
        ends=kept.ends,
        registered=at,
    )
    sheet.save(force_insert=True)
    append(SheetRegistered(sheet=Token(sheet.token), token=record, ends=sheet.ends), by=by, at=at)
    return Token(sheet.token)


def _free_label() -> str:
    """Draw a label that a person can read out: eight characters without look-alikes, in two groups of four."""
    while True:
        # The last characters of a token are all random; a label says nothing about its record.
        drawn = new_token()[-LABEL:].upper()
        label = f"{drawn[:4]}-{drawn[4:]}"
        if not Sheet.objects.filter(label=label).exists():
            return label
