"""Destroys what is due: the days that are over, and the records that are to end early (P6)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

from django.db import DatabaseError

from jikim.clock import day_of
from jikim.errors import JikimError
from jikim.lifecycle.batch import finish_early, run_day, run_early
from jikim.lifecycle.models import Batch, Kind
from jikim.lifecycle.own_end import LIFTED, let_go
from jikim.policy.ends import destroy_by
from jikim.policy.model import Policy
from jikim.proof.values import Slug, Token
from jikim.vault.stores import STORES


def destroy_due(policy: Policy, *, early: Mapping[Slug, Sequence[Token]], at: datetime) -> int:
    """Run every batch that is due, oldest day first, and finish what a crash left open; gives how many records died.

    ``early`` names what is to end before its day, by the reason; what a lifted hold lets go is added to it.  The days
    go first, because nothing can end early on a day that has begun to die.  A batch that fails does not
    hold up the others: the first failure is raised at the end.
    """
    runs = [partial(run_day, policy, day, at=at) for day in _days(at)]
    runs.append(partial(finish_early, at=at))
    ending = {**early, LIFTED: let_go(at=at)}
    runs += [partial(run_early, policy, tokens, because=because, at=at) for because, tokens in ending.items() if tokens]
    count, failures = 0, []
    for run in runs:
        try:
            count += run()
        except (JikimError, DatabaseError) as failure:
            failures.append(failure)
    if failures:
        raise failures[0]
    return count


def _days(at: datetime) -> list[date]:
    """Give the days that are due, and those whose batch was left open when all else was done."""
    left = Batch.objects.unfinished().filter(kind=Kind.EXPIRED).values_list("day", flat=True)
    return sorted({*due_days(at), *left})


def due_days(at: datetime) -> list[date]:
    """List the days that are over and whose keys are not destroyed yet."""
    today = day_of(at)
    return sorted(
        {day for store in STORES for day in store.key.objects.filter(day__lt=today).values_list("day", flat=True)}
    )


def overdue_days(policy: Policy, *, at: datetime) -> list[date]:
    """List the days that should have been destroyed by now under the policy: each is an alarm (Art. 7-2)."""
    return [day for day in due_days(at) if destroy_by(policy, day) < day_of(at)]
