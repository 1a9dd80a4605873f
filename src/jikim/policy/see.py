"""Who may see which item for which purpose (P1, P12); default is no, and being an administrator is no reason."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Final

from jikim.policy.model import Policy
from jikim.policy.verdict import Verdict

_READERS: Final = frozenset(("staff", "officer"))
"""Roles that handle personal data.  The operator keeps the machine running and reads none; the worker only mails."""

_MAILED: Final = frozenset(("email", "name"))


def may_see(policy: Policy, role: str, item: str, purpose: str) -> Verdict:
    """Decide whether a role may see an item of a record that was collected for ``purpose``.

    Reasons: "purpose-not-in-policy", "item-not-in-policy", "role-reads-no-personal-data", "worker-mails-only",
    "listed-for-purpose".
    """
    use = policy.by_slug.get(purpose)
    if use is None:
        return Verdict(allowed=False, reason="purpose-not-in-policy")
    if item not in use.items:
        return Verdict(allowed=False, reason="item-not-in-policy", sentence=use.items_said)
    if role == "worker" and item not in _MAILED:
        return Verdict(allowed=False, reason="worker-mails-only", sentence=use.said)
    if role != "worker" and role not in _READERS:
        return Verdict(allowed=False, reason="role-reads-no-personal-data", sentence=use.said)
    return Verdict(allowed=True, reason="listed-for-purpose", sentence=use.said)
