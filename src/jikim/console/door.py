"""The staff's door: every page goes through ``allowed``; nobody passes without account, second factor and role.

What the table of roles does not name is refused (default deny); who is not trained today sees no personal data (P12).
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from jikim.clock import day_of
from jikim.errors import Invalid, Refused
from jikim.oversight.training import trained
from jikim.people.act import by_of
from jikim.people.address import address_of
from jikim.people.models import Staff
from jikim.people.roles import may, purposes
from jikim.people.second_factor import proved
from jikim.proof.values import By
from jikim.web.page import moment_of
from jikim.web.refusal import respond

P = ParamSpec("P")

OWN: Final = ""
"""The act of minding one's own account: signed in with both factors, whatever the role."""

TRAINED: Final = frozenset({"answer", "handle-request", "read-apart", "reveal", "search"})
"""Acts that put personal data before a person's eyes."""


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who stands at the door: the account, the person as the log knows them, and the moment, asked once.

    ``purposes`` are those for which the act of this page is allowed; None is every purpose.
    """

    staff: Staff
    by: By
    at: datetime
    purposes: frozenset[str] | None

    @property
    def today(self) -> date:
        """The Korean day of the visit."""
        return day_of(self.at)

    def serves(self, purpose: str) -> bool:
        """Tell whether this visit may touch records of ``purpose``."""
        return self.purposes is None or purpose in self.purposes


View = Callable[Concatenate[HttpRequest, Caller, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def allowed(act: str, *, post: bool = False) -> Callable[[View[P]], Guarded[P]]:
    """Guard a view: sign-in, second factor, the role that may do ``act``, then training; the view gets a ``Caller``.

    ``post`` marks what changes a state or shows a value: such a view answers to POST alone, every other to GET alone.
    """
    ways = ("POST",) if post else ("GET", "HEAD")

    def guard(view: View[P]) -> Guarded[P]:
        @wraps(view)
        @sensitive_post_parameters()
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not isinstance(request.user, Staff):
                return redirect_to_login(reverse("console:inbox") if post else request.get_full_path())
            if not proved(request):
                return redirect("mfa_activate_totp")
            caller = _let_in(request, request.user, act)
            if request.method not in ways:
                return _wrong_way(request, ways)
            response = view(request, caller, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        guarded.act = act  # type: ignore[attr-defined]  # the test of roles and pages reads it
        guarded.post = post  # type: ignore[attr-defined]  # as above
        return guarded

    return guard


def _let_in(request: HttpRequest, staff: Staff, act: str) -> Caller:
    at = moment_of(request)
    if act != OWN:
        verdict = may(staff, act, at=at)
        if not verdict.allowed:
            rule = "not-allowed"
            raise Refused(rule, hint=verdict.reason)
    if act in TRAINED:
        training = trained(staff.known_as, at=at)
        if not training.allowed:
            raise Refused(training.reason)
    return Caller(
        staff=staff,
        by=by_of(staff, address_of(request), at=at, act=act or None),
        at=at,
        purposes=frozenset() if act == OWN else purposes(staff, act, at=at),
    )


def _wrong_way(request: HttpRequest, ways: tuple[str, ...]) -> HttpResponseBase:
    response = respond(request, Invalid("bad-request"), status=405)
    response["Allow"] = ", ".join(ways)
    return response
