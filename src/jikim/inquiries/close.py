"""Closes an inquiry: its purpose is met, and the record may leave the working database (P5)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jikim.errors import Broken
from jikim.inquiries.models import State
from jikim.inquiries.move import held
from jikim.ledger.append import append
from jikim.proof.facts import InquiryClosed
from jikim.proof.values import By, Token
from jikim.vault.finish import finish


@transaction.atomic
def close(token: Token, *, by: By, at: datetime) -> None:
    """End the inquiry and tell the vault that its purpose is met; raises Unknown, Changed, Frozen while disputed.

    Broken where the clock stands before the moment at which the inquiry came in.
    """
    inquiry = held(token, State.CLOSED)
    if at < inquiry.received:
        rule = "clock-went-back"
        raise Broken(rule)
    finish(token, at=at)
    inquiry.state = State.CLOSED
    inquiry.closed = at
    inquiry.save(update_fields=["state", "closed"])
    append(InquiryClosed(token=token), by=by, at=at)
