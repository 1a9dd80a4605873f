"""Joins Korean words with the particle that their last sound asks for; it writes no sentence of its own."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Final

_FIRST, _LAST, _FINALS = ord("가"), ord("힣"), 28
_CLOSED: Final = frozenset("013678LMNRlmnr")
"""Digits and letters whose Korean names end in a consonant."""


def particle(word: str, closed: str, open_: str) -> str:
    """Give the word with the particle behind it: ``particle("상담", "을", "를")`` is 상담을."""
    last = next((letter for letter in reversed(word) if letter.isalnum()), "")
    ends_closed = (ord(last) - _FIRST) % _FINALS > 0 if last and _FIRST <= ord(last) <= _LAST else last in _CLOSED
    return word + (closed if last and ends_closed else open_)
