"""Sweeps what accounts leave behind: sessions that ran out, links that lapsed, codes that were used."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from jikim.people.models import Invitation, UsedCode
from jikim.people.second_factor import MEMORY


def tidy(at: datetime) -> None:
    """Delete what has run out by ``at``; safe to run twice.  A daily duty."""
    Session.objects.filter(expire_date__lt=at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    Invitation.objects.filter(expires__lt=at, accepted__isnull=True).delete()
    UsedCode.objects.filter(at__lt=at - MEMORY).delete()
