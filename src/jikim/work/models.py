"""The rows that say what is due: tasks, mails that wait, and how far the clock has come; no row holds personal data."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Tasks(models.QuerySet["Task"]):
    """Reads of the due rows."""

    def due(self, at: datetime) -> Tasks:
        """Those that may be claimed: their time has come and nobody holds a living lease."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lte=at)
        return self.filter(free, due__lte=at)

    def dead(self) -> Tasks:
        """Those that failed too often since they last succeeded; each is an alarm."""
        return self.filter(dead__isnull=False)

    def overdue(self, at: datetime, *, by: timedelta) -> Tasks:
        """Those that should have run ``by`` ago and have not: no worker runs, or none gets through."""
        return self.filter(due__lt=at - by)


class Task(models.Model):
    """One duty's due row.

    ``tries`` counts the claims since the last success, so a task that kills its worker counts too.  The pair of
    ``lease_owner`` and ``tries`` names one claim: whoever lost the lease cannot finish what another took up.
    ``last_error`` is the slug of a rule, never a text.
    """

    name = models.SlugField(max_length=64, primary_key=True)
    due = models.DateTimeField(db_index=True)
    lease_until = models.DateTimeField(null=True)
    lease_owner = models.CharField(max_length=64, default="", blank=True)
    tries = models.PositiveIntegerField(default=0)
    last_done = models.DateTimeField(null=True)
    dead = models.DateTimeField(null=True)
    last_error = models.SlugField(max_length=64, default="", blank=True)

    objects = Tasks.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_lease_has_an_owner",
                condition=Q(lease_until__isnull=True, lease_owner="")
                | (Q(lease_until__isnull=False) & ~Q(lease_owner="")),
            ),
            models.CheckConstraint(name="what_died_says_of_what", condition=Q(dead__isnull=True) | ~Q(last_error="")),
        ]

    def __str__(self) -> str:
        return self.name


class Mails(models.QuerySet["Mail"]):
    """Reads of the outbox."""

    def waiting(self) -> Mails:
        """Those that are still to be sent, whether their time has come or not."""
        return self.filter(sent__isnull=True, dead__isnull=True, held__isnull=True)

    def due(self, at: datetime) -> Mails:
        """Those that may be claimed now."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lte=at)
        return self.waiting().filter(free, due__lte=at)

    def dead(self) -> Mails:
        """Those that could not be delivered; each is an alarm."""
        return self.filter(dead__isnull=False)

    def about(self, token: str) -> Mails:
        """Those that belong to one record, oldest first."""
        return self.filter(token=token).order_by("pk")


class Mail(models.Model):
    """A mail that is to go out: which template, to whom by token, never an address and never a text.

    ``token`` is the record whose visitor is written to (or whom a mail to staff is about), ``staff`` the member of
    staff who is written to, ``part`` the number of the record's part that the mail carries.
    """

    key = models.CharField(max_length=200, unique=True)
    template = models.SlugField(max_length=64)
    token = models.CharField(max_length=26, null=True, db_index=True)  # noqa: DJ001 -- NULL is "about no record"
    staff = models.CharField(max_length=26, null=True)  # noqa: DJ001 -- NULL is "not to staff"
    part = models.PositiveIntegerField(null=True)
    posted = models.DateTimeField()
    due = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_owner = models.CharField(max_length=64, default="", blank=True)
    sent = models.DateTimeField(null=True)
    dead = models.DateTimeField(null=True)
    held = models.DateTimeField(null=True)
    last_error = models.SlugField(max_length=64, default="", blank=True)

    objects = Mails.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_mail_goes_to_somebody",
                condition=Q(token__isnull=False) | Q(staff__isnull=False),
            ),
            models.CheckConstraint(
                name="a_mail_is_sent_or_dead_never_both",
                condition=Q(sent__isnull=True) | Q(dead__isnull=True),
            ),
            models.CheckConstraint(
                name="a_mail_is_not_sent_before_it_was_posted",
                condition=Q(sent__isnull=True) | Q(sent__gte=F("posted")),
            ),
        ]

    def __str__(self) -> str:
        return self.template


class Mark(models.Model):
    """The latest moment that any worker has seen; there is one row."""

    one = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="there_is_one_mark", condition=Q(one=1)),
        ]

    def __str__(self) -> str:
        return self.at.isoformat()
