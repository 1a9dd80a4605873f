"""The policy article by article: promise, control, last check, state; it shows the evidence and decides nothing."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from jikim.console.door import Caller, allowed
from jikim.console.page import show
from jikim.evidence.articles import articles as told
from jikim.registers.in_force import in_force


@allowed("review")
def articles(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show every article."""
    current = in_force(caller.at)
    return show(request, caller, "articles", {"current": current, "articles": told(current.policy, caller.at)})
