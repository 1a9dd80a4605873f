"""An exported log as it lies in a directory: reads tiles and bundles of one tree size; refuses wrong lengths.

The layout is that of C2SP tlog-tiles: ``checkpoint``, ``tile/L/...``, ``tile/entries/...``.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from jikim.errors import Broken
from jikim.proof.tiles import FULL, Tile, bundle_path, edge_of, levels_of, root_of_edge, tile_roots, unpack, width_of
from jikim.proof.tree import HASH, leaf_row


@dataclass(frozen=True, kw_only=True)
class Folder:
    """The tiles and bundles of the tree of ``size`` below a directory."""

    directory: Path
    size: int

    def tile(self, level: int, n: int) -> bytes:
        """Read a tile, as wide as this size makes it; Broken("tile-missing", "tile-cut") names its path."""
        tile = Tile(level=level, n=n, width=width_of(level, n, self.size))
        row = read(self.directory, tile.path, "tile-missing")
        if len(row) != tile.width * HASH:
            stop("tile-cut", f"it has {len(row)} bytes where {tile.width * HASH} belong", field=tile.path)
        return row

    def bundle(self, n: int) -> list[bytes]:
        """Read the entries under a tile of level 0; Broken("bundle-missing", "bundle-cut") names its path."""
        try:
            return unpack(self.bundle_bytes(n))
        except ValueError:
            path = bundle_path(n, width_of(0, n, self.size))
            stop("bundle-cut", "its lengths do not add up to its end", field=path)

    def bundle_bytes(self, n: int) -> bytes:
        """Read a bundle as it lies there; Broken("bundle-missing") names its path."""
        return read(self.directory, bundle_path(n, width_of(0, n, self.size)), "bundle-missing")

    def edge(self) -> dict[int, bytes]:
        """Read the partial tiles at the right edge: level to row."""
        return {tile.level: self.tile(tile.level, tile.n) for tile in edge_of(self.size)}

    def wrong_edge(self, root: bytes) -> str:
        """Name the one partial tile whose content, made afresh from below, gives the root; "checkpoint" if none."""
        edge = self.edge()
        for tile in edge_of(self.size):
            fresh = self._from_below(tile)
            if fresh != edge[tile.level] and root_of_edge({**edge, tile.level: fresh}) == root:
                return tile.path
        return "checkpoint"

    def _from_below(self, tile: Tile) -> bytes:
        if tile.level == 0:
            return leaf_row(self.bundle(tile.n))
        first = tile.n << 8
        rows = [self.tile(tile.level - 1, first + k) for k in range(tile.width)]
        return b"".join([tile_roots(row) for row in rows if len(row) == FULL])

    @property
    def top(self) -> int:
        """The highest tile level."""
        return levels_of(self.size) - 1


def read(directory: Path, path: str, rule: str) -> bytes:
    """Read one file of an export; Broken(rule) names it when it cannot be read."""
    try:
        with open(f"{directory}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 -- half the time of a Path, twice a tile
            return file.read()
    except OSError:
        stop(rule, "the file is not there or cannot be read", field=path)


def stop(rule: str, hint: str, *, field: str = "") -> NoReturn:
    """Stop a check, saying what failed and where."""
    raise Broken(rule, hint=f"{field}: {hint}" if field else hint, field=field) from None
