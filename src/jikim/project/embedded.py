"""Web and worker in one process, as `jikim serve` runs them by default: SQLite wants one process that writes."""

# SPDX-License-Identifier: Apache-2.0
from threading import Event

from jikim.project.wsgi import application  # the application loads the apps first

from jikim.cli.duties import begin  # isort: skip -- the rooms' tables can be imported only then

__all__ = ["application"]

begin(Event())
