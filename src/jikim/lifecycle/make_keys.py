"""Makes the day keys that intake will need, ahead and durable, so that taking in an inquiry touches no key store."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from jikim.clock import day_of
from jikim.policy.ends import ends
from jikim.policy.model import Policy
from jikim.proof.values import WORKER
from jikim.vault.daykeys import ensure

AHEAD: Final = timedelta(days=31)


def make_keys(policy: Policy, *, at: datetime) -> int:
    """Make every key from today to the last end date that a record of the coming month can have; gives how many."""
    today = day_of(at)
    last = max(ends(policy, purpose.slug, today + AHEAD) for purpose in policy.purposes)
    return ensure(today, last, by=WORKER, at=at)
