"""Web and worker in one process, as `jikim serve` runs them by default: SQLite wants one process that writes."""

# SPDX-License-Identifier: Apache-2.0
from multiprocessing.util import Finalize
from threading import Event
from typing import Final

from jikim.project.wsgi import application  # the application loads the apps first

from jikim.cli.duties import begin  # isort: skip -- the rooms' tables can be imported only then

__all__ = ["application"]

GRACE: Final = 5.0
"""Seconds that a duty may take to end when the desk is told to stop; one cut off is taken up again after its lease."""

_stop = Event()
_threads = begin(_stop)


def _rest() -> None:
    _stop.set()
    for thread in _threads:
        thread.join(GRACE)


# The server's process is a child that ends without Python's own exit handlers; this one it does call.
Finalize(None, _rest, exitpriority=1)
