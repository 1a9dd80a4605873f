"""The officer confirms the result of a destruction (standard guideline Art. 10 ④)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jikim.errors import Broken, Changed, Refused, Unknown
from jikim.ledger.append import append
from jikim.lifecycle.models import Batch
from jikim.proof.facts import BatchConfirmed
from jikim.proof.values import By, Token


@transaction.atomic
def confirm(batch: Token, *, by: By, at: datetime) -> None:
    """Confirm a closed batch, once.

    Raises Refused unless an officer acts, Unknown, Changed where it is still running or was confirmed meanwhile,
    Broken where the clock stands before the moment at which it was closed.
    """
    if by.role != "officer" or by.actor is None:
        rule = "officer-only"
        raise Refused(rule)
    row = Batch.objects.select_for_update().filter(token=batch).first()
    if row is None:
        rule = "unknown"
        raise Unknown(rule)
    if row.closed is None or row.confirmed is not None:
        rule = "changed-since"
        raise Changed(rule)
    if at < row.closed:
        rule = "clock-went-back"
        raise Broken(rule)
    row.confirmed, row.confirmed_by = at, by.actor
    row.save(update_fields=["confirmed", "confirmed_by"])
    append(BatchConfirmed(batch=batch), by=by, at=at)
