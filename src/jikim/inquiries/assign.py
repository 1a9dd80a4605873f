"""Gives an inquiry to one member of staff."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jikim.inquiries.models import State
from jikim.inquiries.move import held
from jikim.ledger.append import append
from jikim.proof.facts import InquiryAssigned
from jikim.proof.values import By, Token


@transaction.atomic
def assign(token: Token, to: Token, *, by: By, at: datetime) -> None:
    """Make ``to`` (a staff token) the one who answers; raises Unknown, Changed."""
    inquiry = held(token, State.ASSIGNED)
    inquiry.assignee = to
    if inquiry.state == State.RECEIVED:
        inquiry.state = State.ASSIGNED
    inquiry.save(update_fields=["assignee", "state"])
    append(InquiryAssigned(token=token, to=to), by=by, at=at)
