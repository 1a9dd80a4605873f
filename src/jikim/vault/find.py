"""Finds records by name, phone or e-mail through the blind index under every living day key; shows none of them.

Nothing about a destroyed person can be found: their index key is gone with their day.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from jikim import seal
from jikim.errors import Broken, Invalid, Refused
from jikim.ledger.append import append
from jikim.proof.facts import RecordsSearched
from jikim.proof.values import By, Slug, Token
from jikim.vault import daykeys
from jikim.vault.models import Place, Record
from jikim.vault.stores import APART, DEFAULT, Store

ANY_PURPOSE: Final = Slug("rights-request")
"""The purpose of a search on a person's own request: it alone finds records of every purpose."""

_TRIES: Final = 5
_NOT_APART: Final = frozenset({"staff", "operator"})


def find(kind: Slug, value: str, *, purpose: Slug, by: By, at: datetime, apart: bool = False) -> list[Token]:
    """Give the tokens of the living records of ``purpose`` that hold ``value``, newest first.

    ``apart`` looks into the separate database too, which staff may not (Refused).  Invalid for a kind without an
    index, Broken where a living day key is lost.  The fact is committed before the answer leaves: refuses inside a
    transaction (RuntimeError).
    """
    if kind not in seal.KINDS:
        rule = "no-such-index"
        raise Invalid(rule, field="kind")
    if apart and by.role in _NOT_APART:
        rule = "record-is-apart"
        raise Refused(rule)
    stores = (DEFAULT, APART) if apart else (DEFAULT,)
    with transaction.atomic(durable=True):
        hits = {token for store in stores for token in _hits(store, kind, value, at=at)}
        records = Record.objects.filter(token__in=hits).exclude(place=Place.DESTROYED).order_by("-received", "token")
        if purpose != ANY_PURPOSE:
            records = records.filter(purpose=purpose)
        found = [Token(token) for token in records.values_list("token", flat=True)]
        append(RecordsSearched(purpose=purpose, kind=kind, count=len(found)), by=by, at=at)
    return found


def _hits(store: Store, kind: str, value: str, *, at: datetime) -> list[str]:
    """Look under every living key; again when a day was re-sealed meanwhile, which moves its index values."""
    for _ in range(_TRIES):
        names = daykeys.living_names(store, at=at)
        hits = _under(names, store, kind, value)
        if hits is not None and names == daykeys.living_names(store, at=at):
            return hits
    rule = "day-key-lost"
    raise Broken(rule, hint="a key that the database counts on is missing: reconcile names it")


def _under(names: list[str], store: Store, kind: str, value: str) -> list[str] | None:
    ring = daykeys.ring()
    try:
        under = {name: ring.use(store.name, name).index for name in names}
    except Broken:
        return None
    values = list(seal.index_values(kind, value, under=under).values())
    return list(store.lookup.objects.filter(value__in=values, kind=kind).values_list("record_id", flat=True))
