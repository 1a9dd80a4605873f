"""Gives every page its frame: company, officers and places, by the policy in force; no page fails for its frame."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jikim import clock
from jikim.errors import JikimError
from jikim.policy.model import Officer, Policy
from jikim.registers.in_force import in_force


@dataclass(frozen=True, kw_only=True)
class Door:
    """A link of header or footer; the policy's is set apart (standard guideline 20 ①)."""

    label: str
    href: str
    policy: bool = False


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What surrounds every public page."""

    company: str
    officers: tuple[Officer, ...]
    address: str
    places: tuple[Door, ...]
    foot_places: tuple[Door, ...]


def moment_of(request: HttpRequest) -> datetime:
    """Give the one moment of a request, as the gate stamped it."""
    stamped = getattr(request, "at", None)
    return stamped if isinstance(stamped, datetime) else clock.now()


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: frame, moment, day, demonstration or not; no table is read until a template asks for it."""
    at = moment_of(request)
    return {
        "frame": SimpleLazyObject(lambda: framed(_policy(at))),
        "at": at,
        "today": clock.day_of(at),
        "demo": settings.JIKIM_DEMO,
    }


def framed(policy: Policy | None) -> Frame:
    """Draw the frame from a policy, or a bare one where there is none."""
    rights = Door(label=_("권리 행사"), href="/rights/")
    notices = Door(label=_("공지사항"), href="/notices/")
    named = Door(
        label=policy.title if policy and get_language() == "ko" else _("개인정보 처리방침"),
        href="/policy/",
        policy=True,
    )
    officers = policy.officers if policy else ()
    return Frame(
        company=policy.company if policy else _("문의 창구"),
        officers=officers,
        address=next((officer.address for officer in officers if officer.address), ""),
        places=(named, notices, Door(label=_("내 문의"), href="/r/"), rights),
        foot_places=(named, rights, Door(label=_("불만 접수"), href="/complaint/"), notices),
    )


def _policy(at: datetime) -> Policy | None:
    try:
        return in_force(at).policy
    except (JikimError, DatabaseError):
        return None  # the page that is shown may be the very one that says so
