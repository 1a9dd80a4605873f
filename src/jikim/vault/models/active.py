"""The working database's tables: spines of all records, content of the active ones, evidence, stages of moves."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import F, Q

from jikim.vault.models.shape import Blind, Erased, Key, Piece, Spine

GROUNDS: Final = ("consent", "hold")
"""On what alone a record's end moves later: the person's own consent, or a statute's hold."""


class Place(models.TextChoices):
    """Where a record's content is; the only ways on are active, apart, destroyed, in this order."""

    ACTIVE = "active"
    APART = "apart"
    DESTROYED = "destroyed"


class Stage(models.TextChoices):
    """How far a move to the separate database has come."""

    COPYING = "copying"
    VERIFIED = "verified"
    DONE = "done"


class House(models.Model):
    """Which keyring this database belongs to, and how far its erasures were told to the ledger; one row."""

    keyring = models.CharField(max_length=26)
    check_value = models.CharField(max_length=64)
    epoch_default = models.PositiveIntegerField(default=0)
    epoch_apart = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="a_database_belongs_to_one_keyring", condition=Q(id=1)),
        ]

    def __str__(self) -> str:
        return self.keyring


class DayKey(Key):
    """The day keys of the working database."""


class ErasedKey(Erased):
    """The erasures of the working database."""


class NoticeText(models.Model):
    """The exact text of a notice that was shown; append-only."""

    digest = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()

    def __str__(self) -> str:
        return self.digest


class Evidence(models.Model):
    """What a visitor was shown and what they chose (law Art. 15, 22; decree Art. 17); append-only, not personal.

    ``choices`` maps the slug of each optional block to yes or no.
    """

    token = models.CharField(max_length=26, primary_key=True)
    notice = models.ForeignKey(NoticeText, on_delete=models.PROTECT, db_index=False)
    policy = models.CharField(max_length=64)
    at = models.DateTimeField()
    channel = models.SlugField(max_length=64, db_index=False)
    choices = models.JSONField()

    class Meta:
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.token


class Records(models.QuerySet["Record"]):
    """Reads over the spines; none of them needs a key."""

    def active(self) -> Self:
        """Those whose content is in the working database."""
        return self.filter(place=Place.ACTIVE)

    def finished(self, before: date) -> Self:
        """Active ones whose purpose is met, not disputed, with days left from ``before`` on: ready to be set apart."""
        return self.active().filter(finished__isnull=False, frozen__isnull=True, ends__gte=before).order_by("finished")

    def destroyed_in(self, batch: str) -> Self:
        """Those that died in one batch of the destruction register."""
        return self.filter(batch=batch).order_by("token")


class Record(Spine):
    """One record from its birth on; the row stays when the content is gone, and says when.

    ``received`` is aware UTC.  ``evidence`` is what makes the record lawful: without it the row cannot exist.
    """

    policy = models.CharField(max_length=64)
    channel = models.SlugField(max_length=64, db_index=False)
    received = models.DateTimeField()
    place = models.CharField(max_length=9, choices=Place.choices, default=Place.ACTIVE)
    day_key = models.ForeignKey(DayKey, null=True, on_delete=models.PROTECT)
    frozen = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    destroyed = models.DateTimeField(null=True)
    batch = models.CharField(max_length=26, blank=True)
    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT)

    objects: ClassVar[models.Manager[Self]] = Records.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["finished"],
                name="record_ready_to_move",
                condition=Q(place=Place.ACTIVE, finished__isnull=False),
            ),
            models.Index(fields=["batch"], name="record_of_batch", condition=~Q(batch="")),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_record_is_sealed_exactly_while_it_is_active",
                condition=Q(place=Place.ACTIVE, body__isnull=False, wrapped__isnull=False, day_key__isnull=False)
                | Q(
                    place__in=[Place.APART, Place.DESTROYED],
                    body__isnull=True,
                    wrapped__isnull=True,
                    day_key__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="a_destroyed_record_says_when_and_in_which_batch",
                condition=(Q(place=Place.DESTROYED, destroyed__isnull=False) & ~Q(batch=""))
                | (~Q(place=Place.DESTROYED) & Q(destroyed__isnull=True, batch="")),
            ),
            models.CheckConstraint(
                name="only_a_finished_record_is_apart",
                condition=~Q(place=Place.APART) | Q(finished__isnull=False),
            ),
            models.CheckConstraint(
                name="nothing_is_finished_before_it_was_kept",
                condition=Q(finished__isnull=True) | Q(finished__gte=F("received")),
            ),
        ]


class Part(Piece):
    """A piece of an active record."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "seq"], name="a_part_has_its_own_number"),
        ]


class Lookup(Blind):
    """An index value of an active record."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["value"], name="lookup_value")]


class Move(models.Model):
    """Where a record's move to the separate database stands; ``fingerprint`` names the ciphertext that was copied."""

    token = models.CharField(max_length=26, primary_key=True)
    state = models.CharField(max_length=8, choices=Stage.choices, default=Stage.COPYING)
    fingerprint = models.CharField(max_length=64, blank=True)
    begun = models.DateTimeField()
    done = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["begun"], name="move_unfinished", condition=~Q(state=Stage.DONE)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_move_is_done_exactly_when_it_says_so",
                condition=Q(state=Stage.DONE, done__isnull=False) | (~Q(state=Stage.DONE) & Q(done__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.token


class Extension(models.Model):
    """The ground on which a record's end was moved later: no end moves later without one; append-only."""

    token = models.CharField(max_length=26, db_index=True)
    before = models.DateField(db_index=True)
    ends = models.DateField()
    because = models.SlugField(max_length=64, db_index=False)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="an_extension_moves_the_end_later", condition=Q(ends__gt=F("before"))),
            models.CheckConstraint(name="an_end_moves_on_a_ground_of_the_list", condition=Q(because__in=GROUNDS)),
        ]

    def __str__(self) -> str:
        return self.token
