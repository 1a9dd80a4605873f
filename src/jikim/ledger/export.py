"""Writes the whole log into a directory that an auditor takes away: C2SP tlog-tiles; refuses a directory in use."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from jikim.errors import Broken, Refused
from jikim.ledger import key
from jikim.ledger.append import append
from jikim.ledger.head import latest
from jikim.ledger.models import Entry
from jikim.ledger.models import Tile as TileRow
from jikim.proof.checkpoint import Checkpoint, open_checkpoint
from jikim.proof.facts import LogExported
from jikim.proof.tiles import WIDTH, Tile, bundle_path, pack, width_of
from jikim.proof.tree import HASH
from jikim.proof.values import By


def export(directory: Path, *, by: By, at: datetime) -> Checkpoint:
    """Write checkpoint, tiles, entry bundles and the verifier key of the log as it is signed now; gives its head.

    The fact ``log:exported`` is committed first; it stands in the next checkpoint.  The checkpoint is written last, so
    an export that was cut short has none.  The verifier key in the directory is for comparison only: an auditor gets
    it by another way.  Raises Refused("directory-in-use"), Broken("ledger-empty"), or as ``key.load``
    and ``open_checkpoint``.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        rule = "directory-in-use"
        raise Refused(rule, hint="give an empty or a new directory")
    verifier = key.load().verifier
    row = latest()
    if row is None:
        rule = "ledger-empty"
        raise Broken(rule, hint="nothing is sequenced yet")
    of = open_checkpoint(row.note.encode(), verifier)
    with transaction.atomic(durable=True):
        append(LogExported(size=of.size), by=by, at=at)
    for path, content in _files(of):
        _write(directory / path, content)
    _write(directory / "verifier-key", verifier.text.encode() + b"\n")
    _write(directory / "checkpoint", row.note.encode())
    return of


def _files(of: Checkpoint) -> Iterator[tuple[str, bytes]]:
    rows = TileRow.objects.order_by("level", "n").values_list("level", "n", "hashes")
    for level, n, hashes in rows.iterator(chunk_size=256):
        width = width_of(level, n, of.size)  # none where the log has grown since
        if width:
            yield Tile(level=level, n=n, width=width).path, bytes(hashes)[: width * HASH]
    bodies = Entry.objects.sequenced(0, of.size).values_list("body", flat=True).iterator(chunk_size=4096)
    for n in range(-(-of.size // WIDTH)):
        yield bundle_path(n, width_of(0, n, of.size)), pack(map(bytes, islice(bodies, WIDTH)))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
