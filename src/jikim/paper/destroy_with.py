"""Destroys paper together with a batch of the destruction register; refuses to do it without two people (P17)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jikim.errors import Refused
from jikim.ledger.append import append_many
from jikim.paper.held import held
from jikim.paper.models import Method
from jikim.proof.facts import SheetDestroyed
from jikim.proof.values import By, Slug, Token


@dataclass(frozen=True, kw_only=True)
class Hands:
    """The two members of staff: who destroyed, and who saw it."""

    first: Token
    second: Token


@transaction.atomic
def destroy_with(batch: Token, sheets: Sequence[Token], *, method: Method, hands: Hands, by: By, at: datetime) -> None:
    """Record that ``sheets`` were shredded or burnt in ``batch``: all of them or none.

    Raises Refused("two-people-needed") where both hands are one person's, Unknown, Gone where one was destroyed before.
    """
    if hands.first == hands.second:
        rule = "two-people-needed"
        raise Refused(rule)
    facts = []
    for token in sorted(set(sheets)):
        sheet = held(token)
        sheet.destroyed, sheet.method, sheet.batch = at, method, batch
        sheet.first_hand, sheet.second_hand = hands.first, hands.second
        sheet.save()
        facts.append(SheetDestroyed(sheet=token, token=Token(sheet.record), batch=batch, method=Slug(method.value)))
    append_many(facts, by=by, at=at)
