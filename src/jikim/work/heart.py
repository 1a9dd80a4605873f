"""Keeps a lease alive while a long verb runs; a worker that dies stops beating, and its lease runs out by itself."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from django.db import DatabaseError, connection


@contextmanager
def beating(beat: Callable[[], object], *, every: timedelta) -> Iterator[None]:
    """Call ``beat`` in a thread of its own, every so often, until the block ends."""
    over = Event()
    thread = Thread(target=_run, args=(beat, every.total_seconds(), over), name="heart", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _run(beat: Callable[[], object], seconds: float, over: Event) -> None:
    beaten = False
    while not over.wait(seconds):
        try:
            beat()
        except DatabaseError:
            # The verb may hold the only write lock; while it does, nobody else can take the lease either.
            continue
        finally:
            beaten = True
    if beaten:
        connection.close()
