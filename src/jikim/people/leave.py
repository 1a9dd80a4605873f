"""Ends a person's time here in one action: roles, password, second factor, sessions, open links."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from jikim.errors import Changed
from jikim.ledger.append import append
from jikim.people.models import Grant, Invitation, Staff
from jikim.people.revoke import revoke
from jikim.proof.facts import StaffLeft
from jikim.proof.values import By, Slug


@transaction.atomic
def leave(staff: Staff, *, by: By, at: datetime) -> None:
    """Close an account for good; raises Refused("last-officer"), Changed where the person has left already."""
    held = Staff.objects.select_for_update().get(pk=staff.pk)
    if held.left is not None:
        rule = "changed-since"
        raise Changed(rule)
    for given in Grant.objects.in_force(at).filter(staff=held):
        revoke(given, reason=Slug("left"), by=by, at=at)
    held.set_unusable_password()
    held.is_active = False
    held.left = at
    held.save(update_fields=["password", "is_active", "left"])
    Authenticator.objects.filter(user=held).delete()
    Invitation.objects.filter(staff=held.token, accepted__isnull=True, voided__isnull=True).update(voided=at)
    for session in UserSession.objects.filter(user=held):
        session.end()
    append(StaffLeft(staff=held.known_as), by=by, at=at)
