"""The C2SP tlog-tiles layout, height 8: where a tile lies, how wide it is, how it grows; refuses any other spelling.

See c2sp.org/tlog-tiles.  A tile of level L holds up to 256 consecutive hashes of height 8 * L; a bundle holds the
entries under one tile of level 0, each behind its length in two big-endian bytes.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from struct import iter_unpack
from typing import Final

from jikim.proof.tree import HASH, Subtree, fold, parent_row, peaks

HEIGHT: Final = 8
WIDTH: Final = 1 << HEIGHT
FULL: Final = WIDTH * HASH
LONGEST_ENTRY: Final = 0xFFFF

ReadTile = Callable[[int, int], bytes]
"""Gives the row of hashes of the tile of a level and number, at least as wide as the tree in question needs."""


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One tile of a tree: its level, its number in the level, and how many hashes it holds (1 to 256)."""

    level: int
    n: int
    width: int

    @property
    def path(self) -> str:
        """Where the tile lies below the log's prefix: ``tile/L/x001/234`` with ``.p/W`` when partial."""
        return f"tile/{self.level}/{_number_path(self.n)}{_partial(self.width)}"


@dataclass(frozen=True, kw_only=True)
class Grown:
    """What an append changed: the rows to write (level, number) -> whole row, and the root of the grown tree."""

    rows: Mapping[tuple[int, int], bytes]
    size: int
    root: bytes


def bundle_path(n: int, width: int) -> str:
    """Give where the entry bundle of a number lies: ``tile/entries/x001/234`` with ``.p/W`` when partial."""
    return f"tile/entries/{_number_path(n)}{_partial(width)}"


def width_of(level: int, n: int, size: int) -> int:
    """Give how many hashes the tile of a level and number holds in a tree of ``size``: 0 (no such tile) to 256."""
    return max(0, min(WIDTH, (size >> HEIGHT * level) - n * WIDTH))


def levels_of(size: int) -> int:
    """Give how many tile levels a tree of ``size`` has (none when it is empty)."""
    return (size.bit_length() + HEIGHT - 1) // HEIGHT


def tiles_of(size: int) -> Iterator[Tile]:
    """List every tile of a tree of ``size``, level by level from the leaves, each level from the left."""
    for level in range(levels_of(size)):
        count = size >> HEIGHT * level
        for n in range((count + WIDTH - 1) >> HEIGHT):
            yield Tile(level=level, n=n, width=min(WIDTH, count - n * WIDTH))


def edge_of(size: int) -> list[Tile]:
    """List the partial tiles at the right edge of a tree of ``size``: the compact range that growing needs."""
    widths = ((level, size >> HEIGHT * level) for level in range(levels_of(size)))
    return [Tile(level=level, n=count >> HEIGHT, width=count % WIDTH) for level, count in widths if count % WIDTH]


def root_of_edge(edge: Mapping[int, bytes]) -> bytes:
    """Give the root of the tree whose partial tiles are ``edge``: level to row."""
    return fold([top for level in sorted(edge, reverse=True) if edge[level] for top in peaks(edge[level])])


def grow(size: int, edge: Mapping[int, bytes], leaves: bytes) -> Grown:
    """Append a row of leaf hashes to the tree of ``size`` with the partial tiles ``edge`` (level to row).

    Works a level at a time: every tile filled is hashed into one hash of the level above.  ValueError when the edge
    is not the one of that size.
    """
    if {tile.level: tile.width * HASH for tile in edge_of(size)} != {k: len(row) for k, row in edge.items() if row}:
        message = "the partial tiles are not those of this size"
        raise ValueError(message)
    rows: dict[tuple[int, int], bytes] = {}
    tops: list[bytes] = []
    level, new = 0, leaves
    while new or level < levels_of(size):
        row = edge.get(level, b"") + new
        n = size >> HEIGHT * (level + 1)
        full = len(row) // FULL
        if new:
            rows.update({(level, n + k): row[k * FULL : (k + 1) * FULL] for k in range(-(-len(row) // FULL))})
        if len(row) % FULL:
            tops[:0] = peaks(row[full * FULL :])
        new = tile_roots(row[: full * FULL])
        level += 1
    return Grown(rows=rows, size=size + len(leaves) // HASH, root=fold(tops))


def tile_roots(rows: bytes) -> bytes:
    """Hash full tiles, concatenated, into one hash each."""
    sha, one = sha256, b"\x01"
    hashes = [sha(one + pair).digest() for (pair,) in iter_unpack("64s", rows)]
    for _ in range(HEIGHT - 1):
        two = iter(hashes)
        hashes = [sha(one + left + right).digest() for left, right in zip(two, two, strict=True)]
    return b"".join(hashes)


def subtree_reader(read: ReadTile) -> Subtree:
    """Make the reader of complete subtrees that proofs ask for out of a reader of tiles; nothing is hashed twice."""
    tiles: dict[tuple[int, int], bytes] = {}
    known: dict[tuple[int, int], bytes] = {}

    def row_of(level: int, n: int) -> bytes:
        row = tiles.get((level, n))
        if row is None:
            row = tiles[level, n] = read(level, n)
        return row

    def subtree(height: int, number: int) -> bytes:
        found = known.get((height, number))
        if found is None:
            level, rise = divmod(height, HEIGHT)
            n, at = divmod(number << rise, WIDTH)
            part = row_of(level, n)[at * HASH : (at + (1 << rise)) * HASH]
            if len(part) != HASH << rise:
                message = f"{Tile(level=level, n=n, width=WIDTH).path} is too narrow"
                raise ValueError(message)
            for _ in range(rise):
                part = parent_row(part)
            found = known[height, number] = part
        return found

    return subtree


def pack(entries: Iterable[bytes]) -> bytes:
    """Write an entry bundle; ValueError on an entry of more than 65,535 bytes."""
    parts: list[bytes] = []
    for entry in entries:
        if len(entry) > LONGEST_ENTRY:
            message = "an entry is longer than a bundle can hold"
            raise ValueError(message)
        parts += (len(entry).to_bytes(2, "big"), entry)
    return b"".join(parts)


def unpack(bundle: bytes) -> list[bytes]:
    """Read an entry bundle; ValueError when its lengths do not add up to its end."""
    entries = []
    at, end = 0, len(bundle)
    while at + 2 <= end:
        start = at + 2
        at = start + (bundle[at] << 8 | bundle[at + 1])
        entries.append(bundle[start:at])
    if at != end:
        message = "the lengths in the bundle do not add up to its end"
        raise ValueError(message)
    return entries


def bundle_row(bundle: bytes) -> bytes:
    """Hash a bundle's entries into the row that its tile should hold: ``leaf_row(unpack(bundle))`` in one pass.

    Lengths that do not add up give some other row, never an error: for comparing with a tile alone.
    """
    sha, zero = sha256, b"\x00"
    row: list[bytes] = []
    add = row.append
    at, end = 0, len(bundle) - 1
    while at < end:
        start = at + 2
        at = start + (bundle[at] << 8 | bundle[at + 1])
        add(sha(zero + bundle[start:at]).digest())
    return b"".join(row) if at == end + 1 else b""


def _number_path(n: int) -> str:
    parts = [f"{n % 1000:03d}"]
    while n := n // 1000:
        parts.append(f"x{n % 1000:03d}")
    return "/".join(reversed(parts))


def _partial(width: int) -> str:
    return "" if width == WIDTH else f".p/{width}"
