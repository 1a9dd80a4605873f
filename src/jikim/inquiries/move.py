"""Moves an inquiry along the only exits that its state has; refuses every other move."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from jikim.errors import Changed, Unknown
from jikim.inquiries.models import EXITS, Inquiry, State
from jikim.proof.values import Token


def held(token: Token, to: State) -> Inquiry:
    """Give the inquiry, locked for the running transaction, if it may go to ``to``.

    Raises Unknown where there is none, Changed where somebody else has moved it meanwhile.
    """
    inquiry = Inquiry.objects.select_for_update(of=("self",)).filter(token=token).first()
    if inquiry is None:
        rule = "unknown"
        raise Unknown(rule)
    if to not in EXITS[State(inquiry.state)]:
        rule = "changed-since"
        raise Changed(rule, hint=f"an inquiry that is {inquiry.state} cannot become {to}")
    return inquiry
