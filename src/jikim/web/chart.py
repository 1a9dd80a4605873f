"""Draws a bar chart as SVG on the server; no script, and the figures always stand in a table beside it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jikim.web.parts import Table, Words

WIDTH, HEIGHT, FOOT, HEAD = 640, 240, 34, 32


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One column: its label below, its figure above; ``now`` sets it apart."""

    label: Words
    value: int
    now: bool = False


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A bar with its place in the picture, in units of the view box."""

    label: Words
    value: int
    now: bool
    x: float
    y: float
    width: float
    height: float
    middle: float


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A bar chart: ``title`` says what it shows, ``of`` what is counted, ``by`` what the bars stand for."""

    title: Words
    of: Words
    by: Words
    bars: Sequence[Bar]

    @property
    def drawn(self) -> list[Drawn]:
        """The bars, laid out; an empty chart has none."""
        most = max((bar.value for bar in self.bars), default=0) or 1
        slot = WIDTH / max(1, len(self.bars))
        room = HEIGHT - FOOT - HEAD
        return [
            Drawn(
                label=bar.label,
                value=bar.value,
                now=bar.now,
                x=round(place * slot + slot * 0.18, 1),
                y=round(HEAD + room * (1 - bar.value / most), 1),
                width=round(slot * 0.64, 1),
                height=round(room * bar.value / most, 1),
                middle=round(place * slot + slot / 2, 1),
            )
            for place, bar in enumerate(self.bars)
        ]

    @property
    def table(self) -> Table:
        """The same figures as a table."""
        return Table(
            caption=self.title,
            head=(self.by, self.of),
            rows=[(bar.label, bar.value) for bar in self.bars],
            numbers=frozenset({1}),
        )
