"""Gives a role to a person, on record."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from jikim.errors import Changed, Invalid, Refused
from jikim.ledger.append import append
from jikim.people.models import Grant, Role, Staff
from jikim.proof.facts import RoleGranted
from jikim.proof.values import By, Slug, slug


@transaction.atomic
def grant(
    staff: Staff,
    role: str,
    *,
    reason: Slug,
    by: By,
    at: datetime,
    purposes: Sequence[str] | None = None,
    until: datetime | None = None,
) -> Grant:
    """Let a person act in ``role`` from now on, for some purposes (None: all), until a moment (None: until revoked).

    Raises Invalid on a role that does not exist, Refused for an account that has ended, Changed where the role is
    already held.
    """
    if role not in Role.values:
        rule = "no-such-role"
        raise Invalid(rule, field="role")
    held = Staff.objects.select_for_update().get(pk=staff.pk)
    if not held.is_active:
        rule = "account-not-active"
        raise Refused(rule)
    if Grant.objects.in_force(at).filter(staff=held, role=role).exists():
        rule = "already-granted"
        raise Changed(rule)
    row = Grant.objects.create(
        staff=held,
        role=role,
        purposes=None if purposes is None else sorted({slug(purpose) for purpose in purposes}),
        since=at,
        until=until,
        granted_by=by.actor,
        reason=reason,
    )
    append(RoleGranted(staff=held.known_as, role=Slug(role), reason=reason), by=by, at=at)
    return row
