"""The story of an inquiry, as the ledger has it: steps, days, who looked; nothing that needs a key, no person."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.rooms.inquiries.stage import ALICE, AT, BOB, OLGA, POLICY, mailed, taken

from jikim.evidence.receipt import Story, story
from jikim.inquiries.answer import answer
from jikim.inquiries.close import close
from jikim.inquiries.models import Inquiry
from jikim.lifecycle.destroy_due import destroy_due
from jikim.lifecycle.set_apart_due import set_apart_due
from jikim.proof.values import Slug
from jikim.vault.freeze import freeze
from jikim.vault.reveal import reveal

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
committed = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
LATER = datetime(2027, 11, 23, 15, 0, tzinfo=UTC)


def told(at: datetime = AT) -> Story:
    return story(Inquiry.objects.select_related("choice").get(), at=at)


def test_a_new_inquiry_promises_the_day_of_its_destruction() -> None:
    taken()

    seen = told()

    assert [step.slug for step in seen.steps] == ["received", "answered", "closed", "apart", "destroyed"]
    assert (seen.ends, seen.destroy_by, seen.days_left) == (date(2027, 11, 23), date(2027, 11, 28), 365)
    assert (seen.when("received"), seen.when("answered"), seen.destroyed) == (AT, None, None)
    assert (seen.choice, seen.policy) == ("표준 제품", POLICY.digest)


def test_it_tells_who_looked_in_which_role_and_why_but_never_which_person() -> None:
    token = taken().token
    reveal(token, purpose=Slug("quote"), reason=Slug("answer"), by=BOB, at=AT + timedelta(hours=1))

    looks = told().looks

    assert [(look.role, look.purpose, look.reason, look.mailed) for look in looks] == [
        ("staff", "quote", "answer", False)
    ]
    assert str(BOB.actor) not in repr(looks)


def test_it_follows_the_inquiry_through_its_life() -> None:
    token = taken().token
    answer(token, "견적서를 보내 드립니다.", by=BOB, at=AT + timedelta(hours=1))
    mailed(token, at=AT + timedelta(hours=2))
    close(token, by=BOB, at=AT + timedelta(hours=3))
    set_apart_due(POLICY, at=AT + timedelta(hours=4))

    seen = told(AT + timedelta(days=1))

    hours = [step.at and (step.at - AT).total_seconds() / 3600 for step in seen.steps]
    assert hours == [0, 1, 3, 4, None]
    assert seen.state == "closed"


def test_it_says_that_a_record_is_frozen() -> None:
    freeze(taken().token, because=Slug("correction"), by=OLGA, at=AT)

    assert told().frozen


@committed
def test_after_destruction_it_says_when_and_leaves_out_what_never_came() -> None:
    taken()
    destroy_due(POLICY, early={}, at=LATER)

    seen = told(LATER)

    assert seen.destroyed == LATER
    assert [step.slug for step in seen.steps] == ["received", "destroyed"]


def test_it_repeats_nothing_that_alice_wrote() -> None:
    taken()

    assert not [value for value in ALICE.values() if value in repr(told())]
