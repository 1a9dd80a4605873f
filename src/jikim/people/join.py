"""Takes up an invitation: the account gets its name and password; the second factor comes next."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from jikim.errors import Invalid, Unknown
from jikim.ledger.append import append
from jikim.people.grant import grant
from jikim.people.invite import HOUSE, pending
from jikim.people.models import NAME, Invitation, Staff, folded
from jikim.proof.facts import StaffJoined
from jikim.proof.values import By, Slug, Token
from jikim.proof.values import token as as_token


@transaction.atomic
def join(secret: str, *, name: str, password: str, origin: Token | None, at: datetime, email: str = "") -> Staff:
    """Accept an invitation once; ``email`` counts only where the invitation names none (the first officer).

    An account that was invited again keeps its roles and loses its old password, second factor and sessions.
    Raises Unknown for a link that is wrong, used, void or older than a day; Invalid on a bad field.
    """
    invitation = pending(secret, at=at)
    if invitation is None or not _take(invitation, at):
        rule = "unknown"
        raise Unknown(rule)
    known = Staff.objects.filter(token=invitation.staff).first()
    staff = known or _new(invitation, email=email, at=at)
    staff.name = _named(name)
    _secure(staff, password)
    staff.save()
    Authenticator.objects.filter(user=staff).delete()
    append(StaffJoined(staff=staff.known_as), by=_joiner(invitation, origin), at=at)
    if known is None and invitation.role:
        _grant(staff, invitation, at)
    return staff


def _take(invitation: Invitation, at: datetime) -> bool:
    untaken = Invitation.objects.filter(pk=invitation.pk, accepted__isnull=True, voided__isnull=True)
    return untaken.update(accepted=at) == 1


def _new(invitation: Invitation, *, email: str, at: datetime) -> Staff:
    address = folded(invitation.email or email)
    try:
        validate_email(address)
    except ValidationError:
        rule = "not-an-address"
        raise Invalid(rule, field="email") from None
    if Staff.objects.known(address) is not None:
        rule = "already-staff"
        raise Invalid(rule, field="email")
    return Staff(token=invitation.staff, email=address, joined=at)


def _named(name: str) -> str:
    plain = name.strip()
    if not 0 < len(plain) <= NAME:
        rule = "not-a-name"
        raise Invalid(rule, field="name")
    return plain


def _secure(staff: Staff, password: str) -> None:
    try:
        validate_password(password, staff)
    except ValidationError:
        rule = "weak-password"
        raise Invalid(rule, field="password") from None
    staff.set_password(password)


def _joiner(invitation: Invitation, origin: Token | None) -> By:
    return By(role=Slug(invitation.role or "staff"), actor=as_token(invitation.staff), origin=origin)


def _grant(staff: Staff, invitation: Invitation, at: datetime) -> None:
    inviter = invitation.invited_by
    by = HOUSE if inviter is None else By(role=Slug("officer"), actor=as_token(inviter))
    reason = Slug(invitation.reason)
    grant(staff, invitation.role or "", reason=reason, by=by, at=at, purposes=invitation.purposes)
