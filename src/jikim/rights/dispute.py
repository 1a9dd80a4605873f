"""Says what a request stops: a disputed record is used by nobody until no request disputes it any more (P11)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Q

from jikim.proof.values import By, Slug, Token
from jikim.rights.models import NOTICES, Request, Right, State
from jikim.vault.freeze import freeze, thaw
from jikim.work.outbox import hold, release

DISPUTES: Final = frozenset({Right.CORRECTION, Right.DELETION, Right.SUSPENSION, Right.WITHDRAWAL})
"""Access disputes nothing.  Withdrawal goes beyond Art. 5-3: what is no longer consented to is not used meanwhile."""

SUSPENDED: Final = Slug("suspended")
"""The result of a granted suspension, which goes on disputing the record after the request is done."""


def freeze_for(request: Request, *, by: By, at: datetime) -> None:
    """Freeze the record that a proved request disputes, and hold its waiting mails, in the running transaction.

    The notice of an earlier request goes its way: telling the person is part of handling, and must not wait.
    """
    if request.right in DISPUTES:
        freeze(Token(request.record), because=Slug(request.right), by=by, at=at)
        hold(Token(request.record), but=NOTICES, at=at)


def thaw_after(request: Request, *, by: By, at: datetime) -> None:
    """Free the record of a closed request, unless another one still disputes it, in the running transaction."""
    if request.right in DISPUTES and not disputed(Token(request.record)):
        thaw(Token(request.record), because=Slug(f"{request.right}-{request.result}"), by=by, at=at)
        release(Token(request.record), at=at)


def disputed(record: Token) -> bool:
    """Tell whether a request still disputes a record: one in hand, or a suspension that was granted."""
    in_hand = Q(right__in=DISPUTES, state__in=[State.PROVED, State.ACCEPTED])
    suspended = Q(right=Right.SUSPENSION, result=SUSPENDED)
    return Request.objects.filter(in_hand | suspended, record=record).exists()
