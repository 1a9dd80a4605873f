"""The shapes that the working database and the separate one share; no table of its own."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models


class Key(models.Model):
    """The database's half of a day key: its name; the key itself stands in the keyring.

    ``name`` is ``<day>.<generation>``.  A row goes before its key does, and a record refers to it, so no record can
    outlive its key unnoticed.  ``dying`` marks the day whose destruction has begun, with the batch and its ground.
    """

    name = models.CharField(max_length=16, primary_key=True)
    day = models.DateField(db_index=True)
    generation = models.PositiveIntegerField()
    dying = models.DateTimeField(null=True)
    batch = models.CharField(max_length=26, blank=True)
    because = models.SlugField(max_length=64, blank=True, db_index=False)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Erased(models.Model):
    """One erasure that the database has decided on; append-only, and carried out in the order of ``number``."""

    number = models.PositiveIntegerField(primary_key=True)
    name = models.CharField(max_length=16, unique=True)
    day = models.DateField(db_index=True)
    generation = models.PositiveIntegerField()
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Spine(models.Model):
    """What is known of a record besides its content.  ``ends`` is the last day of keeping."""

    token = models.CharField(max_length=26, primary_key=True)
    purpose = models.SlugField(max_length=64, db_index=False)
    ends = models.DateField()
    body = models.BinaryField(null=True)
    wrapped = models.BinaryField(null=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.token


class Piece(models.Model):
    """One text of a record's conversation after its first answers: sealed under the record's own data key."""

    seq = models.PositiveIntegerField()
    kind = models.SlugField(max_length=64, db_index=False)
    at = models.DateTimeField()
    body = models.BinaryField()

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.seq}"


class Blind(models.Model):
    """One blind index value: without the day's key it is noise, and with the key it is gone."""

    kind = models.CharField(max_length=8)
    value = models.BinaryField(max_length=16)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.kind


def key_name(day: date, generation: int) -> str:
    """Name a day key: ``2027-11-23.0``."""
    return f"{day.isoformat()}.{generation}"
