"""Takes a role back, on record; refuses to leave the desk without an officer."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jikim.errors import Changed, Refused
from jikim.ledger.append import append
from jikim.people.models import Grant, Grants, Role
from jikim.proof.facts import RoleRevoked
from jikim.proof.values import By, Slug


@transaction.atomic
def revoke(given: Grant, *, reason: Slug, by: By, at: datetime) -> None:
    """End a grant now; raises Changed where it was already revoked, Refused("last-officer") for the only one."""
    # All officers' rows are locked, so that two who revoke each other at once do not both succeed.
    officers = set(_officers(at).select_for_update(of=("self",)).values_list("pk", flat=True))
    if officers == {given.pk}:
        rule = "last-officer"
        raise Refused(rule)
    ended = Grant.objects.filter(pk=given.pk, revoked_at__isnull=True).update(
        revoked_at=at, revoked_by=by.actor, revoked_because=reason
    )
    if not ended:
        rule = "changed-since"
        raise Changed(rule)
    append(RoleRevoked(staff=given.staff.known_as, role=Slug(given.role), reason=reason), by=by, at=at)


def _officers(at: datetime) -> Grants:
    return Grant.objects.in_force(at).filter(role=Role.OFFICER)
