"""Web and worker in one process, as `jikim serve` runs them by default: SQLite wants one process that writes."""

# SPDX-License-Identifier: Apache-2.0
import threading

from jikim import clock
from jikim.project.wsgi import application  # the application loads the apps first

from jikim.cli.duties import DUTIES  # isort: skip -- the rooms' tables can be imported only then
from jikim.work.loop import run_forever  # isort: skip -- as above

__all__ = ["application"]

_stop = threading.Event()
threading.Thread(target=run_forever, args=(DUTIES, _stop, clock.now), name="worker", daemon=True).start()
