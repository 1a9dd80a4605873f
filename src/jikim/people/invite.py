"""Invites a person by a one-time link that lives for a day; the row holds only the digest of its secret."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse

from jikim.errors import Invalid, Refused
from jikim.ledger.append import append
from jikim.people.models import Grant, Invitation, Role, Staff, folded
from jikim.proof.facts import StaffInvited
from jikim.proof.values import By, Digest, Slug, Token, digest_of, new_token, slug
from jikim.proof.values import token as as_token

LIFE: Final = timedelta(hours=24)
HOUSE: Final = By(role=Slug("system"))


@dataclass(frozen=True, kw_only=True)
class Invited:
    """What the inviter hands over: ``secret`` goes into the link and is nowhere else."""

    secret: str
    staff: Token
    expires: datetime

    @property
    def path(self) -> str:
        """The path of the link."""
        return reverse("people_join", args=[self.secret])


@transaction.atomic
def invite(
    email: str, *, role: str, reason: Slug, by: By, at: datetime, purposes: Sequence[str] | None = None
) -> Invited:
    """Invite a new person; an earlier invitation to the same address is void.  Raises Invalid."""
    if role not in Role.values:
        rule = "no-such-role"
        raise Invalid(rule, field="role")
    if Staff.objects.known(email) is not None:
        rule = "already-staff"
        raise Invalid(rule, field="email")
    _void(at, email=folded(email))
    limits = None if purposes is None else sorted({slug(purpose) for purpose in purposes})
    return _make(new_token(), email=folded(email), role=role, purposes=limits, reason=reason, by=by, at=at)


@transaction.atomic
def reinvite(staff: Staff, *, by: By, at: datetime) -> Invited:
    """Let a person who lost password or device set both anew; roles stay as they are.  Raises Refused for leavers."""
    if not staff.is_active:
        rule = "account-not-active"
        raise Refused(rule)
    _void(at, staff=staff.token)
    return _make(staff.known_as, email=staff.email, role=None, purposes=None, reason=Slug("renew"), by=by, at=at)


@transaction.atomic
def first_officer(*, at: datetime) -> str | None:
    """Invite the first officer, whose address nobody knows yet; give the link's path, or None once one has joined.

    Each call voids the links of the calls before, so the one printed last is the only one that works.
    """
    if Grant.objects.in_force(at).filter(role=Role.OFFICER).exists():
        return None
    _void(at, email=None)
    because = Slug("first-officer")
    return _make(new_token(), email=None, role=Role.OFFICER.value, purposes=None, reason=because, by=HOUSE, at=at).path


def pending(secret: str, *, at: datetime) -> Invitation | None:
    """Find the invitation behind a link, if it can still be accepted."""
    return Invitation.objects.filter(
        secret=digest_of_secret(secret), accepted__isnull=True, voided__isnull=True, expires__gt=at
    ).first()


def digest_of_secret(secret: str) -> Digest:
    """Give the digest under which a link's secret is kept; 256 random bits need no salt."""
    return digest_of(secret.encode("utf-8", "surrogatepass"))


def _void(at: datetime, **whose: object) -> None:
    Invitation.objects.filter(accepted__isnull=True, voided__isnull=True, **whose).update(voided=at)


def _make(
    staff: Token,
    *,
    email: str | None,
    role: str | None,
    purposes: list[Slug] | None,
    reason: Slug,
    by: By,
    at: datetime,
) -> Invited:
    secret = secrets.token_urlsafe(32)
    row = Invitation.objects.create(
        secret=digest_of_secret(secret),
        staff=staff,
        email=email,
        role=role,
        purposes=purposes,
        reason=reason,
        invited_by=by.actor,
        made=at,
        expires=at + LIFE,
    )
    append(StaffInvited(staff=staff), by=by, at=at)
    return Invited(secret=secret, staff=as_token(row.staff), expires=row.expires)
