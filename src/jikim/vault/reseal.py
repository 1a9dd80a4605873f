"""Gives a day a new key: the living are wrapped anew and indexed anew, and the old key is decided to be erased.

This is how a record dies before its day without taking its neighbours along.  Refuses a day that is being destroyed.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import connections
from django.db.models import Max

from jikim import seal
from jikim.errors import Changed
from jikim.vault import daykeys, envelope
from jikim.vault.models import ApartRecord, Record
from jikim.vault.models.shape import key_name
from jikim.vault.stores import Store

_CHUNK: Final = 500
_REWRAP: Final = {
    "default": "UPDATE vault_record SET wrapped = %s, day_key_id = %s, ends = %s WHERE token = %s",
    "apart": "UPDATE vault_apartrecord SET wrapped = %s, day_key_id = %s, ends = %s WHERE token = %s",
}


def next_key(store: Store, day: date) -> str | None:
    """Make the key of a day's next generation, durable before use; None where the day holds no key to replace."""
    last = store.key.objects.filter(day=day).aggregate(last=Max("generation"))["last"]
    if last is None:
        return None
    name = key_name(day, int(last) + 1)
    daykeys.ring().make(store.name, [name])
    return name


def reseal(store: Store, name: str, *, at: datetime) -> int:
    """Move the records of a day to its new key ``name``, inside the caller's transaction; gives how many.

    Afterwards no row refers to the old key, its row is gone, and its erasure is decided.  An intake under the old key
    waits, then finds it gone and takes the new one.
    """
    day, generation = date.fromisoformat(name[:10]), int(name[11:])
    old = list(store.key.objects.select_for_update().filter(day=day, generation__lt=generation))
    if any(key.dying is not None for key in old):
        rule = "day-is-over"
        raise Changed(rule)
    store.key(name=name, day=day, generation=generation).save(force_insert=True)
    names = [key.name for key in old]
    keys = daykeys.ring().use(store.name, name)
    count = 0
    while rows := list(store.record.objects.filter(day_key_id__in=names).order_by("token")[:_CHUNK]):
        rewrap(store, rows, name=name, keys=keys)
        count += len(rows)
    daykeys.decide(store, names, at=at)
    store.key.objects.filter(name__in=names).delete()
    return count


def rewrap(store: Store, rows: Sequence[Record | ApartRecord], *, name: str, keys: seal.DayKeys) -> None:
    """Wrap the data keys of ``rows`` under another day key and compute their index values anew.

    One statement a row sets end, wrap and key: the database refuses a record whose key is not that of its last day.
    """
    day = name[:10]
    wraps, lookups = [], []
    for row in rows:
        key = envelope.data_key(row, store=store)
        wraps.append((seal.wrap(key, keys=keys), name, day, row.token))
        fields = envelope.opened(row, key=key, store=store, only=seal.KINDS)
        lookups += [
            store.lookup(record_id=row.token, kind=kind, value=value)
            for kind, value in envelope.index(fields, keys=keys).items()
        ]
    with connections[store.name].cursor() as cursor:
        cursor.executemany(_REWRAP[store.name], wraps)
    store.lookup.objects.filter(record_id__in=[row.token for row in rows]).delete()
    store.lookup.objects.bulk_create(lookups)  # type: ignore[arg-type]  # rows of this store's own class
