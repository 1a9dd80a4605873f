"""Answers the small addresses: language (a cookie that holds two letters and nothing else), robots, icon, contact."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from jikim.errors import Unknown
from jikim.registers.in_force import in_force
from jikim.web.cookies import YEAR
from jikim.web.page import moment_of

ROBOTS: Final = (
    "User-agent: *\nDisallow: /r/\nDisallow: /ask/\nDisallow: /rights/\nDisallow: /console/\nDisallow: /accounts/\n"
)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language for a year and go back to where the person was."""
    onward = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts=None) or not onward.startswith("/"):
        onward = "/"
    response = HttpResponseRedirect(onward)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep machines away from what is one person's own."""
    del request
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "max-age=86400"})


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Point to the drawn icon."""
    del request
    return HttpResponseRedirect(static("web/favicon.svg"))


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116): the officer of the policy in force."""
    at = moment_of(request)
    mails = [officer.email for officer in in_force(at).policy.officers if officer.email]
    if not mails:
        rule = "unknown"
        raise Unknown(rule)
    until = (at + timedelta(days=180)).replace(microsecond=0).isoformat()
    lines = [*(f"Contact: mailto:{mail}" for mail in mails), f"Expires: {until}", "Preferred-Languages: ko, en", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
