"""Says how the log fares, in figures for a monitor; refuses to judge them."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from jikim.ledger.head import latest
from jikim.ledger.models import Entry


@dataclass(frozen=True, kw_only=True)
class Health:
    """``size`` entries are signed, ``pending`` wait; ages are None where there is nothing to be old."""

    size: int
    pending: int
    checkpoint_age: timedelta | None
    oldest_pending: timedelta | None


def health(*, at: datetime) -> Health:
    """Read the figures at a moment: while entries wait, the checkpoint should be a second or two old."""
    head = latest()
    oldest = Entry.objects.pending().order_by("id").values_list("at", flat=True).first()
    return Health(
        size=head.size if head else 0,
        pending=Entry.objects.pending().count(),
        checkpoint_age=at - head.at if head else None,
        oldest_pending=at - oldest if oldest else None,
    )
