"""Revealing a record: the fact first, the reason named, and every refusal told."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from django.db import transaction
from tests.rooms.vault.cast import ALICE, AT, BOB, ENDS, QUOTE, VISITOR, WORKER, after, kept

from jikim.errors import Broken, Frozen, Gone, Invalid, Refused, Unknown
from jikim.ledger.models import Entry
from jikim.proof.values import Slug, Token, new_token
from jikim.vault import daykeys
from jikim.vault.finish import finish
from jikim.vault.freeze import freeze, thaw
from jikim.vault.models import Evidence, Part, Record
from jikim.vault.reveal import reveal
from jikim.vault.supplement import supplement

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
ANSWER, REQUEST = Slug("answer"), Slug("rights-request")


def told(token: Token) -> list[str]:
    return list(Entry.objects.filter(subject=token).order_by("id").values_list("name", flat=True))[2:]


def test_it_tells_the_ledger_who_looked() -> None:
    token = kept()
    reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)

    assert told(token) == ["record:revealed"]
    assert Entry.objects.filter(name="record:revealed", actor=BOB.actor).exists()


@pytest.mark.django_db(transaction=True, databases=["default", "apart"])
def test_it_shows_nothing_inside_a_transaction_that_could_still_be_rolled_back() -> None:
    token = kept()

    with pytest.raises(RuntimeError), transaction.atomic():
        reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)


def test_it_shows_nothing_when_the_fact_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    token = kept()

    def full(*_args: object, **_kwargs: object) -> None:
        rule = "disk-full"
        raise Broken(rule)

    monkeypatch.setattr("jikim.vault.reveal.append", full)

    with pytest.raises(Broken):
        reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)


def test_it_refuses_another_purpose_with_the_policys_sentence_and_tells_so() -> None:
    token = kept()

    with pytest.raises(Refused) as caught:
        reveal(token, purpose=Slug("consultation"), reason=ANSWER, by=BOB, at=AT, sentence="제1조")

    assert (caught.value.rule, caught.value.sentence) == ("purpose-mismatch", "제1조")
    assert told(token) == ["record:refused"]


def test_it_refuses_a_frozen_record_to_all_but_the_request_itself() -> None:
    token = kept()
    freeze(token, because=Slug("correction"), by=VISITOR, at=AT)

    with pytest.raises(Frozen):
        reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)

    assert reveal(token, purpose=QUOTE, reason=REQUEST, by=BOB, at=AT).fields == ALICE


def test_it_shows_a_thawed_record_again() -> None:
    token = kept()
    freeze(token, because=Slug("correction"), by=VISITOR, at=AT)
    freeze(token, because=Slug("correction"), by=VISITOR, at=AT)
    thaw(token, because=Slug("done"), by=BOB, at=AT)

    assert reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT).fields == ALICE
    assert told(token) == ["record:frozen", "record:thawed", "record:revealed"]


def test_it_refuses_a_record_whose_last_day_is_over_even_before_it_is_destroyed() -> None:
    token = kept()

    with pytest.raises(Gone) as caught:
        reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=after(365))

    assert caught.value.when == ENDS


def test_it_refuses_a_reason_outside_the_closed_set() -> None:
    with pytest.raises(Invalid) as caught:
        reveal(kept(), purpose=QUOTE, reason=Slug("curious"), by=BOB, at=AT)

    assert caught.value.rule == "no-such-reason"


def test_it_knows_no_other_token() -> None:
    with pytest.raises(Unknown):
        reveal(new_token(), purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)


def test_it_shows_the_conversation_in_its_order() -> None:
    token = kept()
    supplement(token, Slug("answer"), "첫 답변", by=BOB, at=AT)
    supplement(token, Slug("question"), "다시 여쭙니다", by=VISITOR, at=AT)

    shown = reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT).parts

    assert [(p.seq, p.kind, p.text) for p in shown] == [(1, "answer", "첫 답변"), (2, "question", "다시 여쭙니다")]


def test_printing_what_was_revealed_shows_no_value() -> None:
    token = kept()
    supplement(token, Slug("answer"), "첫 답변", by=BOB, at=AT)
    printed = repr(reveal(token, purpose=QUOTE, reason=ANSWER, by=WORKER, at=AT))

    assert [value for value in (*ALICE.values(), "첫 답변") if value in printed] == []


def test_it_refuses_the_envelope_of_another_record() -> None:
    alice, other = kept(), kept({"name": "김영희"})
    stolen = Record.objects.get(token=other)
    Record.objects.filter(token=alice).update(body=stolen.body, wrapped=stolen.wrapped)

    with pytest.raises(Broken) as caught:
        reveal(alice, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)

    assert caught.value.rule == "sealed-field-does-not-open"


def test_it_refuses_parts_that_changed_places() -> None:
    token = kept()
    for text in ("첫 답변", "둘째 답변"):
        supplement(token, Slug("answer"), text, by=BOB, at=AT)
    first, second = Part.objects.filter(record_id=token).order_by("seq")
    Part.objects.filter(pk=first.pk).update(body=second.body)

    with pytest.raises(Broken):
        reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)


def test_it_says_which_day_lost_its_key() -> None:
    token = kept()
    daykeys.ring().erase("default", f"{ENDS}.0")

    with pytest.raises(Broken) as caught:
        reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)

    assert (caught.value.rule, caught.value.hint) == ("day-key-lost", f"default {ENDS}.0")


def test_nothing_is_added_to_a_frozen_finished_or_expired_record() -> None:
    token = kept()
    freeze(token, because=Slug("correction"), by=VISITOR, at=AT)

    with pytest.raises(Frozen):
        supplement(token, Slug("answer"), "답변", by=BOB, at=AT)
    with pytest.raises(Frozen):
        finish(token, at=AT)
    thaw(token, because=Slug("done"), by=BOB, at=AT)
    with pytest.raises(Gone):
        supplement(token, Slug("answer"), "답변", by=BOB, at=after(365))


def test_evidence_holds_choices_and_no_person() -> None:
    token = kept()

    row = Evidence.objects.get(token=token)

    assert (row.choices, row.channel) == ({"optional": True}, "web")
