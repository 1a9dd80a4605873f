"""Takes the one-time code that proves who asks; a disputed record is frozen in the same transaction (P11)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hmac
from datetime import datetime
from typing import Final

from django.db import transaction

from jikim.errors import Changed, Invalid, Refused
from jikim.ledger.append import append
from jikim.proof.facts import RequestProved
from jikim.proof.values import By, Slug, Token
from jikim.rights.code import code_of
from jikim.rights.dispute import freeze_for
from jikim.rights.models import TRIES, Request, Right, State
from jikim.rights.move import close, held
from jikim.rights.notify import tell
from jikim.rights.proposal import KIND, Proposal
from jikim.vault.supplement import supplement

UNPROVED: Final = Slug("identity-unproved")


def prove(request: Token, code: str, *, proposal: Proposal | None = None, by: By, at: datetime) -> None:
    """Accept the code, or refuse it and count the try; the fifth wrong one ends the request.

    A request for correction brings its ``proposal`` along: it is sealed once the code is right, and never before.
    A request for access that was proved and not shown may be proved again by a later code: the showing may have failed.
    Commits by itself, because a wrong try must be remembered: it refuses to run inside another transaction
    (RuntimeError).  Raises Unknown, Changed (not waiting for a code), Invalid("correction-empty"), and Refused:
    "code-expired", "code-wrong" (the hint tells how many tries are left), "identity-unproved" (that was the last one).
    """
    with transaction.atomic(durable=True):
        refusal = _weigh(_waiting(request), code, proposal, by=by, at=at)
    if refusal is not None:
        raise refusal


def _waiting(request: Token) -> Request:
    row = held(request, State.PROVED, State.DONE)
    if not row.takes_code:
        rule = "changed-since"
        raise Changed(rule, hint="it was proved already, and no later code was sent")
    return row


def _weigh(request: Request, code: str, proposal: Proposal | None, *, by: By, at: datetime) -> Refused | None:
    if (request.right == Right.CORRECTION) != (proposal is not None):
        rule = "correction-empty" if proposal is None else "correction-not-asked"
        raise Invalid(rule)
    if at >= request.code_until:
        return Refused("code-expired", hint="open the request again for a new code")
    request.tries += 1
    if not hmac.compare_digest(code_of(request).encode(), "".join(code.split()).encode("utf-8", "replace")):
        return _wrong(request, by=by, at=at)
    request.state = State.PROVED
    request.proved = at
    request.save()
    append(RequestProved(request=Token(request.token), token=Token(request.record)), by=by, at=at)
    if proposal is not None:
        supplement(Token(request.record), KIND, proposal.text, by=by, at=at)
    freeze_for(request, by=by, at=at)
    return None


def _wrong(request: Request, *, by: By, at: datetime) -> Refused:
    left = TRIES - request.tries
    if left == 0:
        close(request, State.REFUSED, UNPROVED, by=by, at=at)
        tell(request, at=at)
        return Refused(UNPROVED)
    request.save()
    return Refused("code-wrong", hint=f"{left} left")
