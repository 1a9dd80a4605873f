"""One's own account: who I am here, what I may do, until when I am trained; password and factor lie one link away."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from jikim.console.door import OWN, Caller, allowed
from jikim.console.page import show
from jikim.oversight.training import trained_until
from jikim.people.models import Grant


@allowed(OWN)
def account(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show one's own account."""
    context = {
        "grants": Grant.objects.in_force(caller.at).filter(staff=caller.staff),
        "until": trained_until(caller.staff.known_as, at=caller.at),
    }
    return show(request, caller, "account_own", context)
