"""Reads what is sequenced: the latest signed head and the tiles; refuses tiles that do not lead to the head."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Final

from django.db import connections
from django.db.utils import DEFAULT_DB_ALIAS

from jikim.errors import Broken
from jikim.ledger.models import Checkpoint as CheckpointRow
from jikim.ledger.models import Tile as TileRow
from jikim.proof.checkpoint import Checkpoint, open_checkpoint
from jikim.proof.note import Verifier
from jikim.proof.tiles import edge_of, levels_of, root_of_edge, subtree_reader, width_of
from jikim.proof.tree import EMPTY_ROOT, HASH, Subtree

Place = tuple[int, int]
"""Level and number of a tile."""

_SELECT: Final = "SELECT level, n, hashes FROM ledger_tile WHERE "
_PLACE: Final = "(level = %s AND n = %s)"
_PLACES: Final = 400


def latest() -> CheckpointRow | None:
    """Give the latest checkpoint, or None while nothing is sequenced."""
    return CheckpointRow.objects.order_by("-size").first()


def head(verifier: Verifier) -> Checkpoint:
    """Give the head of the log, its signature checked; the empty tree while nothing is sequenced.

    Broken as ``open_checkpoint``: the row was doctored, or the key is not the one that signed.
    """
    row = latest()
    if row is None:
        return Checkpoint(origin=verifier.name, size=0, root=EMPTY_ROOT)
    return open_checkpoint(row.note.encode(), verifier)


def tile(level: int, n: int, size: int) -> bytes | None:
    """Give a tile as it is in the tree of ``size``, or None when that tree has no such tile."""
    width = width_of(level, n, size)
    row = TileRow.objects.filter(level=level, n=n).values_list("hashes", flat=True).first() if width else None
    return None if row is None else bytes(row)[: width * HASH]


def rows_at(places: Iterable[Place]) -> dict[Place, bytes]:
    """Read tiles, 400 a query: written out, because the making of the statement would cost more than the read."""
    wanted = list(places)
    found: dict[Place, bytes] = {}
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        for start in range(0, len(wanted), _PLACES):
            some = wanted[start : start + _PLACES]
            cursor.execute(_SELECT + " OR ".join([_PLACE] * len(some)), list(chain.from_iterable(some)))
            found.update({(level, n): bytes(hashes) for level, n, hashes in cursor.fetchall()})
    return found


def edge(of: Checkpoint) -> dict[int, bytes]:
    """Read the partial tiles at the edge of the head's tree; Broken("ledger-tiles-damaged") when they do not fit it."""
    tiles = edge_of(of.size)
    rows = rows_at((tile.level, tile.n) for tile in tiles)
    found = {tile.level: rows.get((tile.level, tile.n), b"") for tile in tiles}
    if any(len(found[tile.level]) != tile.width * HASH for tile in tiles) or root_of_edge(found) != of.root:
        rule = "ledger-tiles-damaged"
        raise Broken(rule, hint="the stored tiles do not lead to the signed root: restore the database")
    return found


def subtrees(indexes: Iterable[int], *sizes: int) -> Subtree:
    """Make the reader that proofs need about some entries and tree sizes, with one query for all of it."""
    places = {
        (level, index >> 8 * (level + 1)) for size in sizes for index in indexes for level in range(levels_of(size))
    }
    places |= {(tile.level, tile.n) for size in sizes for tile in edge_of(size)}
    rows = rows_at(places)

    def read(level: int, n: int) -> bytes:
        row = rows.get((level, n)) or rows_at([(level, n)]).get((level, n))
        if row is None:
            rule = "ledger-tiles-damaged"
            raise Broken(rule, hint="a stored tile is missing: restore the database")
        return row

    return subtree_reader(read)
