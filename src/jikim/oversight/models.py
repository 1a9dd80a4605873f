"""The officer's rows: monthly reviews of the log, quarterly self-audits, trainings; a signed row stays as it is."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Note(models.TextChoices):
    """What the officer attests by signing a review; a closed list, so that no name slips into a register."""

    CLEAN = "nothing-found", _("이상 없음")
    EXPLAINED = "findings-explained", _("소명 확인")
    FOLLOWED = "findings-followed-up", _("후속 조치")


class Watched(models.QuerySet["Review"]):
    """Reads of the reviews."""

    def unsigned(self) -> Watched:
        """Those that wait for the officer, oldest first."""
        return self.filter(signed__isnull=True).order_by("first")

    def overdue(self, day: date) -> Watched:
        """Unsigned although the last day to sign lies before ``day``."""
        return self.unsigned().filter(due__lt=day)


class Review(models.Model):
    """The review of one month of the access log (SM Art. 8 ②).

    ``figures`` are counts by token, ``sample`` the entry numbers drawn from the tree of ``size`` entries with ``root``,
    so that anybody can draw them again.  ``due`` is the last day to sign.
    """

    token = models.CharField(max_length=26, primary_key=True)
    first = models.DateField(unique=True)
    last = models.DateField()
    opened = models.DateTimeField()
    due = models.DateField()
    figures = models.JSONField()
    findings = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    sample = models.JSONField()
    signed = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=26, blank=True)
    note = models.CharField(max_length=20, choices=Note.choices, blank=True)

    objects = Watched.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-first"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_signed_review_names_who_and_what",
                condition=Q(signed__isnull=True, signed_by="", note="")
                | (Q(signed__isnull=False) & ~Q(signed_by="") & ~Q(note="")),
            ),
            models.CheckConstraint(
                name="findings_are_never_signed_away_as_nothing",
                condition=~Q(note=Note.CLEAN) | Q(findings=0),
            ),
            models.CheckConstraint(name="a_review_runs_forward", condition=Q(last__gte=F("first"), due__gt=F("last"))),
            models.CheckConstraint(
                name="no_review_is_signed_before_it_was_opened",
                condition=Q(signed__isnull=True) | Q(signed__gte=F("opened")),
            ),
        ]

    def __str__(self) -> str:
        return self.first.isoformat()


class SelfAudits(models.QuerySet["SelfAudit"]):
    """Reads of the self-audits."""

    def unsigned(self) -> SelfAudits:
        """Those that wait for the officer, oldest first."""
        return self.filter(signed__isnull=True).order_by("first")

    def overdue(self, day: date) -> SelfAudits:
        """Unsigned although the last day to sign lies before ``day``."""
        return self.unsigned().filter(due__lt=day)


class SelfAudit(models.Model):
    """The self-audit of one quarter (Art. 8-2 of the reference policy).

    ``checks`` are rows of name, ok and value that machines filled in; ``failed`` counts those that are not ok.
    """

    token = models.CharField(max_length=26, primary_key=True)
    first = models.DateField(unique=True)
    last = models.DateField()
    opened = models.DateTimeField()
    due = models.DateField()
    checks = models.JSONField(default=list)
    failed = models.PositiveIntegerField(default=0)
    filled = models.DateTimeField(null=True)
    signed = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=26, blank=True)

    objects = SelfAudits.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-first"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="only_a_filled_audit_is_signed_and_by_a_person",
                # Without the second term a filled of NULL would make the comparison NULL, and a check lets NULL pass.
                condition=Q(signed__isnull=True, signed_by="")
                | (Q(signed__gte=F("filled"), filled__isnull=False) & ~Q(signed_by="")),
            ),
            models.CheckConstraint(name="an_audit_runs_forward", condition=Q(last__gte=F("first"), due__gt=F("last"))),
        ]

    def __str__(self) -> str:
        return self.first.isoformat()


class Trainings(models.QuerySet["Training"]):
    """Reads of the training register."""

    def valid(self, day: date) -> Trainings:
        """Those that still count on ``day``."""
        return self.filter(completed__lte=day, until__gte=day)

    def ending(self, day: date, last: date) -> Trainings:
        """Those that count on ``day`` and end by ``last``: whom to remind."""
        return self.valid(day).filter(until__lte=last).order_by("until", "staff")


class Training(models.Model):
    """One training that one member of staff completed, and how long it counts; append-only."""

    staff = models.CharField(max_length=26, db_index=True)
    course = models.SlugField(max_length=64)
    completed = models.DateField()
    until = models.DateField()
    recorded = models.DateTimeField()

    objects = Trainings.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-completed", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["staff", "course", "completed"], name="a_training_counts_once_a_day"),
            models.CheckConstraint(
                name="a_training_does_not_end_before_it_began", condition=Q(until__gte=F("completed"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.course}"
