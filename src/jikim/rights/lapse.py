"""Lets requests go that nobody proved within a day; they never reached the officer's queue."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from jikim.errors import Changed
from jikim.proof.values import WORKER, Slug, Token
from jikim.rights.models import Request, State
from jikim.rights.move import close, held

LIFE: Final = timedelta(hours=24)
UNPROVED: Final = Slug("not-proved-in-time")


def lapse(at: datetime) -> int:
    """Close every request that has waited 24 hours for its code; give how many."""
    waiting = Request.objects.filter(state=State.OPENED, opened__lte=at - LIFE)
    return sum(_lapse(Token(token), at=at) for token in list(waiting.values_list("token", flat=True)))


@transaction.atomic
def _lapse(token: Token, *, at: datetime) -> bool:
    try:
        request = held(token, State.LAPSED)
    except Changed:
        return False  # proved, or lapsed by another worker, between the look and the lock
    close(request, State.LAPSED, UNPROVED, by=WORKER, at=at)
    return True
