"""Promises the mail that tells a person how a request ended; what has no address left is told by the receipt alone.

The notice of a deletion is promised when it is accepted and goes out before the record dies: afterwards nobody could
send it.  Who asked and proved nothing is told too, because the address belongs to the person.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from jikim.proof.values import Token
from jikim.rights.models import DONE_NOTICE, REFUSED_NOTICE, Request, State
from jikim.work.models import Mail
from jikim.work.outbox import post


def tell(request: Request, *, at: datetime) -> None:
    """Promise the notice of a decided request, in the running transaction (law Art. 38 ④, decree Art. 41 to 44)."""
    template = REFUSED_NOTICE if request.state == State.REFUSED else DONE_NOTICE
    post(template, token=Token(request.record), at=at, once=request.token)


def told_by(mail: Mail) -> Request | None:
    """Find the request whose end a notice tells; None where there is none."""
    return Request.objects.filter(token=mail.key.rpartition(":")[2], record=mail.token).first()
