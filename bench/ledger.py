"""B5: append in batches, verify a whole log, one inclusion proof; beside hashlib's leaf rate and PyPI's pymerkle.

Workload: facts ``record:kept`` of about 300 bytes.  The tree grows in batches of 1,000; the log is exported to tiles
and verified from files with one process, then one a core; the proof is for a random entry of the tiles.
``scale`` divides the number of entries (1,000,000; the workload named for this figure is 10,000,000: --scale 0.1).
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from pymerkle import InmemoryTree

from bench.compare import Figure, alternate
from bench.load import temporary
from jikim.proof.audit import audit_log
from jikim.proof.canonical import encode
from jikim.proof.checkpoint import Checkpoint
from jikim.proof.facts import RecordKept
from jikim.proof.note import Signer, new_signer
from jikim.proof.tiles import WIDTH, bundle_path, edge_of, grow, pack, subtree_reader, tiles_of, width_of
from jikim.proof.tree import HASH, inclusion, leaf_row
from jikim.proof.values import VISITOR, Digest, Slug, new_token

ENTRIES = 1_000_000
BATCH = 1_000
ROUNDS = 3


class Log:
    """A log in memory: its entries, and its tiles as rows by level and number."""

    def __init__(self) -> None:
        self.entries: list[bytes] = []
        self.rows: dict[tuple[int, int], bytes] = {}
        self.root = b""

    def append(self, entries: list[bytes]) -> None:
        """Grow the tree by one batch."""
        size = len(self.entries)
        edge = {tile.level: self.rows[tile.level, tile.n][: tile.width * HASH] for tile in edge_of(size)}
        grown = grow(size, edge, leaf_row(entries))
        self.rows.update(grown.rows)
        self.entries += entries
        self.root = grown.root

    def export(self, folder: Path, signer: Signer) -> None:
        """Write the log as an auditor gets it."""
        size = len(self.entries)
        for tile in tiles_of(size):
            _write(folder / tile.path, self.rows[tile.level, tile.n][: tile.width * HASH])
        for n in range(-(-size // WIDTH)):
            content = pack(self.entries[n * WIDTH : (n + 1) * WIDTH])
            _write(folder / bundle_path(n, width_of(0, n, size)), content)
        head = Checkpoint(origin=signer.verifier.name, size=size, root=self.root)
        _write(folder / "checkpoint", head.signed(signer).encode())


def figures(scale: float) -> Iterator[Figure]:
    """Give append, verification and proof."""
    count = max(BATCH, int(ENTRIES / scale) // BATCH * BATCH)
    entries = [_entry() for _ in range(BATCH)]
    some = count // 10
    ours, theirs = alternate(lambda: _append(entries, some), lambda: _pymerkle(entries, some), rounds=ROUNDS)
    yield Figure(name=f"B5 append {some:,}", unit="entries/s", ours=ours, theirs=theirs, goal=">= 5", beside="pymerkle")
    log, signer = Log(), new_signer("bench.example/log")
    for _ in range(count // BATCH):
        log.append(entries)
    with temporary() as folder:
        log.export(Path(folder) / "log", signer)
        for processes in (1, os.cpu_count() or 1):
            ours, theirs = alternate(
                lambda n=processes: _rate(
                    count, lambda: audit_log(Path(folder) / "log", signer.verifier.text, processes=n)
                ),  # type: ignore[misc]  # bound at once
                lambda: _rate(count, lambda: _leaves(log.entries)),
                rounds=ROUNDS,
            )
            yield Figure(
                name=f"B5 verify {count:,}, {processes} process(es)",
                unit="entries/s",
                ours=ours,
                theirs=theirs,
                goal=">= 0.40",
                beside="hashlib leaf rate, one process",
            )
    proofs = [_proof(log, count) for _ in range(200)]
    yield Figure(
        name=f"B5 one inclusion proof of {count:,}", unit="ms", ours=proofs, theirs=[1.0], goal="<= 1.0", beside="limit"
    )


def _entry() -> bytes:
    fact = RecordKept(token=new_token(), purpose=Slug("quote"), policy=Digest("ab" * 32), ends=date(2027, 11, 23))
    return encode(fact, by=VISITOR, at=datetime(2026, 11, 23, tzinfo=UTC))


def _append(entries: list[bytes], count: int) -> float:
    def run() -> None:
        log = Log()
        for _ in range(count // len(entries)):
            log.append(entries)

    return _rate(count, run)


def _pymerkle(entries: list[bytes], count: int) -> float:
    def run() -> None:
        tree = InmemoryTree(algorithm="sha256")
        for _ in range(count // len(entries)):
            for entry in entries:
                tree.append_entry(entry)
            tree.get_state()

    return _rate(count, run)


def _leaves(entries: list[bytes]) -> None:
    sha, zero = hashlib.sha256, b"\x00"
    for entry in entries:
        sha(zero + entry).digest()


def _proof(log: Log, count: int) -> float:
    index = random.randrange(count)
    begun = time.perf_counter()
    inclusion(index, count, subtree_reader(lambda level, n: log.rows[level, n]))
    return (time.perf_counter() - begun) * 1000


def _rate(count: int, work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return count / (time.perf_counter() - begun)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
