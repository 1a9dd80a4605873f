"""Says who acts, in which role and from where, in the form that every verb and every fact takes."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from jikim.errors import Refused
from jikim.people.address import address_of
from jikim.people.models import Staff
from jikim.people.origin import origin_of
from jikim.people.roles import role_of
from jikim.proof.values import By


def by_of(staff: Staff, address: str | None, *, at: datetime, act: str | None = None) -> By:
    """Describe a person who acts; with ``act``, in the role that allows it.  It describes and does not allow."""
    return By(role=role_of(staff, at=at, act=act), actor=staff.known_as, origin=origin_of(address, at=at))


def acting(request: HttpRequest, *, at: datetime, act: str | None = None) -> By:
    """Describe whoever is signed in behind a request; raises Refused("not-signed-in")."""
    if not isinstance(request.user, Staff):
        rule = "not-signed-in"
        raise Refused(rule)
    return by_of(request.user, address_of(request), at=at, act=act)
