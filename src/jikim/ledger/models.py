"""The tables of the log: entries, tiles, checkpoints; triggers beside them refuse every change but growth.

An entry is born pending (no index) and gets its index once.  A tile gains hashes at its end until it is full.  A
checkpoint is written once.  Nothing is deleted.  See ``migrations/0002_guards.py``.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from jikim.proof.canonical import Told, decode
from jikim.proof.values import Token


class EntryQuerySet(models.QuerySet["Entry"]):
    """How the log is read."""

    def about(self, subject: Token) -> Self:
        """Give what was told of one record (or staff member, or batch), in the order in which it was told."""
        return self.filter(subject=subject).order_by("id")

    def told_by(self, actor: Token) -> Self:
        """Give what one staff member did, in order of time."""
        return self.filter(actor=actor).order_by("at", "id")

    def pending(self) -> Self:
        """Give the entries that have no index yet."""
        return self.filter(index__isnull=True)

    def sequenced(self, first: int, end: int) -> Self:
        """Give the entries from one index up to, not including, another."""
        return self.filter(index__gte=first, index__lt=end).order_by("index")


class Entry(models.Model):
    """One fact: ``body`` holds its canonical bytes, the other columns repeat what look-ups need."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    name = models.CharField(max_length=40)
    subject = models.CharField(max_length=26, null=True)  # noqa: DJ001 -- null means about nobody; "" would be a token
    actor = models.CharField(max_length=26, null=True)  # noqa: DJ001 -- null means no staff member acted
    body = models.BinaryField()
    index = models.BigIntegerField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(name="entry_index_is_given_once", fields=["index"], condition=Q(index__isnull=False)),
            CheckConstraint(name="entry_index_is_not_negative", condition=Q(index__gte=0)),
        ]
        indexes = [
            Index(name="entry_of_a_subject", fields=["subject"], condition=Q(subject__isnull=False)),
            Index(name="entry_of_an_actor", fields=["actor", "at"], condition=Q(actor__isnull=False)),
            Index(name="entry_pending", fields=["id"], condition=Q(index__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.index}"

    @property
    def told(self) -> Told:
        """Read the fact, who told it and when; Broken("entry-not-canonical") when the row was doctored."""
        return decode(bytes(self.body))


class Tile(models.Model):
    """Up to 256 hashes of 32 bytes: the tile of a level and number, C2SP tlog-tiles, height 8."""

    level = models.SmallIntegerField()
    n = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [
            UniqueConstraint(name="tile_stands_once", fields=["level", "n"]),
            CheckConstraint(name="tile_place_is_not_negative", condition=Q(level__gte=0, n__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.n}"


class Checkpoint(models.Model):
    """A signed head of the log: C2SP tlog-checkpoint; ``root`` in hexadecimal."""

    size = models.BigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [CheckConstraint(name="checkpoint_is_of_some_entries", condition=Q(size__gt=0))]

    def __str__(self) -> str:
        return f"checkpoint {self.size}"
