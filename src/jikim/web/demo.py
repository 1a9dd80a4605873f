"""The page that moves the clock of a demonstration; where there is none, there is no such address."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from jikim.errors import Unknown
from jikim.web.page import moment_of
from jikim.web.travel import forward

WORDS: Final = (("day", _("하루 뒤로")), ("month", _("한 달 뒤로")), ("year", _("한 해 뒤로")))


@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Show the desk's day, or move it forward."""
    if not settings.JIKIM_DEMO:
        rule = "unknown"
        raise Unknown(rule)
    if request.method == "POST":
        forward(request.POST.get("step", ""), at=moment_of(request))
        return redirect("web:demo")
    return render(request, "web/demo.html", {"steps": WORDS})
