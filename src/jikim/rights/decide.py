"""The officer's decision on a proved request: carried out, or refused on a ground of the law; there is no third way."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from jikim.errors import Invalid, Refused
from jikim.ledger.append import append
from jikim.proof.facts import ConsentWithdrawn
from jikim.proof.values import By, Slug, Token
from jikim.rights.dispute import SUSPENDED, thaw_after
from jikim.rights.grounds import grounds_against
from jikim.rights.models import Request, Right, State
from jikim.rights.move import close, held
from jikim.rights.notify import tell
from jikim.vault.models import Record

RECORDED: Final = Slug("recorded-beside")
"""A correction stands sealed beside the first answers, which stay as they were given."""


@transaction.atomic
def carry_out(request: Token, *, by: By, at: datetime) -> None:
    """Do what a proved request asks.

    A suspension keeps the record frozen.  A deletion, and a withdrawal, accept that the record ends early: the next run
    of destruction takes it from ``Request.objects.ending()``, and ``settle`` closes the request.  A correction is
    settled by what was proposed.  The person is told by mail.  Raises Unknown, Changed, Refused("officer-decides",
    "access-is-shown").
    """
    row = _decided(request, State.ACCEPTED, by=by, at=at)
    match Right(row.right):
        case Right.ACCESS:
            rule = "access-is-shown"
            raise Refused(rule, hint="a request for access is closed by showing")
        case Right.SUSPENSION:
            close(row, State.DONE, SUSPENDED, by=by, at=at)
        case Right.CORRECTION:
            close(row, State.DONE, RECORDED, by=by, at=at)
            thaw_after(row, by=by, at=at)
        case Right.DELETION:
            _accept(row)
        case Right.WITHDRAWAL:
            _accept(row)
            purpose = Slug(Record.objects.get(token=row.record).purpose)
            append(ConsentWithdrawn(token=Token(row.record), purpose=purpose), by=by, at=at)
    tell(row, at=at)


@transaction.atomic
def refuse(request: Token, ground: Slug, *, by: By, at: datetime) -> None:
    """Refuse a proved request on one of the law's grounds, free the record, and tell the person by mail.

    Raises Unknown, Changed, Refused("officer-decides"), Invalid where the ground does not stand against this right.
    """
    row = _decided(request, State.REFUSED, by=by, at=at)
    if ground not in grounds_against(row.right):
        rule = "ground-not-listed"
        raise Invalid(rule, field="ground", hint="law Art. 35 ④, 36 ①, 37 ② list the grounds")
    close(row, State.REFUSED, ground, by=by, at=at)
    thaw_after(row, by=by, at=at)
    tell(row, at=at)


def _decided(request: Token, to: State, *, by: By, at: datetime) -> Request:
    if by.role != "officer" or by.actor is None:
        rule = "officer-decides"
        raise Refused(rule)
    row = held(request, to)
    row.decided = at
    row.decided_by = by.actor
    return row


def _accept(row: Request) -> None:
    row.state = State.ACCEPTED
    row.save()
