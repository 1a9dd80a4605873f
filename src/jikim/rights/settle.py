"""Closes the requests whose record is destroyed: what was asked is done, and nothing else can be done any more."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from jikim.errors import Changed
from jikim.proof.values import WORKER, Slug, Token
from jikim.rights.models import Request, State
from jikim.rights.move import close, held
from jikim.vault.models import Record

DESTROYED: Final = Slug("destroyed")
_ASIDE: Final = 500  # tokens a query: below the number of parameters that either database takes


def settle(at: datetime) -> int:
    """Close every proved request whose record is gone, early or by its end date; give how many."""
    waiting = dict(Request.objects.working().values_list("token", "record"))
    gone = _destroyed(sorted(set(waiting.values())))
    return sum(_settle(Token(request), at=at) for request, record in waiting.items() if record in gone)


def _destroyed(records: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(records), _ASIDE):
        some = records[start : start + _ASIDE]
        dead = Record.objects.filter(token__in=some, destroyed__isnull=False)
        found.update(dead.values_list("token", flat=True))
    return found


@transaction.atomic
def _settle(request: Token, *, at: datetime) -> bool:
    try:
        row = held(request, State.DONE)
    except Changed:
        return False  # closed by somebody else between the look and the lock
    close(row, State.DONE, DESTROYED, by=WORKER, at=at)
    return True
