"""When a record ends, and by when it is destroyed: counted on the day it is received, never left open (P4, P6)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, timedelta

from jikim.errors import Refused
from jikim.law.daycount import last_day
from jikim.law.figures import days
from jikim.law.period import period
from jikim.policy.model import Policy, Retention


def ends(policy: Policy, purpose: str, start: date) -> date:
    """Give the last day of keeping of a record received on ``start``.

    A period that another event starts gives its outer limit here; ``ends_after`` shortens it when the event comes.
    Raises Refused where the policy has no such purpose.
    """
    row = _row(policy, purpose)
    return _outer(row, start)


def ends_after(policy: Policy, purpose: str, start: date, finished: date) -> date:
    """Give the last day of keeping of a matter finished on ``finished``: never later than the day given at birth."""
    row = _row(policy, purpose)
    limit = _outer(row, start)
    if row.start == "receipt":
        return limit
    counted = last_day(finished, period(row.period)) if row.period else finished
    return min(limit, counted)


def destroy_by(policy: Policy, ends: date) -> date:
    """Give the last day to destroy what ended on ``ends``: the policy's days or the law's, whichever are fewer.

    Holidays do not lengthen it (표준 개인정보 보호지침 제10조제1항: 5 days).
    """
    lawful = days("destroy.after-expiry", ends)
    promised = policy.destruction.days
    return ends + timedelta(days=lawful if promised is None else min(promised, lawful))


def answer_days(policy: Policy, on: date) -> int:
    """Give the days to answer a person's request: the policy's or the law's, whichever are fewer (영 제41조제4항)."""
    lawful = days("rights.answer", on)
    return lawful if policy.rights.days is None else min(policy.rights.days, lawful)


def _row(policy: Policy, purpose: str) -> Retention:
    found = policy.kept.get(purpose)
    if found is None:
        rule = "purpose-not-in-policy"
        raise Refused(rule)
    return found


def _outer(row: Retention, start: date) -> date:
    limits = [last_day(start, period(length)) for length in (row.outer, _counted(row)) if length]
    return min(limits)


def _counted(row: Retention) -> str | None:
    return row.period if row.start == "receipt" else None
