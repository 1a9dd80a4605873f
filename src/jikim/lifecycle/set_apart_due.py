"""Moves finished records out of the working database, or destroys them at once, as the policy says (Art. 7-1, P5)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from jikim.clock import day_of
from jikim.errors import Broken, Changed, Frozen, Gone
from jikim.lifecycle.batch import run_early
from jikim.lifecycle.models import Hold
from jikim.policy.model import Policy
from jikim.proof.values import WORKER, Slug, Token
from jikim.vault.apart import set_apart
from jikim.vault.models import Move, Record, Stage
from jikim.work.models import Mail

MOST: Final = 500
_log = logging.getLogger(__name__)


def set_apart_due(policy: Policy, *, at: datetime) -> int:
    """Act on the records whose purpose is met, at most ``MOST`` a run; gives how many were moved or destroyed.

    A record whose mails wait stays until they went out or were given up: its answer must reach the person.  One that
    changed, was frozen or died meanwhile is left for the next run: none of them is lost.  One that cannot be moved
    (Broken) does not hold up the others: the first such failure is raised at the end.
    """
    writing = Mail.objects.waiting().filter(token__isnull=False).values("token")
    ready = Record.objects.finished(day_of(at)).exclude(token__in=writing)
    if not policy.destruction.apart:  # what is held stays; it must not fill the run again and again
        ready = ready.exclude(token__in=Hold.objects.active(day_of(at)).values("record"))
    tokens = [Token(token) for token in ready.values_list("token", flat=True)[:MOST]]
    if not policy.destruction.apart:
        return run_early(policy, tokens, because=Slug("purpose-met"), at=at) if tokens else 0
    begun = Move.objects.exclude(state=Stage.DONE).values_list("token", flat=True)[:MOST]
    failures: list[Broken] = []
    count = sum(_move(token, failures, at=at) for token in dict.fromkeys([*map(Token, begun), *tokens]))
    if failures:
        raise failures[0]
    return count


def _move(token: Token, failures: list[Broken], *, at: datetime) -> bool:
    try:
        set_apart(token, by=WORKER, at=at)
    except (Changed, Frozen, Gone) as reason:
        _log.info("left where it is: %s", reason.rule)
        return False
    except Broken as failure:
        failures.append(failure)
        return False
    return True
