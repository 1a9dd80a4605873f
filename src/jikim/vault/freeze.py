"""Freezes a record from the moment it is disputed until the request is done (Art. 5-3 of the reference policy, P11).

A frozen record is used by nobody; its end date does not move.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jikim.ledger.append import append
from jikim.proof.facts import RecordFrozen, RecordThawed
from jikim.proof.values import By, Slug, Token
from jikim.vault.held import locked


@transaction.atomic
def freeze(token: Token, *, because: Slug, by: By, at: datetime) -> None:
    """Freeze a record; nothing happens when it is frozen already.  Raises Unknown, Gone."""
    record = locked(token)
    if record.frozen is None:
        record.frozen = at
        record.save(update_fields=["frozen"])
        append(RecordFrozen(token=token, because=because), by=by, at=at)


@transaction.atomic
def thaw(token: Token, *, because: Slug, by: By, at: datetime) -> None:
    """Free a frozen record; nothing happens when it is not frozen.  Raises Unknown, Gone."""
    record = locked(token)
    if record.frozen is not None:
        record.frozen = None
        record.save(update_fields=["frozen"])
        append(RecordThawed(token=token, because=because), by=by, at=at)
