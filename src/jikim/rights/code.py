"""The one-time code that proves who asks: derived when it is needed, so that no row, log or backup holds it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hmac
from datetime import datetime

from django.conf import settings

from jikim.proof.values import Slug, Token
from jikim.rights.models import CODE_LIFE, Request
from jikim.work.models import Mail
from jikim.work.outbox import post

TEMPLATE = Slug("code")


def code_of(request: Request) -> str:
    """Give the six digits of the latest code of ``request``; the next code of the same request is another one."""
    told = f"rights-code:{request.token}:{request.codes}"
    mac = hmac.digest(settings.SECRET_KEY.encode(), told.encode(), "sha256")
    # 128 bits taken modulo a million favour no code by more than 2^-108.
    return f"{int.from_bytes(mac[:16], 'big') % 1_000_000:06d}"


def send(request: Request, *, at: datetime) -> None:
    """Start the ten minutes of the code that the row counts, and promise its mail in the running transaction."""
    request.code_until = at + CODE_LIFE
    request.save()
    once = f"{request.token}.{request.codes}"
    post(TEMPLATE, token=Token(request.record), staff=None, part=None, at=at, once=once)


def request_of(mail: Mail) -> Request | None:
    """Find the request whose code a mail of the template ``code`` is to carry.

    None where there is nothing left to prove, or where a later code has taken its place: then no mail goes out.
    """
    told, _, number = mail.key.rpartition(":")[2].partition(".")
    waiting = Request.objects.filter(token=told, record=mail.token).first()
    return waiting if waiting is not None and waiting.takes_code and str(waiting.codes) == number else None
