"""What the company declares in public, and to whom it gave what; declared once, a row does not change."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

TITLE: Final = 120
NAME: Final = 120
TASK: Final = 200


class Enactments(models.QuerySet["Enactment"]):
    """Reads over the versions of the policy."""

    def standing(self) -> Enactments:
        """All that were not withdrawn before their day."""
        return self.filter(withdrawn__isnull=True)

    def in_force_on(self, day: date) -> Enactment | None:
        """Give the version that applies on ``day``."""
        return self.standing().filter(effective__lte=day).order_by("-effective", "-id").first()

    def coming(self, day: date) -> Enactments:
        """Announced, not yet in force."""
        return self.standing().filter(effective__gt=day).order_by("effective", "id")


class Enactment(models.Model):
    """One version of the policy: the compiled text, its digest and its days (Art. 10 of the reference policy).

    ``notice_days`` is what this version promises for its own changes.  ``earliest`` is the first day on which it may
    take effect: announcement plus the days of notice of this version or of the one in force, whichever are more.
    ``adopted`` marks the version that the company had published before the desk was set up.
    """

    digest = models.CharField(max_length=64, unique=True)
    toml = models.TextField()
    announced = models.DateTimeField()
    notice_days = models.PositiveSmallIntegerField()
    earliest = models.DateField()
    effective = models.DateField()
    adopted = models.BooleanField(default=False)
    approved_by = models.CharField(max_length=26, null=True)  # noqa: DJ001 -- NULL: adopted by the installation itself
    withdrawn = models.DateTimeField(null=True)

    objects = Enactments.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="no_policy_takes_effect_before_its_notice_has_run",
                condition=Q(adopted=True) | Q(effective__gte=F("earliest")),
            ),
            models.UniqueConstraint(fields=["adopted"], condition=Q(adopted=True), name="one_policy_is_adopted"),
            models.CheckConstraint(
                name="who_announces_a_policy_is_named", condition=Q(adopted=True) | Q(approved_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.effective} {self.digest[:12]}"


class Post(models.Model):
    """A post on the notices board (공지사항); what was posted stays as it was."""

    token = models.CharField(max_length=26, primary_key=True)
    title = models.CharField(max_length=TITLE)
    body = models.TextField()
    posted = models.DateTimeField()
    enactment = models.ForeignKey(Enactment, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering: ClassVar[list[str]] = ["-posted", "token"]

    def __str__(self) -> str:
        return self.title


class Processor(models.Model):
    """A company that processes for us (수탁자), as the public page lists it (law Art. 26 ②)."""

    token = models.CharField(max_length=26, primary_key=True)
    name = models.CharField(max_length=NAME)
    task = models.CharField(max_length=TASK)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_processor_does_not_end_before_it_began",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Ground(models.TextChoices):
    """Why data may be given to somebody else (law Art. 17 ①)."""

    CONSENT = "consent", _("정보주체의 동의")
    STATUTE = "statute", _("법률의 특별한 규정")


class Provision(models.Model):
    """One record given to one recipient: who, what, why, until when (P8); append-only.

    ``party`` is the token under which the log knows the recipient.
    """

    token = models.CharField(max_length=26, primary_key=True)
    record = models.CharField(max_length=26, db_index=True)
    recipient = models.CharField(max_length=NAME)
    party = models.CharField(max_length=26)
    purpose = models.CharField(max_length=TASK)
    items = models.JSONField()
    ground = models.CharField(max_length=8, choices=Ground.choices)
    statute = models.CharField(max_length=NAME, blank=True)
    until = models.DateField()
    provided = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_statutory_provision_names_its_statute",
                condition=~Q(ground=Ground.STATUTE) | ~Q(statute=""),
            ),
            models.CheckConstraint(
                name="a_provision_has_a_ground_of_the_list", condition=Q(ground__in=["consent", "statute"])
            ),
            models.CheckConstraint(
                name="a_provision_names_recipient_purpose_and_items",
                condition=~Q(recipient="") & ~Q(party="") & ~Q(purpose="") & ~Q(items=[]),
            ),
        ]

    def __str__(self) -> str:
        return self.token
