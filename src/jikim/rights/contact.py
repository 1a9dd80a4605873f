"""Takes a request from somebody who has only an e-mail address or a phone number; never tells whether it is known."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import Final

from jikim.errors import Gone, Invalid, Refused
from jikim.policy.model import Policy
from jikim.policy.plain import plain
from jikim.proof.values import By, Slug
from jikim.rights.models import Channel, Right
from jikim.rights.open import open_request
from jikim.vault.find import ANY_PURPOSE, find

CONTACTS: Final = frozenset({"email", "phone"})
MOST: Final = 5
"""Records that one look-up asks about, newest first: each sends a mail of its own."""


def ask(kind: Slug, value: str, right: Right, *, channel: Channel, policy: Policy, by: By, at: datetime) -> None:
    """Open a request for each record of a contact, and say nothing: the codes go to the contact given at intake.

    Known, unknown, destroyed and asked too often all end alike.  Raises Invalid where the value is no such contact.
    Refuses inside a transaction (RuntimeError), as ``find`` does.
    """
    if kind not in CONTACTS:
        rule = "no-such-contact"
        raise Invalid(rule, field="kind")
    contact = plain(kind, value, field=kind)
    for record in find(kind, contact, purpose=ANY_PURPOSE, by=by, at=at, apart=True)[:MOST]:
        try:
            open_request(record, right, channel=channel, policy=policy, by=by, at=at)
        except (Refused, Gone):
            continue  # told to nobody: whether there is something to refuse is what must not be known
