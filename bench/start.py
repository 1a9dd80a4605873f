"""B8: cold `jikim serve` to its first page, and its memory idle and after a load; beside the plain app."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.compare import Figure
from bench.load import drive, temporary
from bench.servers import desk, plain

ROUNDS = 3


def figures(scale: float) -> Iterator[Figure]:
    """Give seconds to the first page on a prepared data directory, and MiB idle and after GETs."""
    mine, other, idle, theirs, after = [], [], [], [], []
    with temporary() as folder:
        ours_at, theirs_at = Path(folder) / "desk", Path(folder) / "plain"
        ours_at.mkdir()
        theirs_at.mkdir()
        with desk(ours_at) as first:  # the first start makes databases and keys; what is measured comes after it
            yield Figure(
                name="B8 very first start",
                unit="s",
                ours=[first.started_in],
                theirs=[2.0],
                goal="<= 1.0",
                beside="limit",
            )
        for _ in range(ROUNDS):
            with desk(ours_at) as server:
                mine.append(server.started_in)
                idle.append(server.memory())
                drive(server.port, "/ask/quote/", connections=8, seconds=max(1, round(3 / scale)))
                after.append(server.memory())
            with plain(theirs_at) as server:
                other.append(server.started_in)
                theirs.append(server.memory())
    yield Figure(name="B8 start", unit="s", ours=mine, theirs=other, goal="<= 2 s", beside="plain app")
    yield Figure(name="B8 memory idle", unit="MiB", ours=idle, theirs=theirs, goal="<= 150 MiB", beside="plain app")
    yield Figure(
        name="B8 memory after load", unit="MiB", ours=after, theirs=theirs, goal="<= 150 MiB", beside="plain app"
    )
