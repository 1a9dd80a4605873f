"""Destroys for good (P6): a day by erasing its key, single records before their day by a new key for all others.

A destroyed record's key is erased outside the databases; deleting its rows is housekeeping.  Refuses a day that is not
over.  Every step is one commit and may be repeated; ``reconcile`` takes up what a crash has left.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from jikim.clock import day_of
from jikim.errors import Changed, Refused
from jikim.ledger.append import append_many
from jikim.proof.facts import RecordDestroyed
from jikim.proof.values import By, Slug, Token
from jikim.vault import daykeys
from jikim.vault.apart import drop_copies
from jikim.vault.extend import follow
from jikim.vault.fault import fault
from jikim.vault.models import ApartRecord, Extension, Lookup, Move, Part, Place, Record, Stage
from jikim.vault.reseal import next_key, reseal
from jikim.vault.stores import APART, DEFAULT, Store, store_of

_CHUNK: Final = 1000


def destroy_day(
    store: Slug, day: date, *, batch: Token, because: Slug, by: By, at: datetime, chunk: int = _CHUNK
) -> int:
    """Destroy all records of one store whose last day was ``day``; gives how many this run told the ledger.

    The key goes first, then the rows, ``chunk`` at a time with their facts.  Refused (``day-not-over``), Changed when
    another batch has begun with this day.  Refuses inside a transaction (RuntimeError).
    """
    held = store_of(store)
    # A day whose key died under a clock that ran ahead is finished, though the clock is right again.
    if day >= day_of(at) and not held.key.objects.filter(day=day, dying__isnull=False, batch=batch).exists():
        rule = "day-not-over"
        raise Refused(rule)
    if held is APART:
        follow(day, by=by, at=at)  # what a hold keeps longer leaves the day before the day dies
    names = _begin(held, day, batch=batch, because=because, at=at)
    fault(f"destroy:{store}:begun")
    daykeys.settle(held, by=by, at=at)
    fault(f"destroy:{store}:erased")
    wipe = _wipe_default if held is DEFAULT else _wipe_apart
    count = 0
    while tokens := list(held.record.objects.filter(day_key_id__in=names).values_list("token", flat=True)[:chunk]):
        count += wipe(tokens, batch=batch, because=because, by=by, at=at)
        fault(f"destroy:{store}:chunk")
    held.key.objects.filter(name__in=names).delete()
    fault(f"destroy:{store}:done")
    return count


def end_early(tokens: Iterable[Token], *, batch: Token, because: Slug, by: By, at: datetime) -> int:
    """Destroy single records before their last day; gives how many this run told the ledger.

    Their neighbours are re-sealed under a new key of the same day, once per day however many go; then the old keys are
    erased, with every copy that an earlier end date or a move has left under them.  Changed where a day is being
    destroyed.  Refuses inside a transaction (RuntimeError).
    """
    chosen = list(tokens)
    days: dict[date, list[str]] = defaultdict(list)
    living = Record.objects.filter(token__in=chosen).exclude(place=Place.DESTROYED)
    for token, ends in living.values_list("token", "ends"):
        days[ends].append(token)
    count = sum(
        _end_default(day, group, batch=batch, because=because, by=by, at=at) for day, group in sorted(days.items())
    )
    sweep_apart(chosen, at=at)
    for store in (DEFAULT, APART):
        daykeys.settle(store, by=by, at=at)
    return count


def sweep_apart(tokens: Sequence[str], *, at: datetime) -> int:
    """Drop what the separate database still holds of destroyed records and re-seal their neighbours; gives how many.

    The erasure of the old keys is decided, not yet carried out.
    """
    dead = set(Record.objects.filter(token__in=tokens, place=Place.DESTROYED).values_list("token", flat=True))
    gone = dict(ApartRecord.objects.filter(token__in=dead).values_list("token", "ends"))
    if not gone:
        return 0
    names = _next_keys(APART, set(gone.values()) | _earlier_days(list(gone)))
    with transaction.atomic(using=APART.name, durable=True):
        drop_copies(list(gone))
        for name in names:
            reseal(APART, name, at=at)
    Move.objects.filter(token__in=gone).exclude(state=Stage.DONE).delete()
    fault("early:apart:done")
    return len(gone)


def _end_default(day: date, tokens: list[str], *, batch: Token, because: Slug, by: By, at: datetime) -> int:
    names = _next_keys(DEFAULT, {day} | _earlier_days(tokens))
    fault("early:default:begun")
    with transaction.atomic(durable=True):
        spines = Record.objects.filter(token__in=tokens, ends=day).exclude(place=Place.DESTROYED)
        count = _mark(list(spines.select_for_update()), batch=batch, because=because, by=by, at=at)
        for name in names:
            reseal(DEFAULT, name, at=at)
    fault("early:default:done")
    return count


def _next_keys(store: Store, days: Iterable[date]) -> list[str]:
    return [name for name in (next_key(store, day) for day in sorted(days)) if name is not None]


def _earlier_days(tokens: Sequence[str]) -> set[date]:
    """Give the days under whose keys older wraps of these records were made: they must not outlive the record."""
    return set(Extension.objects.filter(token__in=tokens).values_list("before", flat=True))


def _begin(store: Store, day: date, *, batch: Token, because: Slug, at: datetime) -> list[str]:
    with transaction.atomic(using=store.name, durable=True):
        keys = list(store.key.objects.select_for_update().filter(day=day))
        if any(key.dying is not None and key.batch != batch for key in keys):
            rule = "day-is-in-another-batch"
            raise Changed(rule)
        fresh = [key.name for key in keys if key.dying is None]
        store.key.objects.filter(name__in=fresh).update(dying=at, batch=batch, because=because)
        daykeys.decide(store, fresh, at=at)
    return [key.name for key in keys]


def _wipe_default(tokens: list[str], *, batch: Token, because: Slug, by: By, at: datetime) -> int:
    with transaction.atomic(durable=True):
        spines = list(Record.objects.select_for_update().filter(token__in=tokens, place=Place.ACTIVE))
        return _mark(spines, batch=batch, because=because, by=by, at=at)


def _wipe_apart(tokens: list[str], *, batch: Token, because: Slug, by: By, at: datetime) -> int:
    """Tell first, delete second: the key is erased already, so a crash in between leaves noise, not data."""
    with transaction.atomic(durable=True):
        # An active spine here belongs to a move that never ended: it dies in its own store.
        spines = list(Record.objects.select_for_update().filter(token__in=tokens, place=Place.APART))
        count = _mark(spines, batch=batch, because=because, by=by, at=at)
    fault("destroy:apart:told")
    with transaction.atomic(using=APART.name, durable=True):
        drop_copies(tokens)
    return count


def _mark(spines: list[Record], *, batch: Token, because: Slug, by: By, at: datetime) -> int:
    """Blank the rows of these records and tell their end, in the caller's transaction."""
    tokens = [spine.token for spine in spines]
    Lookup.objects.filter(record_id__in=tokens).delete()
    Part.objects.filter(record_id__in=tokens).delete()
    Move.objects.filter(token__in=tokens).exclude(state=Stage.DONE).delete()
    Record.objects.filter(token__in=tokens).update(
        place=Place.DESTROYED, body=None, wrapped=None, day_key=None, destroyed=at, batch=batch
    )
    facts = (
        RecordDestroyed(
            token=Token(spine.token), purpose=Slug(spine.purpose), ends=spine.ends, because=because, batch=batch
        )
        for spine in spines
    )
    if spines:
        append_many(facts, by=by, at=at)
    return len(spines)
