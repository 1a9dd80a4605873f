# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import Error, transaction

from jikim.errors import Changed, Invalid
from jikim.ledger.models import Entry
from jikim.oversight.models import Training
from jikim.oversight.training import PRIVACY, complete, trained, trained_until
from jikim.policy.verdict import Verdict
from jikim.proof.facts import TrainingCompleted
from jikim.proof.values import By, Slug, Token, new_token

pytestmark = pytest.mark.django_db

BOB = new_token()
OLGA = By(role=Slug("officer"), actor=new_token())
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY, UNTIL = date(2026, 11, 23), date(2027, 11, 23)


def bob_trains(*, until: date = UNTIL, course: Slug = PRIVACY, at: datetime = AT) -> None:
    complete(BOB, course, until=until, by=OLGA, at=at)


def test_who_was_never_trained_is_not() -> None:
    assert trained(BOB, at=AT) == Verdict(allowed=False, reason="training-missing")
    assert trained_until(BOB, at=AT) is None


@pytest.mark.parametrize("until", [TODAY - timedelta(days=1), TODAY + timedelta(days=367)])
def test_a_training_counts_from_today_to_a_year_ahead(until: date) -> None:
    with pytest.raises(Invalid, match="training-validity"):
        bob_trains(until=until)


def test_a_course_that_is_not_taught_is_refused() -> None:
    with pytest.raises(Invalid, match="course-unknown"):
        bob_trains(course=Slug("juggling"))


def test_one_training_is_recorded_once_a_day() -> None:
    bob_trains()

    with pytest.raises(Changed):
        bob_trains()
    assert Entry.objects.filter(name="training:completed").count() == 1


def test_who_is_trained_is_so_through_the_last_day_and_not_after() -> None:
    bob_trains(until=TODAY)
    end_of_day = datetime(2026, 11, 23, 14, 59, tzinfo=UTC)

    assert trained(BOB, at=end_of_day) == Verdict(allowed=True, reason="trained")
    assert trained(BOB, at=end_of_day + timedelta(minutes=1)) == Verdict(allowed=False, reason="training-expired")


def test_it_leaves_its_fact_about_the_one_who_trained() -> None:
    bob_trains()
    entry = Entry.objects.get()

    assert entry.told.fact == TrainingCompleted(staff=BOB, course=PRIVACY, until=UNTIL)
    assert entry.subject == BOB


def test_anothers_training_does_not_count() -> None:
    bob_trains()

    assert not trained(Token(new_token()), at=AT)


def test_a_later_training_carries_on_from_the_earlier_one() -> None:
    bob_trains(until=TODAY + timedelta(days=30))
    bob_trains(at=AT + timedelta(days=20), until=UNTIL)

    assert trained_until(BOB, at=AT + timedelta(days=25)) == UNTIL
    assert Training.objects.ending(TODAY, TODAY + timedelta(days=30)).count() == 1


def test_nobody_rewrites_the_register() -> None:
    bob_trains()

    with pytest.raises(Error, match="a_training_never_changes"), transaction.atomic():
        Training.objects.update(until=date(2099, 1, 1))
    with pytest.raises(Error, match="a_training_is_never_deleted"), transaction.atomic():
        Training.objects.all().delete()
