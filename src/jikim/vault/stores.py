"""The two stores and their tables, so that one text can speak of either; nothing else may pick a table by store."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jikim.errors import Invalid
from jikim.proof.values import Slug
from jikim.vault.models import (
    ApartDayKey,
    ApartErasedKey,
    ApartLookup,
    ApartPart,
    ApartRecord,
    DayKey,
    ErasedKey,
    Lookup,
    Part,
    Record,
)


@dataclass(frozen=True, kw_only=True)
class Store:
    """One database with its tables; ``name`` is the slug in facts, the folder in the keyring, the database's alias."""

    name: Slug
    key: type[DayKey | ApartDayKey]
    erased: type[ErasedKey | ApartErasedKey]
    record: type[Record | ApartRecord]
    part: type[Part | ApartPart]
    lookup: type[Lookup | ApartLookup]


DEFAULT: Final = Store(name=Slug("default"), key=DayKey, erased=ErasedKey, record=Record, part=Part, lookup=Lookup)
APART: Final = Store(
    name=Slug("apart"),
    key=ApartDayKey,
    erased=ApartErasedKey,
    record=ApartRecord,
    part=ApartPart,
    lookup=ApartLookup,
)
STORES: Final = (DEFAULT, APART)


def store_of(name: Slug) -> Store:
    """Find a store by its name; Invalid for any other word."""
    for store in STORES:
        if store.name == name:
            return store
    rule = "no-such-store"
    raise Invalid(rule)
