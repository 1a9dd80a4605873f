"""Hands a sheet from one custodian to another, or to another locker; the trail is never rewritten (P17)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jikim.errors import Changed
from jikim.ledger.append import append
from jikim.paper.held import held
from jikim.paper.models import HandOver
from jikim.proof.facts import SheetMoved
from jikim.proof.values import By, Slug, Token


@transaction.atomic
def hand_over(sheet: Token, *, taker: Token, locker: Slug, by: By, at: datetime) -> None:
    """Make ``taker`` (a staff token) answer for the sheet, in ``locker``.

    Raises Unknown, Gone where it was destroyed, Changed where it lies there with that custodian already.
    """
    kept = held(sheet)
    if (kept.custodian, kept.locker) == (taker, locker):
        rule = "changed-since"
        raise Changed(rule, hint="the sheet is there already")
    HandOver.objects.create(
        sheet=kept, giver=kept.custodian, taker=taker, locker=locker, entered_by=by.actor or "", at=at
    )
    kept.custodian = taker
    kept.locker = locker
    kept.save(update_fields=["custodian", "locker"])
    append(SheetMoved(sheet=sheet, token=Token(kept.record)), by=by, at=at)
