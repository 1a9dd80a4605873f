"""The Merkle tree of RFC 6962 and RFC 9162: hashes, roots, proofs made and proofs checked; refuses to store anything.

Hashes are 32 bytes.  A row is consecutive hashes of one height, concatenated, which is also how a tile stores them.
The checking half follows the numbered steps of RFC 9162 and shares no code with the making half but the two hashes.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from struct import iter_unpack
from typing import Final

HASH: Final = 32
PAIR: Final = 2 * HASH
EMPTY_ROOT: Final = sha256(b"").digest()

Subtree = Callable[[int, int], bytes]
"""Gives the hash of the complete subtree of a height and number: entries [number << height, number + 1 << height)."""


def leaf_hash(entry: bytes) -> bytes:
    """Hash one entry: SHA-256(0x00 || entry), RFC 6962 section 2.1."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children: SHA-256(0x01 || left || right), RFC 6962 section 2.1."""
    return sha256(b"\x01" + left + right).digest()


def leaf_row(entries: Iterable[bytes]) -> bytes:
    """Hash many entries into one row."""
    sha, zero = sha256, b"\x00"
    return b"".join([sha(zero + entry).digest() for entry in entries])


def parent_row(row: bytes) -> bytes:
    """Hash a row of an even number of hashes into the row above it (struct.error on an odd number)."""
    sha, one = sha256, b"\x01"
    return b"".join([sha(one + pair).digest() for (pair,) in iter_unpack("64s", row)])


def peaks(row: bytes) -> list[bytes]:
    """Give the roots of the complete subtrees that a row falls into, largest first; ValueError when empty."""
    if not row:
        message = "a row without hashes has no peaks"
        raise ValueError(message)
    found = []
    while row:
        if len(row) % PAIR:
            found.append(row[-HASH:])
        row = parent_row(row[: len(row) // PAIR * PAIR])
    found.reverse()
    return found


def fold(tops: Sequence[bytes]) -> bytes:
    """Hash the peaks of a tree, largest first, into its root; none of them is the empty tree's root."""
    if not tops:
        return EMPTY_ROOT
    root = tops[-1]
    for top in reversed(tops[:-1]):
        root = node_hash(top, root)
    return root


def root_of(row: bytes) -> bytes:
    """Give the root of the tree over a row of leaf hashes."""
    return fold(peaks(row)) if row else EMPTY_ROOT


def root_at(size: int, subtree: Subtree) -> bytes:
    """Give the root of the tree of the first ``size`` entries."""
    return _range_root(0, size, subtree) if size else EMPTY_ROOT


def inclusion(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """Make the proof that entry ``index`` is in the tree of ``size``: siblings from the leaf up (RFC 9162 2.1.3.1)."""
    if not 0 <= index < size:
        message = "no such entry in a tree of this size"
        raise ValueError(message)
    low, high = 0, size
    path = []
    while high - low > 1:
        middle = low + _left_half(high - low)
        if index < middle:
            path.append(_range_root(middle, high, subtree))
            high = middle
        else:
            path.append(_range_root(low, middle, subtree))
            low = middle
    path.reverse()
    return path


def consistency(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """Make the proof that the tree of ``old`` entries begins the tree of ``new`` entries (RFC 9162 2.1.4.1)."""
    if not 0 <= old <= new:
        message = "a tree is consistent with a larger one only"
        raise ValueError(message)
    if old in (0, new):
        return []
    low, high = 0, new
    path: list[bytes] = []
    while old != high:
        middle = low + _left_half(high - low)
        if old <= middle:
            path.append(_range_root(middle, high, subtree))
            high = middle
        else:
            path.append(_range_root(low, middle, subtree))
            low = middle
    if low:
        path.append(_range_root(low, high, subtree))
    path.reverse()
    return path


def proves_inclusion(*, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Check an inclusion proof by RFC 9162 section 2.1.3.2."""
    if not 0 <= index < size:  # (1)
        return False
    fn, sn, found = index, size - 1, leaf  # (2) (3)
    for step in path:  # (4)
        if sn == 0 or len(step) != HASH:
            return False
        if fn & 1 or fn == sn:
            found = node_hash(step, found)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            found = node_hash(found, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and found == root  # (5)


def proves_consistency(*, old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Check a consistency proof by RFC 9162 section 2.1.4.2, the trivial cases of equal and empty trees included."""
    if not 0 <= old <= new or any(len(step) != HASH for step in path):
        return False
    if old == 0:
        return not path and old_root == EMPTY_ROOT
    if old == new:
        return not path and old_root == new_root
    steps = list(path)
    if old & (old - 1) == 0:  # (2) a complete old tree is its own first step
        steps.insert(0, old_root)
    if not steps:  # (1)
        return False
    return _rebuilds_both(old, new, steps) == (old_root, new_root)


def _rebuilds_both(old: int, new: int, steps: list[bytes]) -> tuple[bytes, bytes] | None:
    fn, sn = old - 1, new - 1  # (3)
    while fn & 1:  # (4)
        fn, sn = fn >> 1, sn >> 1
    first = second = steps[0]  # (5)
    for step in steps[1:]:  # (6)
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            first, second = node_hash(step, first), node_hash(step, second)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            second = node_hash(second, step)
        fn, sn = fn >> 1, sn >> 1
    return (first, second) if sn == 0 else None  # (7)


def _left_half(width: int) -> int:
    # The largest power of two below the width: where RFC 6962 splits a tree.
    return 1 << (width - 1).bit_length() - 1


def _range_root(low: int, high: int, subtree: Subtree) -> bytes:
    # ``low`` is aligned by construction, so the range is complete subtrees, largest first, and their fold.
    tops = []
    while low < high:
        height = (high - low).bit_length() - 1
        tops.append(subtree(height, low >> height))
        low += 1 << height
    return fold(tops)
