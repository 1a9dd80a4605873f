"""The two pages of accounts that allauth does not have: joining by a link, and setting up the first second factor."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jikim import clock
from jikim.errors import Unknown
from jikim.people.address import address_of
from jikim.people.forms import JoinForm
from jikim.people.invite import pending
from jikim.people.join import join
from jikim.people.models import Staff
from jikim.people.origin import origin_of
from jikim.people.second_factor import has_second_factor


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the invitation, and accept it on POST alone: a mail scanner that follows the link uses nothing up."""
    at = clock.now()
    invitation = pending(secret, at=at)
    if invitation is None:
        rule = "unknown"
        raise Unknown(rule)
    form = JoinForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        join(
            secret,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
            email=form.cleaned_data.get("email", ""),
            origin=origin_of(address_of(request), at=at),
            at=at,
        )
        return redirect("account_login")
    return render(request, "people/join.html", {"form": form, "invitation": invitation})


class ActivateTOTP(ActivateTOTPView):  # type: ignore[misc]  # allauth gives no types
    """allauth's page, which would lead who has a factor to a page that takes it off; there is none here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send away whoever has one, and whoever is not signed in."""
        if not isinstance(request.user, Staff):
            return redirect("account_login")
        if has_second_factor(request.user):
            return redirect("mfa_index")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


activate_totp = never_cache(ActivateTOTP.as_view())
