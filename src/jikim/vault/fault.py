"""Names the places where a crash is survived, so that a test can crash exactly there; does nothing otherwise."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable

hooks: list[Callable[[str], None]] = []
"""Called with the name of the point, in order; empty outside of tests."""


def fault(point: str) -> None:
    """Pass a named point between two commits."""
    for hook in hooks:
        hook(point)
