"""Opens, runs and closes a batch of the destruction register; each step may be repeated after a crash (P6)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction

from jikim.clock import SEOUL, day_of
from jikim.ledger.append import append, append_many
from jikim.lifecycle.models import Batch, Kind
from jikim.lifecycle.own_end import unheld
from jikim.policy.ends import destroy_by
from jikim.policy.model import Policy
from jikim.proof.facts import BatchClosed, BatchOpened
from jikim.proof.tree import leaf_row, root_of
from jikim.proof.values import WORKER, Digest, Slug, Token, new_token
from jikim.vault.destroy import destroy_day, end_early
from jikim.vault.models import Record
from jikim.vault.scrub import scrub
from jikim.vault.stores import STORES

ABANDONED: Final = timedelta(minutes=10)
"""How long a batch of early ends may stand open before it counts as left behind: no living worker needs so long."""


def run_day(policy: Policy, day: date, *, at: datetime) -> int:
    """Destroy everything whose last day was ``day``; an unfinished batch of that day is taken up again."""
    batch = Batch.objects.unfinished().filter(kind=Kind.EXPIRED, day=day).first() or _open(
        policy, Kind.EXPIRED, day, at=at
    )
    told = sum(
        destroy_day(store.name, day, batch=Token(batch.token), because=Slug(Kind.EXPIRED), by=WORKER, at=at)
        for store in STORES
    )
    _close(batch, at=at)
    return told


def run_early(policy: Policy, tokens: Sequence[Token], *, because: Slug, at: datetime) -> int:
    """Destroy single records before their last day, all of them in one batch; what a hold keeps is passed by (P7)."""
    free = unheld(tokens, at=at)
    if not free:
        return 0
    today = day_of(at)
    batch = Batch.objects.unfinished().filter(kind=Kind.EARLY, day=today).first() or _open(
        policy, Kind.EARLY, today, at=at
    )
    told = end_early(free, batch=Token(batch.token), because=because, by=WORKER, at=at)
    _close(batch, at=at)
    return told


def finish_early(*, at: datetime) -> int:
    """Finish the batches of records that ended early which were left open, by a crash, longer ago than ``ABANDONED``.

    Their keys are erased and their copies dropped, whatever the crash left of them; gives 0: all of them were told.
    """
    for batch in Batch.objects.unfinished().filter(kind=Kind.EARLY, opened__lte=at - ABANDONED):
        tokens = [Token(record.token) for record in Record.objects.destroyed_in(batch.token)]
        end_early(tokens, batch=Token(batch.token), because=Slug(Kind.EARLY), by=WORKER, at=at)
        _close(batch, at=at)
    return 0


@transaction.atomic
def _open(policy: Policy, kind: Kind, day: date, *, at: datetime) -> Batch:
    last = destroy_by(policy, day) + timedelta(days=1)
    batch = Batch.objects.create(
        token=new_token(), kind=kind, day=day, deadline=datetime.combine(last, time(), SEOUL), opened=at
    )
    facts = [
        BatchOpened(
            batch=Token(batch.token),
            store=store.name,
            day=day,
            count=store.record.objects.filter(day_key__day=day).count() if kind is Kind.EXPIRED else 0,
        )
        for store in STORES
    ]
    append_many(facts, by=WORKER, at=at)
    return batch


def _close(batch: Batch, *, at: datetime) -> None:
    """Count what died and name it by one root; the freed pages are scrubbed before the batch calls itself done."""
    scrub()
    with transaction.atomic():
        tokens = Record.objects.destroyed_in(batch.token).values_list("token", flat=True).iterator(chunk_size=10_000)
        row = leaf_row(token.encode() for token in tokens)
        batch.closed, batch.count, batch.root = at, len(row) // 32, root_of(row).hex()
        batch.save(update_fields=["closed", "count", "root"])
        fact = BatchClosed(batch=Token(batch.token), count=batch.count, root=Digest(batch.root))
        append(fact, by=WORKER, at=at)
