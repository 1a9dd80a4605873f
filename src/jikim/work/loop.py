"""The worker's life: tick, wait, tick again, until told to stop; survives a database that is away for a while."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import logging
import random
from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Event
from typing import Final

from django.db import DatabaseError, close_old_connections, connections

from jikim.errors import Broken
from jikim.proof.values import new_token
from jikim.work.duty import Duty
from jikim.work.fault import fault_of
from jikim.work.run import tick

log: Final = logging.getLogger(__name__)

WAIT: Final = 1.0
"""Seconds between two looks, give or take half: several workers should not look in step."""


def run_forever(duties: Sequence[Duty], stop: Event, clock: Callable[[], datetime], *, wait: float = WAIT) -> None:
    """Run the duties until ``stop`` is set; the target of a thread in ``jikim serve``, or a process of its own.

    A tick that finds the database away or the clock set back is logged by its rule, and tried again after a wait.
    """
    owner = new_token()
    while not stop.is_set():
        close_old_connections()
        rest = wait
        try:
            tick(duties, at=clock(), owner=owner)
        except (Broken, DatabaseError) as error:
            log.error("the worker waits: %s", fault_of(error))  # noqa: TRY400 -- a traceback may quote a row
            rest = 10 * wait
        stop.wait(rest * random.uniform(0.5, 1.5))  # noqa: S311 -- jitter, not a secret
    connections.close_all()
