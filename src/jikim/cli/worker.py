"""`jikim worker`: runs the periodic work in a process of its own; any number of them may run."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import signal
import threading

import click

from jikim.cli.duties import begin


@click.command()
def command() -> None:
    """Run the periodic work until told to stop."""
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    for thread in begin(stop):
        thread.join()
