# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.proof.tiles import grow, subtree_reader
from jikim.proof.tree import (
    EMPTY_ROOT,
    Subtree,
    consistency,
    inclusion,
    leaf_hash,
    leaf_row,
    node_hash,
    proves_consistency,
    proves_inclusion,
    root_at,
    root_of,
)

# The reference inputs of Certificate Transparency (RFC 6962) and the roots of their trees of 1 to 8 entries.
INPUTS = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
INPUTS.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def reader_of(row: bytes) -> Subtree:
    rows = grow(0, {}, row).rows
    return subtree_reader(lambda level, n: rows[level, n])


def naive_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962 section 2.1, word by word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(naive_root(leaves[:k]), naive_root(leaves[k:]))


def leaves_of(size: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(size)]


def test_it_gives_the_reference_roots_of_certificate_transparency() -> None:
    roots = [root_of(leaf_row(INPUTS[:size])).hex() for size in range(1, 9)]

    assert roots == ROOTS


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert root_of(b"") == EMPTY_ROOT == grow(0, {}, b"").root == naive_root([])


@given(st.integers(0, 700))
def test_its_roots_are_those_of_the_definition(size: int) -> None:
    leaves = leaves_of(size)

    assert naive_root(leaves) == root_of(b"".join(leaves)) == root_at(size, reader_of(b"".join(leaves)))


@given(st.data())
def test_every_inclusion_proof_holds_and_no_other_place_leaf_or_size_does(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 600))
    index = data.draw(st.integers(0, size - 1))
    leaves = leaves_of(size)
    path, root = inclusion(index, size, reader_of(b"".join(leaves))), root_of(b"".join(leaves))

    def holds(leaf: bytes = leaves[index], index: int = index, size: int = size) -> bool:
        return proves_inclusion(leaf=leaf, index=index, size=size, path=path, root=root)

    assert holds()
    assert not holds(leaf=leaf_hash(b"another"))
    assert not any(holds(index=other) for other in range(size) if other != index)
    assert not proves_inclusion(leaf=leaves[index], index=index, size=size, path=[*path, root], root=root)
    assert not path or not proves_inclusion(leaf=leaves[index], index=index, size=size, path=path[:-1], root=root)


@given(st.data())
def test_every_consistency_proof_holds_and_a_forked_or_cut_one_does_not(data: st.DataObject) -> None:
    new = data.draw(st.integers(0, 600))
    old = data.draw(st.integers(0, new))
    row = b"".join(leaves_of(new))
    path = consistency(old, new, reader_of(row))
    forked = bytearray(row)
    if old:
        forked[data.draw(st.integers(0, old * 32 - 1))] ^= 1

    def holds(older: bytes, path: list[bytes] = path) -> bool:
        return proves_consistency(old=old, old_root=older, new=new, new_root=root_of(row), path=path)

    assert holds(root_of(row[: old * 32]))
    assert not old or not holds(root_of(bytes(forked[: old * 32])))
    assert not holds(root_of(row[: old * 32]), [*path, EMPTY_ROOT])
    assert not path or not holds(root_of(row[: old * 32]), path[:-1])


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_it_makes_no_proof_of_what_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no such entry"):
        inclusion(index, size, reader_of(leaf_row([b"a", b"b", b"c"])))


def test_a_larger_log_is_never_the_beginning_of_a_smaller_one() -> None:
    with pytest.raises(ValueError, match="larger"):
        consistency(3, 2, reader_of(leaf_row([b"a", b"b", b"c"])))
    assert not proves_consistency(old=3, old_root=EMPTY_ROOT, new=2, new_root=EMPTY_ROOT, path=[])


@pytest.mark.parametrize(("old", "new"), [(3, 5), (4, 7), (6, 8), (1, 2)])
def test_a_consistency_proof_does_not_reach_the_root_of_a_far_larger_log(old: int, new: int) -> None:
    row = b"".join(leaves_of(new))
    path, older, newer = consistency(old, new, reader_of(row)), root_of(row[: old * 32]), root_of(row)

    assert not any(
        proves_consistency(old=old, old_root=older, new=larger, new_root=newer, path=path) for larger in range(16, 40)
    )
