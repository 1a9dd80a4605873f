"""Names the faults of disk and database that a person can be told about; leaves every other error alone."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import errno
from typing import Final

from django.db import InterfaceError, OperationalError
from django.db.utils import Error as DatabaseError

from jikim.errors import Broken

_SQLITE: Final = {
    "SQLITE_BUSY": "database-busy",
    "SQLITE_LOCKED": "database-busy",
    "SQLITE_FULL": "disk-full",
    "SQLITE_READONLY": "disk-read-only",
    "SQLITE_IOERR": "disk-failing",
    "SQLITE_CORRUPT": "database-damaged",
    "SQLITE_NOTADB": "database-damaged",
}
_POSTGRES: Final = {"53100": "disk-full", "40001": "database-busy", "40P01": "database-busy", "55P03": "database-busy"}
_SYSTEM: Final = {errno.ENOSPC: "disk-full", errno.EDQUOT: "disk-full", errno.EROFS: "disk-read-only"}


def fault_of(error: Exception) -> Broken | None:
    """Give the fault behind an error, or None where it is an error of the program."""
    if isinstance(error, DatabaseError):
        return _of_database(error)
    if isinstance(error, OSError) and error.errno in _SYSTEM:
        return Broken(_SYSTEM[error.errno])
    return None


def _of_database(error: DatabaseError) -> Broken | None:
    cause = error.__cause__
    name = str(getattr(cause, "sqlite_errorname", ""))
    for start, rule in _SQLITE.items():
        if name.startswith(start):
            return Broken(rule)
    state = getattr(cause, "sqlstate", None)
    if state in _POSTGRES:
        return Broken(_POSTGRES[state])
    if isinstance(error, OperationalError | InterfaceError) and not name and state is None:
        return Broken("database-away")
    return None
