"""Takes up again, by hand, what had been given up."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from jikim.errors import Unknown
from jikim.work.models import Task


def revive(name: str, *, at: datetime) -> None:
    """Make a dead task due now, with all its tries before it; raises Unknown where no such task is dead."""
    fresh = {"dead": None, "last_error": "", "tries": 0, "due": at}
    if not Task.objects.dead().filter(name=name).update(**fresh):
        rule = "unknown"
        raise Unknown(rule)
