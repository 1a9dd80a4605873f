"""Turns what happens at the door of accounts into facts; allauth and Django tell it by signals, so this is a door too.

Each receiver writes in its own transaction; where the fact cannot be written, the sign-in fails with it.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from jikim import clock
from jikim.ledger.append import append
from jikim.people import idle
from jikim.people.act import by_of
from jikim.people.address import address_of
from jikim.people.models import NOBODY, Staff
from jikim.people.origin import origin_of
from jikim.people.second_factor import SET_UP
from jikim.proof.facts import Fact, StaffFailed, StaffLocked, StaffLogin, StaffLogout, StaffSecured
from jikim.proof.values import By, Slug, Token, slug


@receiver(user_logged_in)
def on_login(request: HttpRequest, user: Staff, **_: Any) -> None:
    """Record that a person has signed in, second factor included."""
    idle.begin(request.session, at=clock.now())
    _record(StaffLogin(staff=user.known_as), request, user)


@receiver(user_logged_out)
def on_logout(request: HttpRequest, user: Staff | None, **_: Any) -> None:
    """Record that a person has signed out, or was cut off."""
    if user is not None:
        _record(StaffLogout(staff=user.known_as), request, user)


@receiver(user_login_failed)
def on_failure(credentials: Mapping[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Record a wrong password or code; an account that does not exist costs the same and is recorded as nobody."""
    _record(StaffFailed(staff=_who(credentials)), request, None)


@receiver(user_locked_out)
def on_lock(request: HttpRequest, **_: Any) -> None:
    """Record that an account was locked; tries while it is locked come here without a count, and add nothing."""
    if getattr(request, "axes_failures_since_start", None) is not None:
        credentials = getattr(request, "axes_credentials", None)
        _record(StaffLocked(staff=_who(credentials or {})), request, None)


@receiver(authentication_failed)
def on_wrong_code(request: HttpRequest, user: Staff, **_: Any) -> None:
    """Count a wrong second factor towards the lock, like a wrong password."""
    user_login_failed.send(sender=__name__, credentials={"email": user.email}, request=request)


@receiver(post_save, sender=Authenticator)
def on_factor(instance: Authenticator, *, created: bool, **_: Any) -> None:
    """Record that a second factor, or a set of recovery codes, was set up: in the transaction that sets it up.

    allauth's own signal comes after the commit, and a fact that fails then would be missing for ever.
    """
    if not created:
        return
    request: HttpRequest | None = context.request
    staff = Staff.objects.get(pk=instance.user_id)
    if request is not None and instance.type != Authenticator.Type.RECOVERY_CODES:
        request.session[SET_UP] = staff.token
    _record(StaffSecured(staff=staff.known_as, method=slug(instance.type.replace("_", "-"))), request, staff)


def _who(credentials: Mapping[str, Any]) -> Token:
    login = credentials.get("email") or credentials.get("username") or ""
    staff = Staff.objects.known(str(login))
    return NOBODY if staff is None else staff.known_as


@transaction.atomic
def _record(fact: Fact, request: HttpRequest | None, staff: Staff | None) -> None:
    at = clock.now()
    address = None if request is None else address_of(request)
    stranger = By(role=Slug("visitor"), origin=origin_of(address, at=at))
    append(fact, by=stranger if staff is None else by_of(staff, address, at=at), at=at)
