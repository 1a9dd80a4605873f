"""What each role may do: a closed list of acts and one table; whatever the table does not name is refused."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from django.contrib.auth.models import AnonymousUser

from jikim.errors import Refused
from jikim.people.models import Grant, Role, Staff
from jikim.policy.verdict import Verdict
from jikim.proof.values import Slug

ACTS: Final = frozenset(
    Slug(act)
    for act in (
        "answer",
        "assign",
        "close",
        "confirm-destruction",
        "enact-policy",
        "export-log",
        "handle-request",
        "manage-catalogue",
        "manage-people",
        "operate",
        "place-hold",
        "post-notice",
        "read-apart",
        "reveal",
        "review",
        "search",
        "see-list",
    )
)
"""Everything that needs a role.  Signing in and minding one's own account need none."""

_DESK: Final = frozenset({"see-list", "reveal", "answer", "assign", "close", "search", "manage-catalogue"})
_TABLE: Final = frozenset(
    {
        "confirm-destruction",
        "enact-policy",
        "export-log",
        "handle-request",
        "manage-people",
        "place-hold",
        "post-notice",
        "read-apart",
        "review",
    }
)

TABLE: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        Role.STAFF.value: _DESK,
        Role.OFFICER.value: _TABLE | (_DESK - {"answer"}),
        Role.OPERATOR.value: frozenset({"operate"}),
    }
)

PRECEDENCE: Final = (Role.OFFICER.value, Role.STAFF.value, Role.OPERATOR.value)
"""In which role a person with several acts, where the act does not decide it."""


def may(staff: Staff | AnonymousUser, act: str, *, at: datetime, purpose: str | None = None) -> Verdict:
    """Decide whether a person may do ``act`` at ``at``, for records of ``purpose`` where one is named.

    The reason is a slug: ``by-role-…`` on a yes; ``no-such-act``, ``not-signed-in``, ``account-not-active``,
    ``no-role``, ``not-in-role`` or ``outside-purpose`` on a no.
    """
    if act not in ACTS:
        return Verdict(allowed=False, reason="no-such-act")
    if not isinstance(staff, Staff):
        return Verdict(allowed=False, reason="not-signed-in")
    if not staff.is_active:
        return Verdict(allowed=False, reason="account-not-active")
    return _weigh(_grants(staff, at), act, purpose)


def demand(staff: Staff | AnonymousUser, act: str, *, at: datetime, purpose: str | None = None) -> None:
    """Raise Refused, with the reason as its rule, unless the person may do ``act``."""
    verdict = may(staff, act, at=at, purpose=purpose)
    if not verdict.allowed:
        raise Refused(verdict.reason)


def purposes(staff: Staff, act: str, *, at: datetime) -> frozenset[str] | None:
    """Give the purposes for which a person may do ``act``; None for all of them, the empty set for none."""
    fitting = [grant for grant in _grants(staff, at) if act in TABLE[grant.role]] if staff.is_active else []
    if any(grant.purposes is None for grant in fitting):
        return None
    return frozenset(purpose for grant in fitting for purpose in grant.purposes or ())


def role_of(staff: Staff, *, at: datetime, act: str | None = None) -> Slug:
    """Give the role in which a person acts: the first that allows ``act``, else the first held, else ``staff``."""
    held = {grant.role for grant in _grants(staff, at)}
    fitting = [role for role in PRECEDENCE if role in held and (act is None or act in TABLE[role])]
    holding = [role for role in PRECEDENCE if role in held]
    return Slug((fitting or holding or [Role.STAFF.value])[0])


def _grants(staff: Staff, at: datetime) -> list[Grant]:
    return list(Grant.objects.in_force(at).filter(staff=staff))


def _weigh(grants: list[Grant], act: str, purpose: str | None) -> Verdict:
    if not grants:
        return Verdict(allowed=False, reason="no-role")
    fitting = [grant for grant in grants if act in TABLE[grant.role]]
    if not fitting:
        return Verdict(allowed=False, reason="not-in-role")
    for grant in fitting:
        if purpose is None or grant.purposes is None or purpose in grant.purposes:
            return Verdict(allowed=True, reason=f"by-role-{grant.role}")
    return Verdict(allowed=False, reason="outside-purpose")
