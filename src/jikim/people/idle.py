"""Ends a staff session that rests too long or has lasted a working day; a visitor's request is not even looked at."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from jikim import clock
from jikim.people.models import Staff

SINCE: Final = "people_since"
SEEN: Final = "people_seen"
STEP: Final = timedelta(seconds=15)
"""The session is written at most once in so much time, so the cut-off comes up to that much early, never late."""


def begin(session: SessionBase, *, at: datetime) -> None:
    """Start both clocks of a session, at sign-in."""
    session[SINCE] = session[SEEN] = at.timestamp()


def over(session: SessionBase, *, at: datetime) -> bool:
    """Tell whether a session has rested longer than ``JIKIM_IDLE`` or lasted longer than ``JIKIM_SESSION``.

    A session without clocks is over: it was not begun by signing in.
    """
    rest: timedelta = settings.JIKIM_IDLE
    life: timedelta = settings.JIKIM_SESSION
    now = at.timestamp()
    rested, lasted = now - float(session.get(SEEN, 0)), now - float(session.get(SINCE, 0))
    return rested > rest.total_seconds() or lasted > life.total_seconds()


class IdleCutOff:
    """Middleware: signs out whose session is over, before any view sees the request; keeps the others going."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attend to staff, pass everybody on."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and isinstance(request.user, Staff):
            _attend(request, at=clock.now())
        return self.get_response(request)


def _attend(request: HttpRequest, *, at: datetime) -> None:
    if over(request.session, at=at):
        logout(request)
    elif at.timestamp() - request.session[SEEN] > STEP.total_seconds():
        request.session[SEEN] = at.timestamp()
