"""Checks what a person wants corrected against the policy's items; refuses a field that the form never asked (P2)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from jikim.errors import Invalid, Unknown
from jikim.policy.brake import brake
from jikim.policy.model import Policy
from jikim.policy.plain import plain
from jikim.proof.values import Slug, Token
from jikim.rights.models import Request, Right, State
from jikim.vault.models import Record
from jikim.vault.reveal import Revealed

KIND: Final = Slug("correction")
"""The kind of the sealed text that holds the new values."""

_FIXED: Final = frozenset({"choice"})
_CONTACTS: Final = frozenset({"phone", "email"})


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """New values by item, cleaned; empty asks for the value to be taken out."""

    values: Mapping[str, str] = field(repr=False)

    @property
    def text(self) -> str:
        """The form in which it is sealed."""
        return json.dumps(dict(self.values), ensure_ascii=False, sort_keys=True)


def propose(request: Token, values: Mapping[str, str], *, policy: Policy) -> Proposal:
    """Check new values for the record of ``request``; ``policy`` is the version under which it was collected.

    Raises Unknown, Invalid: "correction-empty", "field-not-in-policy", "required-missing" (a required item cannot be
    taken out), or a rule of ``plain``.
    """
    row = Request.objects.filter(token=request).values_list("record", flat=True).first()
    record = Record.objects.filter(token=row).first() if row else None
    if record is None:
        rule = "unknown"
        raise Unknown(rule)
    if not values:
        rule = "correction-empty"
        raise Invalid(rule)
    use = policy.purpose(record.purpose)
    needed = {item.slug for item in (*use.required, *use.needs)}
    cleaned = {}
    for name, raw in values.items():
        item = use.items.get(name)
        if item is None or item.kind in _FIXED:
            rule = "field-not-in-policy"
            raise Invalid(rule, field=name if item else "?")
        value = plain(item.kind, raw, field=name)
        if not value and name in needed:
            rule = "required-missing"
            raise Invalid(rule, field=name)
        cleaned[name] = value if item.kind in _CONTACTS else brake(value).text
    return Proposal(values=cleaned)


def proposed(revealed: Revealed) -> dict[str, str]:
    """Read the latest new values out of a revealed record; empty where none were proposed."""
    texts = [part.text for part in revealed.parts if part.kind == KIND]
    return dict(json.loads(texts[-1])) if texts else {}


def corrected(revealed: Revealed) -> dict[str, str]:
    """Give the values as they are now: those of intake, under the corrections that were carried out, oldest first.

    A correction belongs to the request that was proved in the moment in which it was sealed.  What was asked to be
    taken out is empty.
    """
    done = Request.objects.filter(record=revealed.token, right=Right.CORRECTION, state=State.DONE)
    moments = set(done.values_list("proved", flat=True))
    values = dict(revealed.fields)
    for part in revealed.parts:
        if part.kind == KIND and part.at in moments:
            values.update(json.loads(part.text))
    return values
