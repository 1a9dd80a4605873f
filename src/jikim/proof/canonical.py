"""The bytes of one ledger entry: one way to write each fact, and no byte may differ; refuses every other spelling.

Canonical JSON in the spirit of RFC 8785: keys sorted, no spaces, strings and integers only, ASCII by construction.

    {"actor":TOKEN,"at":"2026-11-03T01:02:03.000004Z","fact":"record:kept","fields":{...},"origin":TOKEN,
     "role":"visitor","v":1}                                      (one line; actor and origin are left out when absent)
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from jikim.errors import Broken
from jikim.proof.facts import VOCABULARY, Fact
from jikim.proof.facts.fact import read_moment, write_moment
from jikim.proof.values import By, slug, token

SCHEMA: Final = 1
"""The version that every entry bears as ``v``."""

_WRITERS: Final = {
    name: tuple((f'"{field}":', kind.write, field) for field, kind in fact.shape) for name, fact in VOCABULARY.items()
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """One entry as it is read: which fact, told by whom, and when."""

    fact: Fact
    by: By
    at: datetime


def encode(fact: Fact, *, by: By, at: datetime) -> bytes:
    """Write one entry; ValueError on a moment without a zone, KeyError on a fact outside the vocabulary."""
    return encode_many([fact], by=by, at=at)[0]


def encode_many(facts: Iterable[Fact], *, by: By, at: datetime) -> list[bytes]:
    """Write many entries that one hand makes at one moment; errors as ``encode``."""
    if at.tzinfo is None:
        message = "a moment without a zone"
        raise ValueError(message)
    actor = f'"actor":"{by.actor}",' if by.actor is not None else ""
    origin = f'"origin":"{by.origin}",' if by.origin is not None else ""
    head = f'{{{actor}"at":"{write_moment(at)}","fact":"'
    tail = f'}},{origin}"role":"{by.role}","v":{SCHEMA}}}'
    return [f'{head}{fact.name}","fields":{{{_fields(fact)}{tail}'.encode("ascii") for fact in facts]


def _fields(fact: Fact) -> str:
    values = fact.__dict__
    return ",".join([key + write(values[field]) for key, write, field in _WRITERS[fact.name]])


def decode(entry: bytes) -> Told:
    """Read one entry, and accept exactly what ``encode`` writes; Broken("entry-not-canonical") on anything else."""
    try:
        told = _read(entry)
        again = encode(told.fact, by=told.by, at=told.at)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        again = b""
    if not entry or again != entry:
        rule = "entry-not-canonical"
        raise Broken(rule, hint="the bytes are not a fact of the vocabulary, written the one right way")
    return told


def _read(entry: bytes) -> Told:
    # What this reader lets through (a doubled key, a space, an escape, an unknown key) the byte comparison refuses.
    line: dict[str, Any] = json.loads(entry.decode("ascii"))
    kind = VOCABULARY[line["fact"]]
    given = line["fields"]
    fact = kind(**{field: reader.read(given[field]) for field, reader in kind.shape})
    actor, origin = line.get("actor"), line.get("origin")
    by = By(
        role=slug(line["role"]),
        actor=None if actor is None else token(actor),
        origin=None if origin is None else token(origin),
    )
    return Told(fact=fact, by=by, at=read_moment(line["at"]))
