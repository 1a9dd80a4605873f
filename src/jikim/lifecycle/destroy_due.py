"""Destroys what is due: the days that are over, and the records that are to end early (P6)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from jikim.clock import day_of
from jikim.lifecycle.batch import run_day, run_early
from jikim.policy.ends import destroy_by
from jikim.policy.model import Policy
from jikim.proof.values import Slug, Token
from jikim.vault.stores import STORES


def destroy_due(policy: Policy, *, early: Mapping[Slug, Sequence[Token]], at: datetime) -> int:
    """Run every batch that is due, oldest day first; gives how many records died.

    ``early`` names what is to end before its day, by the reason.
    """
    ended = sum(run_early(policy, tokens, because=because, at=at) for because, tokens in early.items() if tokens)
    return ended + sum(run_day(policy, day, at=at) for day in due_days(at))


def due_days(at: datetime) -> list[date]:
    """List the days that are over and whose keys are not destroyed yet."""
    today = day_of(at)
    return sorted(
        {day for store in STORES for day in store.key.objects.filter(day__lt=today).values_list("day", flat=True)}
    )


def overdue_days(policy: Policy, *, at: datetime) -> list[date]:
    """List the days that should have been destroyed by now under the policy: each is an alarm (Art. 7-2)."""
    return [day for day in due_days(at) if destroy_by(policy, day) < day_of(at)]
