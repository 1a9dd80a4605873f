"""Moves finished records out of the working database, or destroys them at once, as the policy says (Art. 7-1, P5)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from jikim.clock import day_of
from jikim.errors import Changed, Frozen, Gone
from jikim.lifecycle.batch import run_early
from jikim.policy.model import Policy
from jikim.proof.values import WORKER, Slug, Token
from jikim.vault.apart import set_apart
from jikim.vault.models import Move, Record, Stage

MOST: Final = 500
_log = logging.getLogger(__name__)


def set_apart_due(policy: Policy, *, at: datetime) -> int:
    """Act on the records whose purpose is met, at most ``MOST`` a run; gives how many were moved or destroyed.

    A record that changed, was frozen or died meanwhile is left for the next run: none of them is lost.
    """
    waiting = Record.objects.finished(day_of(at)).values_list("token", flat=True)[:MOST]
    tokens = [Token(token) for token in waiting]
    if not policy.destruction.apart:
        return run_early(policy, tokens, because=Slug("purpose-met"), at=at) if tokens else 0
    begun = Move.objects.exclude(state=Stage.DONE).values_list("token", flat=True)[:MOST]
    return sum(_move(token, at=at) for token in dict.fromkeys([*map(Token, begun), *tokens]))


def _move(token: Token, *, at: datetime) -> bool:
    try:
        set_apart(token, by=WORKER, at=at)
    except (Changed, Frozen, Gone) as reason:
        _log.info("left where it is: %s", reason.rule)
        return False
    return True
