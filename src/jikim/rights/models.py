"""What the desk knows of a person's request without knowing the person: tokens, states, days."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Final

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jikim.proof.values import Slug
from jikim.rights.grounds import GROUNDS
from jikim.vault.models import Record
from jikim.work.models import Mail

TRIES: Final = 5
"""Guesses that one request allows: five in a million."""

CODE_LIFE: Final = timedelta(minutes=10)
"""How long a one-time code is good."""

DONE_NOTICE: Final = Slug("result-done")
REFUSED_NOTICE: Final = Slug("result-refused")
NOTICES: Final = frozenset({DONE_NOTICE, REFUSED_NOTICE})
"""The mails that tell how a request ended."""


class Right(models.TextChoices):
    """What a person may ask for (law Art. 35, 36, 37)."""

    ACCESS = "access", _("열람")
    CORRECTION = "correction", _("정정")
    DELETION = "deletion", _("삭제")
    SUSPENSION = "suspension", _("처리정지")
    WITHDRAWAL = "withdrawal", _("동의 철회")


class Channel(models.TextChoices):
    """How the request came; every way in leads to the same queue (law 영 Art. 41 ②)."""

    WEB = "web", _("웹")
    MAIL = "mail", _("전자우편")
    LETTER = "letter", _("서면")
    FAX = "fax", _("팩스")
    PHONE = "phone", _("전화")


class State(models.TextChoices):
    """Where a request stands; ``EXITS`` lists the only ways on (docs/flows.md shows the same table)."""

    OPENED = "opened", _("본인 확인 대기")
    PROVED = "proved", _("접수")
    ACCEPTED = "accepted", _("처리 중")
    DONE = "done", _("완료")
    REFUSED = "refused", _("거절")
    LAPSED = "lapsed", _("만료")


EXITS: Final[dict[State, frozenset[State]]] = {
    State.OPENED: frozenset({State.PROVED, State.REFUSED, State.LAPSED}),
    State.PROVED: frozenset({State.ACCEPTED, State.DONE, State.REFUSED}),
    State.ACCEPTED: frozenset({State.DONE}),
    State.DONE: frozenset(),
    State.REFUSED: frozenset(),
    State.LAPSED: frozenset(),
}

OPEN: Final = tuple(state.value for state, exits in EXITS.items() if exits)
CLOSED: Final = tuple(state.value for state, exits in EXITS.items() if not exits)


class Requests(models.QuerySet["Request"]):
    """Reads of the rights queue; every one of them works without personal data."""

    def open(self) -> Requests:
        """All that are not closed, proved or not."""
        return self.filter(state__in=OPEN)

    def working(self) -> Requests:
        """Give the officer's queue, by due day: the person has proved who asks, and nobody has finished it."""
        return self.filter(state__in=[State.PROVED, State.ACCEPTED]).order_by("due", "opened", "token")

    def ending(self) -> Requests:
        """Those whose living record the officer has agreed to end early: the run of destruction takes ``record``.

        A record whose notice still waits in the outbox waits with it, because its address dies with it: until the mail
        is sent, or given up after some seventeen hours, well inside the days that the policy grants.
        """
        gone = Record.objects.filter(token=OuterRef("record"), destroyed__isnull=False)
        ends = self.filter(state=State.ACCEPTED, right__in=[Right.DELETION, Right.WITHDRAWAL])
        telling = Mail.objects.waiting().filter(token=OuterRef("record"), template__in=NOTICES)
        return ends.exclude(Exists(gone)).exclude(Exists(telling)).order_by("due", "token")

    def overdue(self, day: date) -> Requests:
        """Those of the queue whose last day lies before ``day``."""
        return self.working().filter(due__lt=day)

    def about(self, record: str) -> Requests:
        """Every request for one record, latest first."""
        return self.filter(record=record).order_by("-opened", "token")


class Request(models.Model):
    """One request: which right, for which record, how it came, until when it must be answered.

    ``due`` is the last day to answer, ``code_until`` the last moment of the one-time code, ``tries`` how often a code
    was offered, ``codes`` how many were sent; the code itself stands in no row.  ``result`` says how it ended.
    """

    token = models.CharField(max_length=26, primary_key=True)
    record = models.CharField(max_length=26, db_index=True)
    right = models.CharField(max_length=10, choices=Right.choices)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPENED)
    opened = models.DateTimeField()
    due = models.DateField()
    code_until = models.DateTimeField()
    codes = models.PositiveSmallIntegerField(default=1)
    tries = models.PositiveSmallIntegerField(default=0)
    proved = models.DateTimeField(null=True)
    decided = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=26, blank=True)
    closed = models.DateTimeField(null=True)
    result = models.SlugField(max_length=64, blank=True)

    objects = Requests.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "due"], name="request_queue")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["record", "right"], condition=Q(state__in=OPEN), name="one_open_request_a_record_and_right"
            ),
            models.CheckConstraint(
                name="a_request_is_closed_exactly_when_it_says_how",
                condition=(Q(state__in=CLOSED, closed__isnull=False) & ~Q(result=""))
                | Q(state__in=OPEN, closed__isnull=True, result=""),
            ),
            models.CheckConstraint(
                name="nothing_is_done_before_the_person_is_proved",
                condition=Q(state__in=[State.OPENED, State.LAPSED, State.REFUSED]) | Q(proved__isnull=False),
            ),
            models.CheckConstraint(
                name="a_refusal_stands_on_a_listed_ground",
                condition=~Q(state=State.REFUSED) | Q(result__in=[*GROUNDS, "identity-unproved"]),
            ),
            models.CheckConstraint(
                name="a_decision_names_who_took_it",
                condition=Q(decided__isnull=True, decided_by="") | (Q(decided__isnull=False) & ~Q(decided_by="")),
            ),
            models.CheckConstraint(
                name="a_request_in_hand_was_decided",
                condition=~Q(state=State.ACCEPTED) | Q(decided__isnull=False),
            ),
            models.CheckConstraint(name="a_code_is_tried_five_times_at_most", condition=Q(tries__lte=TRIES)),
            models.CheckConstraint(
                name="no_request_is_closed_before_it_was_opened",
                condition=Q(closed__isnull=True) | Q(closed__gte=F("opened")),
            ),
        ]

    def __str__(self) -> str:
        return self.token

    @property
    def awaits_code(self) -> bool:
        """Whether a new code leads on: nothing is proved yet, or access is proved and the showing failed."""
        return self.state == State.OPENED or (self.state == State.PROVED and self.right == Right.ACCESS)

    @property
    def takes_code(self) -> bool:
        """Whether the latest code can still be used: it works once, so after a proof a later one is needed."""
        return self.awaits_code and (self.proved is None or self.code_until - CODE_LIFE > self.proved)
