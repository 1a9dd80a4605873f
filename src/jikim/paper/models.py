"""What the desk knows of its paper: which sheet belongs to which record, where it lies, who answers for it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jikim.clock import day_of
from jikim.vault.models import Place, Record


class Method(models.TextChoices):
    """How paper ends so that nobody can read it again (law 영 Art. 16 ① 2)."""

    SHRED = "shred", _("파쇄")
    BURN = "burn", _("소각")


class Sheets(models.QuerySet["Sheet"]):
    """Reads over the paper; none of them knows a name."""

    def standing(self) -> Sheets:
        """Sheets that still exist."""
        return self.filter(destroyed__isnull=True)

    def due(self, at: datetime) -> Sheets:
        """Sheets that still exist although their record is over, by its end of today, oldest first (P17)."""
        over = Q(place=Place.DESTROYED) | Q(ends__lt=day_of(at))
        record = Record.objects.filter(over, token=OuterRef("record"))
        return self.standing().filter(Exists(record)).order_by("ends", "label")

    def for_record(self, record: str) -> Sheets:
        """Every sheet of one record, destroyed ones too."""
        return self.filter(record=record).order_by("registered", "label")


class Sheet(models.Model):
    """One sheet, or one stapled set: its label, locker and custodian, and the end date of its record.

    ``ends`` is that date as it stood at registration; what is due is asked of the record itself.

    ``first_hand`` and ``second_hand`` are the two members of staff who destroyed it and saw it destroyed.
    """

    token = models.CharField(max_length=26, primary_key=True)
    record = models.CharField(max_length=26, db_index=True)
    label = models.CharField(max_length=9, unique=True)
    locker = models.SlugField(max_length=64)
    custodian = models.CharField(max_length=26)
    ends = models.DateField(db_index=True)
    registered = models.DateTimeField()
    destroyed = models.DateTimeField(null=True)
    method = models.CharField(max_length=5, choices=Method.choices, blank=True)
    batch = models.CharField(max_length=26, blank=True)
    first_hand = models.CharField(max_length=26, blank=True)
    second_hand = models.CharField(max_length=26, blank=True)

    objects = Sheets.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_sheet_is_destroyed_with_method_batch_and_two_names",
                condition=Q(destroyed__isnull=True, method="", batch="", first_hand="", second_hand="")
                | (Q(destroyed__isnull=False) & ~Q(method="") & ~Q(batch="") & ~Q(first_hand="") & ~Q(second_hand="")),
            ),
            models.CheckConstraint(
                name="the_two_who_destroy_a_sheet_differ",
                condition=Q(destroyed__isnull=True) | ~Q(first_hand=F("second_hand")),
            ),
            models.CheckConstraint(
                name="no_sheet_is_destroyed_before_it_was_registered",
                condition=Q(destroyed__isnull=True) | Q(destroyed__gte=F("registered")),
            ),
            models.CheckConstraint(
                name="a_sheet_lies_in_a_locker_and_has_a_custodian",
                condition=~Q(locker="") & ~Q(custodian=""),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class HandOver(models.Model):
    """One change of custodian or locker; append-only."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="hand_overs")
    giver = models.CharField(max_length=26)
    taker = models.CharField(max_length=26)
    locker = models.SlugField(max_length=64)
    entered_by = models.CharField(max_length=26, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.at.isoformat()}"
