"""Maps what goes wrong behind a door to an answer; the handlers of Django's own errors stand here too."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from jikim.errors import Broken, Invalid, JikimError, Refused, Unknown
from jikim.web.fault import fault_of
from jikim.web.refusal import respond

_log = logging.getLogger("jikim.web")


class Errors:
    """Answers for a view that raised: refusals as they are, known faults as Broken, all others fall through to 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for what a view raised; None leaves it to the handler of unknown errors."""
        known = error if isinstance(error, JikimError) else fault_of(error)
        if known is None:
            return None
        if isinstance(known, Broken):
            _log.error("broken: %s", known.rule)
        return respond(request, known)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    del exception  # its text may quote what was sent
    return respond(request, Invalid("bad-request"), status=400)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    if isinstance(exception, JikimError):
        return respond(request, exception)
    return respond(request, Refused("not-allowed"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    del exception  # its text lists the routes
    return respond(request, Unknown("unknown"))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer where the token of a form is missing or old (CSRF_FAILURE_VIEW)."""
    del reason  # for engineers; it says nothing to a person
    return respond(request, Refused("form-expired"))


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 for a fault that has a name; the page needs no database, no session and no manifest."""
    del request  # it may be what broke
    error = sys.exc_info()[1]
    known = fault_of(error) if isinstance(error, Exception) else None
    if known is not None:
        _log.error("broken: %s", known.rule)
    status = 500 if known is None else known.status
    return HttpResponse(render_to_string("web/errors/500.html"), status=status, headers={"Cache-Control": "no-store"})
