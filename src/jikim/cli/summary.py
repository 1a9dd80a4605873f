"""What became of every record: received, answered, apart, destroyed, held; as a table for the terminal."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from rich.table import Table

from jikim.clock import day_of
from jikim.inquiries.models import Inquiry
from jikim.ledger.health import health
from jikim.lifecycle.models import Batch, Hold
from jikim.vault.models import Record


def summary(*, at: datetime) -> Table:
    """Count the records by place and purpose, and name the batches, holds and facts."""
    table = Table(title=f"{day_of(at)}", title_justify="left")
    table.add_column("처리 목적 / purpose")
    for head in ("받음 / received", "답변 / answered", "업무 / active", "분리 / apart", "파기 / destroyed"):
        table.add_column(head, justify="right")
    for purpose in Inquiry.objects.order_by("purpose").values_list("purpose", flat=True).distinct():
        asked = Inquiry.objects.filter(purpose=purpose)
        kept = Record.objects.filter(purpose=purpose)
        counts = [asked.count(), asked.exclude(answered=None).count()]
        counts += [kept.filter(place=place).count() for place in ("active", "apart", "destroyed")]
        table.add_row(purpose, *map(str, counts))
    done = Batch.objects.filter(count__gt=0)
    table.caption = (
        f"파기 묶음 / batches {done.count()} (확인 / confirmed {done.exclude(confirmed=None).count()}) · "
        f"보존 / holds {Hold.objects.active(day_of(at)).count()} · 원장 / facts {health(at=at).size}"
    )
    return table
