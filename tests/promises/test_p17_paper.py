"""P17: a sheet has the end date of its record, a locker and a custodian, and two names when it is destroyed."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from tests.promises.cast import AT, BOB, ENDS, OLGA, PIA, after, asked, facts, refused

from jikim.errors import Gone, Refused
from jikim.paper.destroy_with import Hands, destroy_with
from jikim.paper.hand_over import hand_over
from jikim.paper.models import HandOver, Method, Sheet
from jikim.paper.register import register
from jikim.proof.facts import SheetDestroyed, SheetRegistered
from jikim.proof.values import Slug, Token, new_token
from jikim.vault.extend import extend

pytestmark = [pytest.mark.django_db(databases=["default", "apart"]), pytest.mark.usefixtures("desk")]
LOCKER = Slug("a-3")


def sheet(record: Token) -> Token:
    return register(record, locker=LOCKER, custodian=BOB.actor or new_token(), by=BOB, at=AT)


def shred(token: Token, batch: Token, *, first: Token | None = None, second: Token | None = None) -> None:
    hands = Hands(first=first or OLGA.actor or token, second=second or PIA.actor or token)
    destroy_with(batch, [token], method=Method.SHRED, hands=hands, by=OLGA, at=after(ENDS))


def test_a_sheet_ends_on_the_day_of_its_record_and_is_told() -> None:
    record = asked().token
    token = sheet(record)
    row = Sheet.objects.get(token=token)

    assert (row.ends, row.locker, row.custodian) == (ENDS, LOCKER, BOB.actor)
    assert facts("sheet:registered") == [SheetRegistered(sheet=token, token=record, ends=ENDS)]
    assert len(row.label) == 9


def test_a_sheet_whose_last_day_is_over_is_seen() -> None:
    token = sheet(asked().token)

    assert list(Sheet.objects.due(after(ENDS, days=0))) == []
    assert [row.token for row in Sheet.objects.due(after(ENDS))] == [token]


def test_it_is_destroyed_in_a_batch_with_two_names_and_told() -> None:
    record, batch = asked().token, new_token()
    token = sheet(record)
    shred(token, batch)
    row = Sheet.objects.get(token=token)

    assert (row.batch, row.method, row.first_hand, row.second_hand) == (batch, "shred", OLGA.actor, PIA.actor)
    assert facts("sheet:destroyed") == [SheetDestroyed(sheet=token, token=record, batch=batch, method=Slug("shred"))]


def test_one_person_destroys_no_paper() -> None:
    token = sheet(asked().token)

    with pytest.raises(Refused, match="two-people-needed"):
        shred(token, new_token(), first=OLGA.actor, second=OLGA.actor)
    assert Sheet.objects.get(token=token).destroyed is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("first_hand = 'x', second_hand = 'x', method = 'burn', batch = 'y'", "the two who destroy a sheet differ"),
        ("first_hand = 'x', method = 'burn', batch = 'y'", "with method batch and two names"),
        ("first_hand = 'x', second_hand = 'y', batch = 'y'", "with method batch and two names"),
        ("first_hand = 'x', second_hand = 'y', method = 'burn'", "with method batch and two names"),
    ],
)
def test_the_database_takes_no_end_of_paper_without_two_names_method_and_batch(change: str, said: str) -> None:
    sheet(asked().token)

    assert said in refused(f"UPDATE paper_sheet SET destroyed = registered, {change}")  # noqa: S608 -- fixed texts


def test_what_was_destroyed_stays_so_and_is_not_handed_on() -> None:
    token = sheet(asked().token)
    shred(token, new_token())

    assert "a destroyed sheet never changes" in refused("UPDATE paper_sheet SET destroyed = NULL")
    with pytest.raises(Gone, match="sheet-destroyed"):
        hand_over(token, taker=PIA.actor or token, locker=LOCKER, by=BOB, at=AT)


def test_a_sheet_keeps_its_record_and_its_label() -> None:
    sheet(asked().token)

    for change in ("record = 'x'", "label = 'x'"):
        assert "a sheet keeps its record" in refused(f"UPDATE paper_sheet SET {change}")  # noqa: S608 -- fixed texts


def test_the_trail_of_custody_only_grows() -> None:
    token = sheet(asked().token)
    hand_over(token, taker=OLGA.actor or token, locker=Slug("b-1"), by=BOB, at=AT)
    trail = HandOver.objects.get()

    assert (trail.giver, trail.taker, trail.locker) == (BOB.actor, OLGA.actor, "b-1")
    assert "a hand over never changes" in refused("UPDATE paper_handover SET taker = 'x'")
    assert "a hand over is never deleted" in refused("DELETE FROM paper_handover")


def test_no_sheet_lies_nowhere_or_with_nobody() -> None:
    sheet(asked().token)

    for change in ("locker = ''", "custodian = ''"):
        said = refused(f"UPDATE paper_sheet SET {change}")  # noqa: S608 -- fixed texts
        assert "a sheet lies in a locker and has a custodian" in said


def test_a_sheet_follows_its_record_when_that_is_held_longer() -> None:
    record = asked().token
    token = sheet(record)
    extend(record, ends=after(ENDS, days=30).date(), because=Slug("hold"), by=OLGA, at=AT)

    assert list(Sheet.objects.due(after(ENDS))) == []
    assert [row.token for row in Sheet.objects.due(after(ENDS, days=31))] == [token]
    assert "a sheet is never deleted" in refused("DELETE FROM paper_sheet")
