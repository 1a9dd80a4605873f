"""Says what was done to the entries of a bundle that differs from its tile; refuses to guess where it cannot tell."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Final, NoReturn

from jikim.errors import Broken
from jikim.proof.canonical import decode
from jikim.proof.folder import stop
from jikim.proof.tiles import WIDTH
from jikim.proof.tree import HASH, leaf_hash

HINTS: Final = {
    "entry-added": "an entry that the log never held was put in here",
    "entry-backdated": "it was changed, and now tells of an earlier time than the entry before it",
    "entry-changed": "it was changed after it was logged",
    "entry-dropped": "an entry is missing here",
    "entry-moved": "it stands in the place of another",
    "entry-repeated": "it stands here a second time",
}


def blame_entry(entries: list[bytes], row: bytes, n: int) -> NoReturn:
    """Stop with the first entry of bundle ``n`` that is not the one its tile names: Broken with a key of ``HINTS``."""
    found = [leaf_hash(entry) for entry in entries]
    meant = [row[at : at + HASH] for at in range(0, len(row), HASH)]
    pairs = enumerate(zip(found, meant, strict=False))
    at = next((k for k, (one, other) in pairs if one != other), min(len(found), len(meant)))
    rule = _shifted(found, meant, at) or _in_place(entries, found, meant, at)
    stop(rule, HINTS[rule], field=f"#{n * WIDTH + at}")


def _shifted(found: list[bytes], meant: list[bytes], at: int) -> str:
    # A dropped entry pulls the later ones forward, an added one pushes them back; the last may leave the bundle.
    if len(found) < len(meant) or (found[at:-1] and found[at:-1] == meant[at + 1 :]):
        return "entry-dropped"
    if len(found) > len(meant) or (found[at + 1 :] and found[at + 1 :] == meant[at:-1]):
        return "entry-repeated" if found[at] in found[:at] else "entry-added"
    return ""


def _in_place(entries: list[bytes], found: list[bytes], meant: list[bytes], at: int) -> str:
    if found[at] in meant:
        return "entry-moved" if meant[at] in found else "entry-repeated"
    return "entry-backdated" if at and _goes_back(entries[at - 1], entries[at]) else "entry-changed"


def _goes_back(before: bytes, entry: bytes) -> bool:
    try:
        return decode(entry).at < decode(before).at
    except Broken:
        return False
