"""Drives deleted ciphertext out of SQLite's write-ahead log; on PostgreSQL a client has nothing to drive out.

What stays in PostgreSQL's log, in replicas and in backups is ciphertext whose key is gone (docs/security.md).
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from django.db import connections

from jikim.vault.stores import STORES


def scrub() -> bool:
    """Write the logs back and cut them to nothing; False where a reader still held one open: try again later.

    Deleted content in the database files themselves is overwritten at once (``secure_delete``).
    """
    done = [_truncated(store.name) for store in STORES]  # every one of them, also after a busy one
    return all(done)


def _truncated(alias: str) -> bool:
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _, _ = cursor.fetchone()
    return not busy
