"""Records trainings, and decides whether somebody is trained today: without that, no personal data (P12)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction

from jikim.clock import day_of
from jikim.errors import Changed, Invalid
from jikim.ledger.append import append
from jikim.oversight.models import Training
from jikim.policy.verdict import Verdict
from jikim.proof.facts import TrainingCompleted
from jikim.proof.values import By, Slug, Token

PRIVACY: Final = Slug("privacy")
"""The course that everybody takes who handles personal data (law Art. 28 ②, SM Art. 4 ②)."""

COURSES: Final = frozenset({PRIVACY})
LONGEST_DAYS: Final = 366
"""A training counts for a year at most: it has to be regular (law Art. 28 ②)."""


def complete(staff: Token, course: Slug, *, until: date, by: By, at: datetime) -> None:
    """Record that ``staff`` completed ``course`` today and is trained through ``until``.

    Raises Invalid on a course that is not taught, or on an end that has passed or lies more than a year ahead; Changed
    where this very training was recorded today.
    """
    today = day_of(at)
    if course not in COURSES:
        rule = "course-unknown"
        raise Invalid(rule, field="course")
    if not 0 <= (until - today).days <= LONGEST_DAYS:
        rule = "training-validity"
        raise Invalid(rule, field="until", hint="from today to a year ahead")
    try:
        with transaction.atomic():
            Training.objects.create(staff=staff, course=course, completed=today, until=until, recorded=at)
            append(TrainingCompleted(staff=staff, course=course, until=until), by=by, at=at)
    except IntegrityError:
        rule = "training-recorded-already"
        raise Changed(rule) from None


def trained(staff: Token, *, at: datetime) -> Verdict:
    """Decide whether ``staff`` may handle personal data now.

    Reasons: "trained", "training-expired" (there was one), "training-missing".
    """
    mine = Training.objects.filter(staff=staff, course=PRIVACY)
    if mine.valid(day_of(at)).exists():
        return Verdict(allowed=True, reason="trained")
    return Verdict(allowed=False, reason="training-expired" if mine.exists() else "training-missing")


def trained_until(staff: Token, *, at: datetime) -> date | None:
    """Give the last day on which ``staff`` is trained; None where nothing counts today."""
    mine = Training.objects.filter(staff=staff, course=PRIVACY).valid(day_of(at))
    return mine.order_by("-until").values_list("until", flat=True).first()
