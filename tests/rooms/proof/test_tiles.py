# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.proof.tiles import (
    FULL,
    Tile,
    bundle_path,
    bundle_row,
    edge_of,
    grow,
    levels_of,
    pack,
    root_of_edge,
    subtree_reader,
    tiles_of,
    unpack,
    width_of,
)
from jikim.proof.tree import HASH, leaf_row, root_at, root_of


def row_of(size: int) -> bytes:
    return leaf_row(str(number).encode() for number in range(size))


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(level=0, n=0, width=256), "tile/0/000"),
        (Tile(level=0, n=273, width=112), "tile/0/273.p/112"),
        (Tile(level=2, n=0, width=1), "tile/2/000.p/1"),
        (Tile(level=0, n=1234067, width=256), "tile/0/x001/x234/067"),
        (Tile(level=63, n=1000, width=255), "tile/63/x001/000.p/255"),
    ],
)
def test_a_tile_lies_where_the_specification_says(tile: Tile, path: str) -> None:
    assert tile.path == path


def test_a_bundle_lies_where_the_specification_says() -> None:
    assert bundle_path(1234067, 8) == "tile/entries/x001/x234/067.p/8"


def test_a_log_of_70000_entries_has_the_tiles_of_the_specification() -> None:
    tiles = list(tiles_of(70_000))

    assert [sum(tile.level == level for tile in tiles) for level in range(3)] == [274, 2, 1]
    assert edge_of(70_000) == [
        Tile(level=0, n=273, width=112),
        Tile(level=1, n=1, width=17),
        Tile(level=2, n=0, width=1),
    ]


def test_a_log_of_256_entries_has_a_full_tile_and_one_of_width_1_above() -> None:
    assert [tile.path for tile in tiles_of(256)] == ["tile/0/000", "tile/1/000.p/1"]
    assert edge_of(256) == [Tile(level=1, n=0, width=1)]


@given(st.integers(0, 200_000_000))
def test_the_widths_of_all_levels_say_the_size(size: int) -> None:
    assert sum(tile.width << 8 * tile.level for tile in edge_of(size)) == size
    assert levels_of(size) == len([level for level in range(8) if size >> 8 * level])
    assert width_of(0, size // 256, size) == size % 256


@given(st.lists(st.integers(0, 900), max_size=5))
def test_it_grows_to_the_same_tiles_in_whatever_steps(steps: list[int]) -> None:
    total = sum(steps)
    row, rows, size = row_of(total), dict[tuple[int, int], bytes](), 0
    for step in steps:
        edge = {tile.level: rows[tile.level, tile.n] for tile in edge_of(size)}
        grown = grow(size, edge, row[size * HASH : (size + step) * HASH])
        assert all(new.startswith(rows.get(place, b"")) for place, new in grown.rows.items())
        rows.update(grown.rows)
        size = grown.size
        assert grown.root == root_of(row[: size * HASH])

    assert rows == grow(0, {}, row).rows
    assert {(tile.level, tile.n): tile.width * HASH for tile in tiles_of(total)} == {k: len(v) for k, v in rows.items()}
    assert root_of_edge({tile.level: rows[tile.level, tile.n] for tile in edge_of(total)}) == root_of(row)


def test_it_grows_over_three_levels() -> None:
    row = row_of(66_000)
    rows = grow(0, {}, row).rows
    more = grow(66_000, {tile.level: rows[tile.level, tile.n] for tile in edge_of(66_000)}, row_of(100))

    assert len(rows[1, 0]) == FULL
    assert grow(0, {}, row + row_of(100)).root == more.root


def test_it_does_not_grow_from_the_edge_of_another_size() -> None:
    with pytest.raises(ValueError, match="not those of this size"):
        grow(5, {0: row_of(4)}, row_of(1))


def test_it_gives_the_root_of_any_earlier_size() -> None:
    row = row_of(600)
    rows = grow(0, {}, row).rows
    subtree = subtree_reader(lambda level, n: rows[level, n])

    assert [root_at(size, subtree) for size in (0, 1, 255, 256, 257, 511, 512, 599)] == [
        root_of(row[: size * HASH]) for size in (0, 1, 255, 256, 257, 511, 512, 599)
    ]


def test_it_refuses_to_read_past_a_tile() -> None:
    with pytest.raises(ValueError, match="too narrow"):
        subtree_reader(lambda _level, _n: row_of(3))(2, 0)


@given(st.lists(st.binary(max_size=700), max_size=20))
def test_a_bundle_gives_back_its_entries(entries: list[bytes]) -> None:
    assert unpack(pack(entries)) == entries
    assert bundle_row(pack(entries)) == leaf_row(entries)


def test_a_bundle_holds_no_entry_of_65536_bytes() -> None:
    assert unpack(pack([b"a" * 65_535])) == [b"a" * 65_535]

    with pytest.raises(ValueError, match="longer"):
        pack([b"a" * 65_536])


@pytest.mark.parametrize("cut", [1, 2, 4, 5])
def test_it_refuses_a_bundle_that_was_cut(cut: int) -> None:
    with pytest.raises(ValueError, match="add up"):
        unpack(pack([b"alpha", b"beta"])[:-cut])
    assert bundle_row(pack([b"alpha", b"beta"])[:-cut]) != leaf_row([b"alpha", b"beta"])
