"""The second factor is compulsory: until a session has proved one, it reaches nothing but its set-up."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac

from jikim.people.models import Staff, UsedCode

SET_UP: Final = "people_factor"
"""Session key: the token of the person who set up a second factor in this very session."""

OPEN: Final = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_reauthenticate",
        "people_join",
    }
)
"""The views that a person without a proved second factor reaches; every other view leads to its set-up."""

MEMORY: Final = timedelta(minutes=5)
"""How long a used code is remembered: longer than any code is valid."""

View = Callable[..., HttpResponseBase]


def has_second_factor(staff: Staff) -> bool:
    """Tell whether a person has set one up; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=staff).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def proved(request: HttpRequest) -> bool:
    """Tell whether whoever is signed in has proved a second factor in this session, by using it or setting it up."""
    if not isinstance(request.user, Staff):
        return False
    used = any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
    return used or request.session.get(SET_UP) == request.user.token


def use_up(staff: Staff, code: str, *, at: datetime) -> bool:
    """Remember that a one-time code was used; False where it had been (RFC 6238, 5.2).  True for one worker only."""
    UsedCode.objects.filter(at__lt=at - MEMORY).delete()
    digest = salted_hmac("jikim.people.code", "".join(code.split()), algorithm="sha256").hexdigest()
    _, fresh = UsedCode.objects.get_or_create(staff=staff, digest=digest, defaults={"at": at})
    return fresh


def second_factor_required(view: View) -> View:
    """Guard a view: sign-in first, then a proved second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, Staff):
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs) if proved(request) else _set_up()

    return guarded


class SecondFactor:
    """Middleware: what ``second_factor_required`` does for one view, for all that are not open, once signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the view is not known yet."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Lead to the set-up where it is due."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None  # a visitor: the session is not even looked at
        match = request.resolver_match
        if not isinstance(request.user, Staff) or (match and match.view_name in OPEN) or proved(request):
            return None
        return _set_up()


def _set_up() -> HttpResponse:
    return redirect("mfa_activate_totp")
