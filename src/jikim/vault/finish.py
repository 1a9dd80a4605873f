"""Marks that a record's purpose is met; moves nothing: the lifecycle sets it apart later."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jikim.proof.values import Token
from jikim.vault.held import locked_active


@transaction.atomic
def finish(token: Token, *, at: datetime) -> None:
    """Mark the purpose as met; the first time counts.  Raises Unknown, Gone, Refused when apart, Frozen."""
    record = locked_active(token)
    if record.finished is None:
        record.finished = at
        record.save(update_fields=["finished"])
