"""The separate database's tables (P5): only what must still be kept, under its own keys; knows nothing of the desk."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jikim.vault.models.shape import Blind, Erased, Key, Piece, Spine


class ApartDayKey(Key):
    """The day keys of the separate database."""


class ApartErasedKey(Erased):
    """The erasures of the separate database."""


class ApartRecord(Spine):
    """The content of a record that was set apart; the row goes when the record is destroyed."""

    day_key = models.ForeignKey(ApartDayKey, on_delete=models.PROTECT)
    moved = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="an_apart_record_is_sealed", condition=Q(body__isnull=False, wrapped__isnull=False)
            ),
        ]


class ApartPart(Piece):
    """A piece of a record that was set apart."""

    record = models.ForeignKey(ApartRecord, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "seq"], name="an_apart_part_has_its_own_number"),
        ]


class ApartLookup(Blind):
    """An index value of a record that was set apart."""

    record = models.ForeignKey(ApartRecord, on_delete=models.PROTECT)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["value"], name="apart_lookup_value")]
