"""An inquiry's life: assign, answer, close; each state has its only exits, and what is closed stays so."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import Error, transaction
from tests.rooms.inquiries.stage import ALICE, AT, BOB, OLGA, taken, told

from jikim.errors import Broken, Changed, Frozen, Invalid, Unknown
from jikim.inquiries.answer import LONGEST, answer
from jikim.inquiries.assign import assign
from jikim.inquiries.close import close
from jikim.inquiries.models import EXITS, Choice, Inquiry, State
from jikim.proof.values import Slug, Token, new_token
from jikim.vault.freeze import freeze
from jikim.vault.models import Part, Record
from jikim.vault.reveal import reveal
from jikim.work.models import Mail

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
Verb = Callable[[Token], object]


def assigned(token: Token) -> object:
    return assign(token, BOB.actor or token, by=OLGA, at=AT)


def answered(token: Token) -> object:
    return answer(token, "견적서를 보내 드립니다.", by=BOB, at=AT)


def closed(token: Token) -> object:
    return close(token, by=BOB, at=AT)


VERBS = [assigned, answered, closed]


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_can_be_done_to_an_inquiry_that_is_not_there(verb: Verb) -> None:
    with pytest.raises(Unknown):
        verb(new_token())


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_can_be_done_to_a_closed_inquiry(verb: Verb) -> None:
    token = taken().token
    closed(token)
    before = told()

    with pytest.raises(Changed):
        verb(token)

    assert told() == before


@pytest.mark.parametrize("verb", [answered, closed])
def test_a_disputed_inquiry_is_neither_answered_nor_closed(verb: Verb) -> None:
    token = taken().token
    freeze(token, because=Slug("correction"), by=OLGA, at=AT)

    with pytest.raises(Frozen):
        verb(token)

    assert Inquiry.objects.get().state == State.RECEIVED
    assert not Part.objects.exists()


@pytest.mark.parametrize(
    ("text", "rule"), [("", "answer-empty"), (" \n ", "answer-empty"), ("가" * (LONGEST + 1), "value-too-long")]
)
def test_an_answer_that_says_nothing_or_too_much_is_refused(text: str, rule: str) -> None:
    token = taken().token

    with pytest.raises(Invalid) as caught:
        answer(token, text, by=BOB, at=AT)

    assert (caught.value.rule, caught.value.field) == (rule, "answer")


def test_a_clock_that_went_back_closes_nothing() -> None:
    token = taken().token

    with pytest.raises(Broken) as caught:
        close(token, by=BOB, at=AT - timedelta(minutes=5))

    assert caught.value.rule == "clock-went-back"
    assert Record.objects.get().finished is None


def test_assigning_names_who_answers_and_may_be_done_again() -> None:
    token, other = taken().token, new_token()
    assigned(token)
    assign(token, other, by=OLGA, at=AT)

    row = Inquiry.objects.get()

    assert (row.state, row.assignee) == (State.ASSIGNED, other)
    assert told("inquiry:assigned") == ["inquiry:assigned"] * 2


def test_an_answer_is_sealed_mailed_and_told() -> None:
    token = taken().token
    part = answered(token)

    shown = reveal(token, purpose=Slug("quote"), reason=Slug("answer"), by=BOB, at=AT)

    assert [(one.seq, one.text) for one in shown.parts] == [(part, "견적서를 보내 드립니다.")]
    assert Mail.objects.get(template="answer").part == part
    assert Inquiry.objects.get().state == State.ANSWERED


def test_a_second_answer_keeps_the_moment_of_the_first() -> None:
    token = taken().token
    answered(token)
    answer(token, "덧붙입니다.", by=BOB, at=AT + timedelta(hours=1))

    assert Inquiry.objects.get().answered == AT
    assert Mail.objects.filter(template="answer").count() == 2


def test_staff_write_no_number_that_nobody_asked_for_either() -> None:
    token = taken().token
    answer(token, "카드 4111-1111-1111-1111 로 결제", by=BOB, at=AT)

    shown = reveal(token, purpose=Slug("quote"), reason=Slug("answer"), by=BOB, at=AT)

    assert "4111-1111" not in shown.parts[0].text


def test_closing_says_that_the_purpose_is_met() -> None:
    token = taken().token
    closed(token)

    row = Inquiry.objects.get()

    assert (row.state, row.closed, row.latest) == (State.CLOSED, AT, AT)
    assert Record.objects.get().finished == AT


def test_every_state_is_in_the_table_of_exits_and_closed_has_none() -> None:
    assert set(EXITS) == set(State)
    assert [state for state, exits in EXITS.items() if not exits] == [State.CLOSED]


def test_the_inbox_lists_the_newest_first_and_only_of_the_purposes_asked_for() -> None:
    first = taken("first-key-of-22-characters").token
    second = taken("second-key-of-22-characters", at=AT + timedelta(minutes=1)).token
    closed(first)

    assert [row.token for row in Inquiry.objects.newest()] == [second, first]
    assert [row.token for row in Inquiry.objects.open()] == [second]
    assert not Inquiry.objects.of(frozenset({"consultation"})).exists()
    assert Inquiry.objects.of(None).count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"receipt": "0" * 64},
        {"once": "0" * 64},
        {"purpose": "marketing"},
        {"received": AT - timedelta(days=1)},
        {"choice": None},
    ],
)
def test_the_database_keeps_what_an_inquiry_was_born_with(change: dict[str, object]) -> None:
    taken()

    with pytest.raises(Error), transaction.atomic():
        Inquiry.objects.update(**change)


@pytest.mark.parametrize("change", [{"state": "received", "closed": None}, {"assignee": "0" * 26}])
def test_the_database_keeps_a_closed_inquiry_as_it_is(change: dict[str, object]) -> None:
    closed(taken().token)

    with pytest.raises(Error), transaction.atomic():
        Inquiry.objects.update(**change)


@pytest.mark.parametrize("model", [Inquiry, Choice])
def test_the_database_deletes_neither_an_inquiry_nor_a_choice(model: type[Inquiry | Choice]) -> None:
    taken()

    with pytest.raises(Error), transaction.atomic():
        model.objects.all().delete()

    assert model.objects.count() == 1


def test_no_row_of_this_room_repeats_what_alice_wrote() -> None:
    answered(taken().token)

    rows = f"{list(Inquiry.objects.values())}{list(Mail.objects.values())}"

    assert not [value for value in ALICE.values() if value in rows]
