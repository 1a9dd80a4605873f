"""B7: GET form, policy and home with 8 connections, beside the plain app's form page; SQLite, one worker."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from bench.compare import Figure, alternate
from bench.load import drive, temporary
from bench.servers import desk, plain

ROUNDS = 3


def figures(scale: float) -> Iterator[Figure]:
    """Give rate and p99 for each page."""
    seconds = max(2, round(6 / scale))
    with temporary() as folder, ExitStack() as stack:
        for name in ("desk", "plain"):
            (Path(folder) / name).mkdir()
        ours = stack.enter_context(desk(Path(folder) / "desk"))
        theirs = stack.enter_context(plain(Path(folder) / "plain"))
        for name, path in (("form", "/ask/quote/"), ("policy", "/policy/"), ("home", "/")):
            slow: list[float] = []
            mine, other = alternate(
                partial(_rate, ours.port, path, seconds, slow),
                partial(_rate, theirs.port, "/", seconds, []),
                rounds=ROUNDS,
            )
            yield Figure(
                name=f"B7 page {name}", unit="req/s", ours=mine, theirs=other, goal=">= 1.0", beside="plain form page"
            )
            yield Figure(
                name=f"B7 page {name} p99", unit="ms", ours=slow, theirs=[25.0], goal="<= 1.0", beside="the limit"
            )


def _rate(port: int, path: str, seconds: int, slow: list[float]) -> float:
    load = drive(port, path, connections=8, seconds=seconds)
    slow.append(load.p99)
    return load.rate
