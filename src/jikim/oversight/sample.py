"""Draws a sample that anybody can draw again, and that nobody could have chosen: the log's own root is the seed."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from jikim.proof.values import Digest


def draw(population: Sequence[int], size: int, *, seed: Digest) -> list[int]:
    """Give ``size`` members of ``population`` (all of them where there are fewer), sorted.

    Each entry number n gets the rank SHA-256(seed in ASCII, ":", n in decimal); the lowest ranks are drawn.  The seed
    is a root over every entry of the period: while one was written, nobody knew whether it would be drawn.
    """
    return sorted(sorted(population, key=lambda number: _rank(seed, number))[:size])


def _rank(seed: Digest, number: int) -> bytes:
    return sha256(f"{seed}:{number}".encode("ascii")).digest()
