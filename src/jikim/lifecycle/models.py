"""The destruction register's batches, and the holds that keep a record on a statute's ground."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

ARTICLE: Final = 80


class Kind(models.TextChoices):
    """Why a batch runs; the two are told apart wherever they are shown."""

    EXPIRED = "expired", _("보유기간 만료")
    EARLY = "early", _("조기 파기")


class Batches(models.QuerySet["Batch"]):
    """Reads of the destruction register."""

    def unfinished(self) -> Batches:
        """Give those opened and not closed: the next run takes these up first."""
        return self.filter(closed__isnull=True).order_by("opened", "token")

    def unconfirmed(self) -> Batches:
        """Done, and waiting for the officer's confirmation (SG Art. 10 ④)."""
        return self.filter(closed__isnull=False, confirmed__isnull=True).order_by("closed", "token")

    def overdue(self, at: datetime) -> Batches:
        """Unfinished although its last moment has passed."""
        return self.filter(closed__isnull=True, deadline__lt=at)


class Batch(models.Model):
    """One run of destruction (파기관리대장): the records of one end date, or those that end early together.

    ``root`` is the RFC 6962 root over the sorted tokens of the destroyed records: the certificate names it.
    """

    token = models.CharField(max_length=26, primary_key=True)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    day = models.DateField()
    deadline = models.DateTimeField()
    opened = models.DateTimeField()
    closed = models.DateTimeField(null=True)
    count = models.PositiveIntegerField(null=True)
    root = models.CharField(max_length=64, blank=True)
    confirmed = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=26, blank=True)

    objects = Batches.as_manager()

    class Meta:
        verbose_name_plural = "batches"
        ordering: ClassVar[list[str]] = ["-opened", "token"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "day"], condition=Q(closed__isnull=True), name="one_batch_at_a_time_for_a_day"
            ),
            models.CheckConstraint(
                name="a_closed_batch_has_count_and_root",
                condition=Q(closed__isnull=True, count__isnull=True, root="")
                | (Q(closed__isnull=False, count__isnull=False) & ~Q(root="")),
            ),
            models.CheckConstraint(
                name="only_a_closed_batch_is_confirmed_and_by_a_person",
                condition=Q(confirmed__isnull=True, confirmed_by="")
                | (Q(closed__isnull=False, confirmed__gte=F("closed")) & ~Q(confirmed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.token


class Holds(models.QuerySet["Hold"]):
    """Reads over the holds."""

    def active(self, day: date) -> Holds:
        """Those that keep something on ``day``."""
        return self.filter(lifted__isnull=True, ends__gte=day)


class Hold(models.Model):
    """What must stay (P7): the statute and article, its own last day, and the two who placed it."""

    token = models.CharField(max_length=26, primary_key=True)
    record = models.CharField(max_length=26)
    statute = models.SlugField(max_length=64)
    article = models.CharField(max_length=ARTICLE)
    items = models.JSONField()
    ends = models.DateField()
    placed = models.DateTimeField()
    placed_by = models.CharField(max_length=26)
    seconded_by = models.CharField(max_length=26)
    lifted = models.DateTimeField(null=True)

    objects = Holds.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["ends", "token"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="a_hold_is_placed_by_two", condition=~Q(placed_by=F("seconded_by"))),
            models.CheckConstraint(
                name="a_hold_names_its_statute_and_article", condition=~Q(statute="") & ~Q(article="")
            ),
            models.CheckConstraint(name="a_hold_names_its_items", condition=~Q(items=[])),
            models.UniqueConstraint(
                fields=["record", "statute"], condition=Q(lifted__isnull=True), name="one_hold_a_record_and_statute"
            ),
        ]

    def __str__(self) -> str:
        return self.token
