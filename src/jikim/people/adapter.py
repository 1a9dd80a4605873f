"""How allauth behaves in this house: nobody signs up, it sends no mail, a locked account is refused."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any, Protocol, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.module_loading import import_string

from jikim.errors import Broken
from jikim.people.address import address_of
from jikim.people.lock import too_many
from jikim.people.models import Staff
from jikim.people.second_factor import has_second_factor


class Sealer(Protocol):
    """Whoever seals the secrets of second factors at rest; ``JIKIM_FACTOR_SEAL`` names one."""

    def seal(self, text: str) -> str:
        """Give the sealed form."""

    def open(self, text: str) -> str:
        """Give the text back; raises Broken."""


def display(staff: Staff) -> str:
    """Give the name by which a page greets a person."""
    return staff.name


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth gives no types
    """Accounts by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        del request
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Staff | None:
        """Check a password; raises SlowDown once the account is locked, right password or not."""
        staff = super().authenticate(request, **credentials)
        if getattr(request, "axes_locked_out", False):
            raise too_many()
        return cast("Staff | None", staff)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the address as the whole house sees it."""
        return address_of(request) or "0.0.0.0"  # noqa: S104 -- "no address known", nothing is bound to it

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the second factor first, where there is none yet."""
        if not has_second_factor(cast("Staff", request.user)):
            return resolve_url("mfa_activate_totp")
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again before a factor is changed; not before the first, when nothing else is open."""
        user = context.request.user
        if app == "allauth.mfa" and isinstance(user, Staff) and not has_second_factor(user):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def respond_user_inactive(self, request: HttpRequest, user: Staff) -> HttpResponse:
        """Say nothing about accounts that have ended."""
        del request, user
        return HttpResponseRedirect(resolve_url("account_login"))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Refuse: every mail of the house goes through the outbox."""
        del template_prefix, email, context
        rule = "mail-outside-outbox"
        raise Broken(rule)


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth gives no types
    """Second factors whose secrets are sealed, and that their owner cannot simply take off."""

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored."""
        sealer = _sealer()
        return sealer.seal(text) if sealer else text

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret that was stored."""
        sealer = _sealer()
        return sealer.open(encrypted_text) if sealer else encrypted_text

    def can_delete_authenticator(self, authenticator: object) -> bool:
        """Never: an officer invites again, and the person sets up a new one."""
        del authenticator
        return False


def _sealer() -> Sealer | None:
    path: str = settings.JIKIM_FACTOR_SEAL
    return cast("Sealer", import_string(path)) if path else None
