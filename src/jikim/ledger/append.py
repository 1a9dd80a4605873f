"""Appends facts to the log inside the caller's transaction; refuses to when there is none.

So a fact and the change that it tells are committed together, or neither is.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import connections
from django.db.utils import DEFAULT_DB_ALIAS

from jikim.errors import Broken
from jikim.proof.canonical import encode_many
from jikim.proof.facts import Fact
from jikim.proof.values import By

_INSERT: Final = "INSERT INTO ledger_entry (at, name, subject, actor, body) VALUES "
_ROW: Final = "(%s, %s, %s, %s, %s)"
_ROWS: Final = 500  # rows a statement: below the number of parameters that either database takes
_FULL: Final = _INSERT + ", ".join([_ROW] * _ROWS)


def append(fact: Fact, *, by: By, at: datetime) -> None:
    """Append one fact; errors as ``append_many``."""
    append_many((fact,), by=by, at=at)


def append_many(facts: Iterable[Fact], *, by: By, at: datetime) -> None:
    """Append facts in their order with one INSERT (one for every 500).

    Raises Broken("fact-outside-transaction") when the caller has not opened a transaction on ``default``.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if not connection.in_atomic_block:
        rule = "fact-outside-transaction"
        raise Broken(rule, hint="a fact is told in the transaction of the change that it tells")
    told = list(facts)
    moment, actor = connection.ops.adapt_datetimefield_value(at), by.actor
    values: list[str | datetime | bytes | None] = []
    for fact, body in zip(told, encode_many(told, by=by, at=at), strict=True):
        values += (moment, fact.name, fact.subject, actor, body)
    with connection.cursor() as cursor:
        for start in range(0, len(told), _ROWS):
            count = min(_ROWS, len(told) - start)
            statement = _FULL if count == _ROWS else _INSERT + ", ".join([_ROW] * count)
            cursor.execute(statement, values[start * 5 : (start + count) * 5])
