# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import Error, transaction

from jikim.errors import Changed, Invalid, Refused, Unknown
from jikim.ledger import key
from jikim.ledger.append import append_many
from jikim.ledger.models import Entry
from jikim.ledger.sequence import sequence
from jikim.oversight.models import Note, Review
from jikim.oversight.review import SAMPLE, open_due, sign
from jikim.oversight.sample import draw
from jikim.proof.facts import RecordRevealed, ReviewOpened, ReviewSigned
from jikim.proof.values import WORKER, By, Digest, Slug, Token, new_token

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "apart"])

BOB = By(role=Slug("staff"), actor=new_token())
OLGA = By(role=Slug("officer"), actor=new_token())
NOON = datetime(2026, 11, 3, 3, 0, tzinfo=UTC)  # a Tuesday, noon in Seoul
OVER = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
NIGHT = timedelta(hours=12)


def looks(count: int = 1, *, by: By = BOB, at: datetime = NOON) -> None:
    with transaction.atomic():
        append_many(
            [RecordRevealed(token=new_token(), purpose=Slug("quote"), reason=Slug("answer")) for _ in range(count)],
            by=by,
            at=at,
        )


def sequenced(at: datetime = OVER) -> None:
    key.ensure("jikim.example/log")
    sequence(at=at)


def reviewed() -> Review:
    sequenced()
    open_due(OVER)
    return Review.objects.get(first=date(2026, 11, 1))


def told(name: str) -> list[object]:
    return [entry.told.fact for entry in Entry.objects.filter(name=name).order_by("id")]


def test_it_opens_nothing_where_nothing_was_ever_told() -> None:
    assert open_due(OVER) == 0


def test_it_opens_nothing_while_the_month_runs() -> None:
    looks()
    sequenced(NOON)

    assert open_due(NOON + timedelta(days=20)) == 0


def test_a_month_waits_while_an_entry_of_it_is_not_in_the_tree() -> None:
    looks()
    assert open_due(OVER) == 0

    sequenced()
    looks()
    assert open_due(OVER) == 0

    sequence(at=OVER)
    assert open_due(OVER) == 1


def test_the_month_that_is_over_is_opened_once_and_leaves_its_fact() -> None:
    looks()
    review = reviewed()

    assert open_due(OVER) == 0
    assert (review.last, review.due, review.signed) == (date(2026, 11, 30), date(2026, 12, 10), None)
    assert told("review:opened") == [
        ReviewOpened(review=Token(review.token), first=date(2026, 11, 1), last=date(2026, 11, 30))
    ]


def test_every_month_that_a_stopped_worker_missed_is_opened() -> None:
    looks()
    sequenced()

    assert open_due(OVER + timedelta(days=90)) == 4


def test_it_counts_what_people_did_in_korean_days_of_that_month_and_nothing_else() -> None:
    looks(2)
    looks(1, by=WORKER)
    looks(4, at=datetime(2026, 10, 31, 14, 59, tzinfo=UTC))
    looks(8, at=datetime(2026, 11, 30, 15, 0, tzinfo=UTC))

    assert reviewed().figures["reveals"] == {BOB.actor: 2}


def test_a_look_at_night_is_a_finding() -> None:
    looks(3, at=NOON + NIGHT)
    review = reviewed()

    assert review.findings == 1
    assert review.figures["findings"] == [{"kind": "out-of-hours", "actor": BOB.actor, "count": 3, "about": "period"}]


def test_the_sample_can_be_drawn_again_from_the_signed_root() -> None:
    looks(SAMPLE * 2)
    review = reviewed()
    drawn = draw(range(SAMPLE * 2), SAMPLE, seed=Digest(review.root))

    assert drawn == review.sample
    assert review.size == SAMPLE * 2


def test_an_unknown_review_cannot_be_signed() -> None:
    with pytest.raises(Unknown):
        sign(new_token(), Note.CLEAN, by=OLGA, at=OVER)


def test_staff_sign_nothing() -> None:
    looks()
    review = reviewed()

    with pytest.raises(Refused, match="officer-signs"):
        sign(Token(review.token), Note.CLEAN, by=BOB, at=OVER)


def test_findings_are_not_signed_away_as_nothing() -> None:
    looks(at=NOON + NIGHT)
    review = reviewed()

    with pytest.raises(Invalid, match="findings-need-a-word"):
        sign(Token(review.token), Note.CLEAN, by=OLGA, at=OVER)
    with pytest.raises(Error, match="findings_are_never_signed_away_as_nothing"), transaction.atomic():
        Review.objects.update(signed=OVER, signed_by=OLGA.actor, note=Note.CLEAN)


def test_a_signed_review_names_who_and_what_and_leaves_its_fact() -> None:
    looks(at=NOON + NIGHT)
    review = reviewed()
    sign(Token(review.token), Note.EXPLAINED, by=OLGA, at=OVER)
    review.refresh_from_db()

    assert (review.signed, review.signed_by, review.note) == (OVER, OLGA.actor, "findings-explained")
    assert told("review:signed") == [ReviewSigned(review=Token(review.token), findings=1)]


def test_a_review_is_signed_once() -> None:
    looks()
    review = reviewed()
    sign(Token(review.token), Note.CLEAN, by=OLGA, at=OVER)

    with pytest.raises(Changed):
        sign(Token(review.token), Note.FOLLOWED, by=OLGA, at=OVER)
    with pytest.raises(Error, match="a_signed_review_never_changes"), transaction.atomic():
        Review.objects.update(note=Note.FOLLOWED)


@pytest.mark.parametrize("change", [{"findings": 0}, {"figures": {}}, {"sample": []}, {"due": date(2027, 12, 1)}])
def test_nobody_edits_what_a_review_counted(change: dict[str, object]) -> None:
    looks(at=NOON + NIGHT)
    reviewed()

    with pytest.raises(Error, match="a_review_keeps_what_it_counted"), transaction.atomic():
        Review.objects.update(**change)


def test_an_unsigned_review_is_overdue_on_the_day_after_its_last() -> None:
    looks()
    review = reviewed()

    assert list(Review.objects.overdue(date(2026, 12, 10))) == []
    assert list(Review.objects.overdue(date(2026, 12, 11))) == [review]

    sign(Token(review.token), Note.CLEAN, by=OLGA, at=OVER)
    assert list(Review.objects.overdue(date(2026, 12, 11))) == []
