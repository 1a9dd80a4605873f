"""Checks a log from outside, on files alone; trusts nothing but the verifier key that its caller brings.

Every function says its numbered steps in ``STEPS``, does them in that order, and stops at the first that fails with
Broken: ``rule`` names what is wrong, ``field`` where (a tile's or bundle's path, ``#N`` the entry of the log).
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType
from typing import Final

from jikim.errors import Broken
from jikim.proof.blame import blame_entry
from jikim.proof.bundle import InclusionProof, read_bundle
from jikim.proof.canonical import Told, decode
from jikim.proof.checkpoint import Checkpoint, open_checkpoint
from jikim.proof.folder import Folder, read, stop
from jikim.proof.note import read_verifier
from jikim.proof.tiles import WIDTH, Tile, bundle_row, root_of_edge, subtree_reader, tile_roots
from jikim.proof.tree import HASH, consistency, leaf_hash, proves_consistency, proves_inclusion

STEPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "log": (
            "the checkpoint is signed by the key that you brought",
            "the tiles at the right edge fold into the signed root",
            "from the top down, each full tile hashes to its place in the tile above",
            "each entry hashes to its place in its tile",
        ),
        "facts": (
            "the whole log is intact (the four steps of the log)",
            "each entry is a fact of the vocabulary, written the one right way",
        ),
        "inclusion": (
            "each checkpoint is signed by the key that you brought",
            "each path leads from the entry to the signed root",
            "each entry is a fact of the vocabulary, written the one right way",
        ),
        "consistency": (
            "both checkpoints are signed by the key that you brought",
            "the log did not shrink",
            "the log of the older checkpoint is the beginning of the log of the newer one",
        ),
    }
)
"""What each audit checks, in order; the code bears the same numbers."""

TILES_A_TASK: Final = 64

Task = tuple[Folder, int, bytes]
"""A stretch of full level-0 tiles: the folder, the number of the first, and the hashes that vouch for them."""


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What was checked and held: the kind (a key of ``STEPS``), the signed head, how many entries and tiles.

    ``told`` holds the facts that an inclusion audit read; ``older`` the older head of a consistency audit.
    """

    kind: str
    checkpoint: Checkpoint
    entries: int = 0
    tiles: int = 0
    told: tuple[Told, ...] = ()
    older: Checkpoint | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The sentences of the steps that held, in order."""
        return STEPS[self.kind]


def audit_log(directory: Path, verifier_key: str, *, processes: int = 1) -> Audit:
    """Check a whole exported log.  ``processes`` above one share the work; the caller then runs no other thread.

    The caller MUST have the key from elsewhere than the export, and MUST compare the size with a checkpoint seen
    before (``audit_consistency``): a log cut back to an older checkpoint of its own is intact in itself.
    """
    head = open_checkpoint(read(directory, "checkpoint", "checkpoint-missing"), read_verifier(verifier_key))  # (1)
    folder = Folder(directory=directory, size=head.size)
    edge = _edge(folder, head.root)  # (2)
    vouched, tiles = _upper_tiles(folder, edge)  # (3)
    full = head.size // WIDTH
    tasks = [
        (folder, first, vouched[first * HASH : (first + TILES_A_TASK) * HASH]) for first in range(0, full, TILES_A_TASK)
    ]
    entries = _share(tasks, processes)  # (3) for the lowest level, (4)
    if 0 in edge:
        entries += _entries(folder, full, edge[0])  # (4)
    return Audit(kind="log", checkpoint=head, entries=entries, tiles=tiles + full + (0 in edge))


def audit_facts(directory: Path, verifier_key: str, *, processes: int = 1) -> Audit:
    """Check a whole exported log as ``audit_log`` does, then read every entry strictly."""
    whole = audit_log(directory, verifier_key, processes=processes)  # (1)
    for index, entry in entries_of(directory, whole.checkpoint.size):  # (2)
        _read_fact(entry, index)
    return Audit(kind="facts", checkpoint=whole.checkpoint, entries=whole.entries, tiles=whole.tiles)


def audit_inclusion(bundle: Path | bytes, verifier_key: str) -> Audit:
    """Check a visitor's file: one or more entries with their proofs.

    It proves that these entries are in the log; that they are all that the log holds of a record, it cannot prove.
    """
    verifier = read_verifier(verifier_key)
    content = bundle if isinstance(bundle, bytes) else read(bundle.parent, bundle.name, "bundle-missing")
    proofs = read_bundle(content)
    heads = [open_checkpoint(proof.checkpoint.encode(), verifier) for proof in proofs]  # (1)
    for proof, head in zip(proofs, heads, strict=True):
        _included(proof, head)  # (2)
    told = tuple(_read_fact(proof.entry, proof.index) for proof in proofs)  # (3)
    latest = max(heads, key=lambda head: head.size)
    return Audit(kind="inclusion", checkpoint=latest, entries=len(told), told=told)


def audit_consistency(old_checkpoint: str, directory: Path, verifier_key: str) -> Audit:
    """Check that an exported log continues the one of a checkpoint that was kept from before."""
    verifier = read_verifier(verifier_key)
    old = open_checkpoint(old_checkpoint.encode(), verifier)  # (1)
    new = open_checkpoint(read(directory, "checkpoint", "checkpoint-missing"), verifier)
    if new.size < old.size:  # (2)
        stop("log-truncated", f"it has {new.size} entries, and had {old.size} before", field="checkpoint")
    folder = Folder(directory=directory, size=new.size)
    path = consistency(old.size, new.size, subtree_reader(folder.tile))
    if not proves_consistency(old=old.size, old_root=old.root, new=new.size, new_root=new.root, path=path):  # (3)
        _all_tiles(folder, new.root)  # a damaged tile is named as such; if none is, history was rewritten
        stop("log-forked", f"the first {old.size} entries are not those that were signed before", field="checkpoint")
    return Audit(kind="consistency", checkpoint=new, older=old, entries=new.size - old.size)


def entries_of(directory: Path, size: int) -> Iterator[tuple[int, bytes]]:
    """Read the entries of an export with their indexes, unchecked: for use after ``audit_log``."""
    folder = Folder(directory=directory, size=size)
    for n in range(-(-size // WIDTH)):
        yield from enumerate(folder.bundle(n), n * WIDTH)


def _edge(folder: Folder, root: bytes) -> dict[int, bytes]:
    edge = folder.edge()
    if root_of_edge(edge) != root:
        stop("root-differs", "it does not lead to the signed root", field=folder.wrong_edge(root))
    return edge


def _upper_tiles(folder: Folder, edge: Mapping[int, bytes]) -> tuple[bytes, int]:
    # Gives the hashes that the tiles of level 1 hold, one for each full tile of level 0, and how many tiles were read.
    above, tiles = b"", 0
    for level in range(folder.top, 0, -1):
        rows = [_full_tile(folder, level, n, vouched) for n, vouched in enumerate(_hashes(above))]
        above = b"".join([*rows, edge.get(level, b"")])
        tiles += len(rows) + (level in edge)
    return above, tiles


def _all_tiles(folder: Folder, root: bytes) -> None:
    above, _ = _upper_tiles(folder, _edge(folder, root))
    for n, vouched in enumerate(_hashes(above)):
        _full_tile(folder, 0, n, vouched)


def _full_tile(folder: Folder, level: int, n: int, vouched: bytes) -> bytes:
    row = folder.tile(level, n)
    if tile_roots(row) != vouched:
        path = Tile(level=level, n=n, width=WIDTH).path
        stop("tile-differs", "it does not hash to its place in the tile above", field=path)
    return row


def _share(tasks: list[Task], processes: int) -> int:
    if processes > 1 and len(tasks) > processes:
        with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
            return sum(pool.map(_stretch, tasks))
    return sum(map(_stretch, tasks))


def _stretch(task: Task) -> int:
    folder, first, above = task
    numbered = enumerate(_hashes(above), first)
    return sum(_entries(folder, n, _full_tile(folder, 0, n, vouched)) for n, vouched in numbered)


def _entries(folder: Folder, n: int, row: bytes) -> int:
    if bundle_row(folder.bundle_bytes(n)) != row:
        blame_entry(folder.bundle(n), row, n)
    return len(row) // HASH


def _hashes(row: bytes) -> list[bytes]:
    return [row[at : at + HASH] for at in range(0, len(row), HASH)]


def _included(proof: InclusionProof, head: Checkpoint) -> None:
    leaf = leaf_hash(proof.entry)
    if not proves_inclusion(leaf=leaf, index=proof.index, size=head.size, path=proof.path, root=head.root):
        stop("entry-not-in-log", "its path does not lead to the signed root", field=f"#{proof.index}")


def _read_fact(entry: bytes, index: int) -> Told:
    try:
        return decode(entry)
    except Broken as error:
        stop(error.rule, error.hint, field=f"#{index}")
