"""Turns an error of the tree into an answer: a page for people, problem+json (RFC 9457) for programs.

Both say what happened, why (the policy's own sentence) and what to do next; neither says anything about a person.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from jikim.errors import Gone, JikimError, SlowDown
from jikim.web.days import day_text
from jikim.web.messages import words_for

PROBLEM = "application/problem+json"
PAGE = "text/html"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a person is told: what happened, why, what next; ``rule`` lets them name it on the telephone."""

    status: int
    rule: str
    what: str
    why: str
    following: str
    sentence: str
    field: str
    when: date | None
    retry_after: int | None


def tell(error: JikimError, *, status: int | None = None) -> Told:
    """Choose the words for an error, in the language of the request."""
    words = words_for(error.rule, type(error))
    when = error.when if isinstance(error, Gone) else None
    return Told(
        status=status or error.status,
        rule=error.rule,
        what=str(words.what),
        why=_("%(day)s에 파기되었습니다.") % {"day": day_text(when)} if when else str(words.why),
        following=str(words.following),
        sentence=error.sentence,
        field=error.field,
        when=when,
        retry_after=error.retry_after if isinstance(error, SlowDown) else None,
    )


def problem(told: Told) -> dict[str, object]:
    """Give the body of a problem+json answer."""
    said: dict[str, object] = {
        "type": f"urn:problem:jikim:{told.rule}",
        "title": told.what,
        "status": told.status,
        "detail": told.why,
        "next": told.following,
        "policy": told.sentence,
        "field": told.field,
        "when": told.when.isoformat() if told.when else "",
    }
    return {name: value for name, value in said.items() if value != ""}


def wants_data(request: HttpRequest) -> bool:
    """Tell whether the one who asks is a program."""
    return request.get_preferred_type([PAGE, "application/json", PROBLEM]) not in {PAGE, None}


def respond(request: HttpRequest, error: JikimError, *, status: int | None = None) -> HttpResponse:
    """Answer with an error of the tree."""
    told = tell(error, status=status)
    if wants_data(request):
        response: HttpResponse = JsonResponse(problem(told), status=told.status, content_type=PROBLEM)
    else:
        response = render(request, "web/errors/refusal.html", {"told": told}, status=told.status)
    response["Cache-Control"] = "no-store"
    if told.retry_after is not None:
        response["Retry-After"] = str(told.retry_after)
    return response
