"""The vault's tables, one module a database; what both hold in the same shape stands in ``shape``."""

# SPDX-License-Identifier: Apache-2.0
from jikim.vault.models.active import (
    DayKey,
    ErasedKey,
    Evidence,
    Extension,
    House,
    Lookup,
    Move,
    NoticeText,
    Part,
    Place,
    Record,
    Stage,
)
from jikim.vault.models.apart import ApartDayKey, ApartErasedKey, ApartLookup, ApartPart, ApartRecord

__all__ = [
    "ApartDayKey",
    "ApartErasedKey",
    "ApartLookup",
    "ApartPart",
    "ApartRecord",
    "DayKey",
    "ErasedKey",
    "Evidence",
    "Extension",
    "House",
    "Lookup",
    "Move",
    "NoticeText",
    "Part",
    "Place",
    "Record",
    "Stage",
]
