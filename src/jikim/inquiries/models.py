"""What the desk knows of an inquiry without knowing the person: tokens, states and times."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where an inquiry stands; ``EXITS`` lists the only ways on (docs/flows.md shows the same table)."""

    RECEIVED = "received", _("접수")
    ASSIGNED = "assigned", _("담당 지정")
    ANSWERED = "answered", _("답변 완료")
    CLOSED = "closed", _("종결")


EXITS: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.ASSIGNED, State.ANSWERED, State.CLOSED}),
    State.ASSIGNED: frozenset({State.ASSIGNED, State.ANSWERED, State.CLOSED}),
    State.ANSWERED: frozenset({State.ANSWERED, State.ASSIGNED, State.CLOSED}),
    State.CLOSED: frozenset(),
}


class Choice(models.Model):
    """One entry of the desk's own catalogue: a product to quote, a kind of consultation."""

    token = models.CharField(max_length=26, primary_key=True)
    purpose = models.SlugField(max_length=64)
    item = models.SlugField(max_length=64)
    name = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["purpose", "item", "position", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["purpose", "item", "name"], name="a_choice_is_listed_once"),
            models.CheckConstraint(condition=~Q(name=""), name="a_choice_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Inquiries(models.QuerySet["Inquiry"]):
    """Reads of the desk; every one of them works without personal data."""

    def open(self) -> Inquiries:
        """Those that still wait for somebody."""
        return self.exclude(state=State.CLOSED)

    def of(self, purposes: frozenset[str] | None) -> Inquiries:
        """Those of the named purposes; None means every purpose."""
        return self if purposes is None else self.filter(purpose__in=purposes)

    def newest(self) -> Inquiries:
        """Latest first, with the catalogue entry at hand."""
        return self.select_related("choice").order_by("-received", "token")


class Inquiry(models.Model):
    """One inquiry.

    ``token`` is the record's token in the vault, ``receipt`` the digest of the code that only the visitor holds,
    ``once`` the digest of the submission's idempotency key.
    """

    token = models.CharField(max_length=26, primary_key=True)
    receipt = models.CharField(max_length=64, unique=True)
    once = models.CharField(max_length=64, unique=True)
    purpose = models.SlugField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    choice = models.ForeignKey(Choice, null=True, on_delete=models.PROTECT)
    assignee = models.CharField(max_length=26, null=True)  # noqa: DJ001 -- NULL is "nobody yet", "" would be a name
    received = models.DateTimeField()
    answered = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)

    objects = Inquiries.as_manager()

    class Meta:
        verbose_name_plural = "inquiries"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "-received"], name="inquiry_inbox"),
            models.Index(fields=["purpose", "-received"], name="inquiry_purpose"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="an_inquiry_is_closed_exactly_when_it_says_so",
                condition=Q(state=State.CLOSED, closed__isnull=False)
                | (~Q(state=State.CLOSED) & Q(closed__isnull=True)),
            ),
            models.CheckConstraint(
                name="an_answered_inquiry_has_its_time",
                condition=~Q(state=State.ANSWERED) | Q(answered__isnull=False),
            ),
            models.CheckConstraint(
                name="nothing_is_closed_before_it_was_received",
                condition=Q(closed__isnull=True) | Q(closed__gte=F("received")),
            ),
        ]

    def __str__(self) -> str:
        return self.token

    @property
    def latest(self) -> datetime:
        """When something last happened to it."""
        return self.closed or self.answered or self.received
