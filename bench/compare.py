"""Runs the rounds of a figure, alternating ours and theirs, and prints the ratio of medians with min and max."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of the print: ``ours`` and ``theirs`` are rates (higher is better) or costs (lower is better)."""

    name: str
    unit: str
    ours: list[float]
    theirs: list[float]
    goal: str
    beside: str

    @property
    def ratio(self) -> float:
        """Median of ours by median of theirs."""
        return statistics.median(self.ours) / statistics.median(self.theirs)

    def line(self) -> str:
        """Write the figure as text, both sides with their spread."""
        return (
            f"{self.name:34} ratio {self.ratio:7.3f}  (goal {self.goal})  "
            f"ours {_spread(self.ours)} {self.unit}, {self.beside} {_spread(self.theirs)} {self.unit}"
        )


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.6g} [{min(values):.6g}..{max(values):.6g}]"


def alternate(
    ours: Callable[[], float], theirs: Callable[[], float], *, rounds: int
) -> tuple[list[float], list[float]]:
    """Measure both sides in turn, so that a drift of the machine falls on both."""
    mine: list[float] = []
    other: list[float] = []
    for _ in range(rounds):
        mine.append(ours())
        other.append(theirs())
    return mine, other
