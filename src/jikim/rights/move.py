"""Moves a request along the only exits that its state has; refuses every other move."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from jikim.errors import Changed, Unknown
from jikim.ledger.append import append
from jikim.proof.facts import RequestClosed
from jikim.proof.values import By, Slug, Token
from jikim.rights.models import EXITS, Request, State


def held(token: Token, *to: State) -> Request:
    """Give the request, locked for the running transaction, if it may go to one of ``to``.

    Raises Unknown where there is none, Changed where somebody else has moved it meanwhile.
    """
    request = Request.objects.select_for_update().filter(token=token).first()
    if request is None:
        rule = "unknown"
        raise Unknown(rule)
    if not EXITS[State(request.state)].intersection(to):
        rule = "changed-since"
        raise Changed(rule, hint=f"a request that is {request.state} cannot become {to[0]}")
    return request


def close(request: Request, to: State, result: Slug, *, by: By, at: datetime) -> None:
    """End a held request with its result, and leave the fact."""
    request.state = to
    request.result = result
    request.closed = at
    request.save()
    append(RequestClosed(request=Token(request.token), token=Token(request.record), result=result), by=by, at=at)
