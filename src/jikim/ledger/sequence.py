"""Gives pending entries their indexes, grows the tree and signs its head; never signs two trees of one size.

# A batch, in this order; killed between any two steps, the next run ends in the same log:
#   (1) alone: a lock that the database holds for this transaction;
#   (2) the head is ours: its signature, the tiles at its edge, and the memory of what was signed agree with it;
#   (3) the entries: those of a batch that was meant but not committed, else the oldest pending ones;
#   (4) the grown tree;   (5) remembered outside the database;   (6) signed;   (7) stored and committed.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connections, transaction
from django.db.utils import DEFAULT_DB_ALIAS

from jikim.errors import Broken
from jikim.ledger import key, memory
from jikim.ledger.head import edge, head, subtrees
from jikim.ledger.memory import Meant
from jikim.ledger.models import Checkpoint as CheckpointRow
from jikim.ledger.models import Entry
from jikim.ledger.models import Tile as TileRow
from jikim.proof.checkpoint import Checkpoint
from jikim.proof.tiles import Grown, edge_of, grow
from jikim.proof.tree import leaf_row, root_at

BATCH: Final = 2048
"""Entries a transaction: on SQLite it holds the one write lock for some tens of milliseconds."""

LOCK: Final = 0x6A696B696D
"""The advisory lock of the one sequencer: "jikim" in ASCII."""

Pending = dict[int, bytes]
"""Row ids to canonical bytes, in the order of their indexes to come."""


def sequence(*, at: datetime) -> int:
    """Sequence all pending entries and sign a checkpoint a batch; gives how many got their index.

    Raises Broken: "ledger-forked" (the database holds another history than the one signed),
    "ledger-older-than-signature" (it was restored to an older state), "ledger-tiles-damaged", and those of ``key``,
    ``memory`` and the checkpoint's signature.  RuntimeError inside another transaction.
    """
    done = 0
    while Entry.objects.pending().exists():
        done += _batch(at)
    return done


def confirm() -> Checkpoint:
    """Check that the database holds the log that was signed, before a start; gives its head.  Broken as ``sequence``.

    A batch that was meant but not committed is no fault: the next ``sequence`` does it again.
    """
    with transaction.atomic():
        _lock()
        found = head(key.load().verifier)
        _batch_of(found, memory.recall())
    return found


def _batch(at: datetime) -> int:
    signer = key.load()
    with transaction.atomic(durable=True):
        _lock()  # (1)
        old = head(signer.verifier)  # (2)
        ids, grown = _batch_of(old, memory.recall())  # (2) (3) (4)
        if not ids:
            return 0
        memory.remember(Meant(size=grown.size, root=grown.root, base=old.size, ids=tuple(ids)))  # (5)
        new = Checkpoint(origin=signer.name, size=grown.size, root=grown.root)
        note = new.signed(signer)  # (6)
        _store(old.size, ids, grown)  # (7)
        CheckpointRow.objects.create(size=new.size, root=new.root.hex(), note=note, at=at)
    return len(ids)


def _lock() -> None:
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        else:
            # No row changes; but SQLite now holds its one write lock, whatever way the transaction was begun.
            cursor.execute("UPDATE ledger_checkpoint SET size = size WHERE size < 0")


def _batch_of(old: Checkpoint, meant: Meant) -> tuple[list[int], Grown]:
    partial = edge(old)
    if meant.size <= old.size:
        pending = _oldest(old, meant)
        return list(pending), grow(old.size, partial, leaf_row(pending.values()))
    found = dict(Entry.objects.pending().filter(id__in=meant.ids).values_list("id", "body"))
    if meant.base == old.size and len(found) == len(meant.ids):
        grown = grow(old.size, partial, leaf_row(bytes(found[each]) for each in meant.ids))
        if grown.root == meant.root:
            return list(meant.ids), grown
    rule = "ledger-older-than-signature"
    raise Broken(rule, hint="the database was restored to a state before the last signed checkpoint")


def _oldest(old: Checkpoint, meant: Meant) -> Pending:
    remembered = old.root if meant.size == old.size else root_at(meant.size, subtrees([meant.size], meant.size))
    if remembered != meant.root:
        rule = "ledger-forked"
        raise Broken(rule, hint="the database holds another log than the one that this key signed")
    rows = Entry.objects.pending().order_by("id").values_list("id", "body")[:BATCH]
    return {each: bytes(body) for each, body in rows}


def _store(first: int, ids: list[int], grown: Grown) -> None:
    connection = connections[DEFAULT_DB_ALIAS]
    indexes = range(first, first + len(ids))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                'UPDATE ledger_entry SET "index" = given.number '
                "FROM unnest(%s::bigint[], %s::bigint[]) AS given (id, number) WHERE ledger_entry.id = given.id",
                [ids, list(indexes)],
            )
        else:
            given = list(zip(indexes, ids, strict=True))
            cursor.executemany('UPDATE ledger_entry SET "index" = %s WHERE id = %s', given)
    partial = {(tile.level, tile.n) for tile in edge_of(first)}
    TileRow.objects.bulk_create(
        TileRow(level=level, n=n, hashes=row) for (level, n), row in grown.rows.items() if (level, n) not in partial
    )
    for level, n in partial & grown.rows.keys():
        TileRow.objects.filter(level=level, n=n).update(hashes=grown.rows[level, n])
