"""P7: what must stay stays on a statute's ground alone, by two people, with its own end; destruction passes it by."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from tests.promises.cast import AT, BOB, ENDS, OLGA, PIA, POLICY, QUOTE, after, apart, asked, facts, open_desk, refused

from jikim.errors import Gone, Invalid, Refused
from jikim.inquiries.close import close
from jikim.lifecycle.destroy_due import destroy_due, due_days
from jikim.lifecycle.hold import Ground, lift_hold, place_hold
from jikim.lifecycle.models import Hold
from jikim.lifecycle.set_apart_due import set_apart_due
from jikim.proof.facts import HoldLifted, HoldPlaced, RecordExtended
from jikim.proof.values import VISITOR, By, Slug, Token, new_token
from jikim.vault.extend import extend
from jikim.vault.models import ApartRecord, Record
from jikim.vault.reveal import reveal
from jikim.web.mail import deliver_due

committed = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
pytestmark = pytest.mark.django_db(databases=["default", "apart"])
LATER = date(2031, 11, 23)
ACT = Slug("e-commerce-act")


def ground(*, statute: str = ACT, article: str = "시행령 제6조제1항", items: Sequence[str] = ("name",)) -> Ground:
    return Ground(statute=Slug(statute), article=article, items=[Slug(item) for item in items], ends=LATER)


def held(record: Token) -> Token:
    return place_hold(record, ground(), second=PIA.actor or new_token(), by=OLGA, at=AT)


@pytest.mark.usefixtures("desk")
def test_a_hold_names_statute_article_items_two_people_and_its_own_end_and_is_told() -> None:
    token = asked().token
    hold = Hold.objects.get(token=held(token))

    assert (hold.statute, hold.article, hold.items, hold.ends) == (ACT, "시행령 제6조제1항", ["name"], LATER)
    assert (hold.placed_by, hold.seconded_by) == (OLGA.actor, PIA.actor)
    assert Record.objects.get(token=token).ends == LATER
    assert facts("hold:placed") == [HoldPlaced(token=token, hold=Token(hold.token), statute=ACT, ends=LATER)]
    assert facts("record:extended") == [RecordExtended(token=token, ends=LATER, because=Slug("hold"))]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("by", [OLGA, VISITOR, By(role=Slug("system"))], ids=["oneself", "nobody", "house"])
def test_one_person_places_no_hold_and_nothing_moves(by: By) -> None:
    token = asked().token

    with pytest.raises(Refused, match="two-people-needed"):
        place_hold(token, ground(), second=OLGA.actor or new_token(), by=by, at=AT)
    assert (Hold.objects.count(), Record.objects.get(token=token).ends) == (0, ENDS)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("lacking", [{"article": " "}, {"items": ()}], ids=["article", "items"])
def test_a_hold_without_its_ground_is_none_and_nothing_moves(lacking: dict[str, str]) -> None:
    token = asked().token

    with pytest.raises(Invalid, match="hold-without-ground"):
        place_hold(token, ground(**lacking), second=PIA.actor or new_token(), by=OLGA, at=AT)
    assert (Hold.objects.count(), Record.objects.get(token=token).ends) == (0, ENDS)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"seconded_by": "placed_by"}, "a hold is placed by two"),
        ({"statute": "''"}, "a hold names its statute and article"),
        ({"article": "''"}, "a hold names its statute and article"),
        ({"items": "'[]'"}, "a hold names its items"),
        ({"ends": "NULL"}, "ends"),
    ],
)
def test_the_database_takes_no_hold_without_two_people_a_ground_and_an_end(changed: dict[str, str], said: str) -> None:
    held(asked().token)
    row = {field.column: field.column for field in Hold._meta.concrete_fields}
    row |= {"token": "'x'", "record": "'x'", **changed}
    columns, values = ", ".join(row), ", ".join(row.values())

    assert said in refused(f"INSERT INTO lifecycle_hold ({columns}) SELECT {values} FROM lifecycle_hold")  # noqa: S608 -- our own columns


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "change",
    [
        "ends = '2099-01-01'",
        "statute = 'x'",
        "article = 'x'",
        "seconded_by = 'x'",
        "record = 'x'",
        "token = 'x'",
        "items = '[]'",
    ],
)
def test_a_hold_stays_as_it_was_placed(change: str) -> None:
    held(asked().token)

    for along in ("", ", lifted = placed"):
        said = refused(f"UPDATE lifecycle_hold SET {change}{along}")  # noqa: S608 -- fixed texts
        assert "a hold is lifted once and otherwise stays" in said
    assert "a hold is never deleted" in refused("DELETE FROM lifecycle_hold")


@committed
def test_destruction_passes_it_by_and_takes_its_neighbours() -> None:
    open_desk()
    kept_active, kept_apart, neighbour, other = asked().token, apart(), asked().token, apart()
    for token in (kept_active, kept_apart):
        held(token)
    destroy_due(POLICY, early={}, at=after(ENDS))
    places = dict(Record.objects.values_list("token", "place"))

    assert (places[kept_active], places[kept_apart]) == ("active", "apart")
    assert (places[neighbour], places[other]) == ("destroyed", "destroyed")
    assert [row.token for row in ApartRecord.objects.all()] == [kept_apart]
    for token in (kept_active, kept_apart):
        shown = reveal(token, purpose=QUOTE, reason=Slug("legal-duty"), by=OLGA, at=after(ENDS))
        assert shown.fields["name"] == "김앨리스"


@committed
def test_what_was_held_dies_with_its_own_end() -> None:
    open_desk()
    token = asked().token
    held(token)
    destroy_due(POLICY, early={}, at=after(ENDS))
    destroy_due(POLICY, early={}, at=after(LATER))

    assert Record.objects.get(token=token).place == "destroyed"
    assert due_days(after(LATER)) == []


@committed
def test_what_is_over_can_no_longer_be_held() -> None:
    open_desk()
    token = asked().token

    with pytest.raises(Gone):
        place_hold(token, ground(), second=PIA.actor or new_token(), by=OLGA, at=after(ENDS))
    destroy_due(POLICY, early={}, at=after(ENDS))
    with pytest.raises(Gone):
        held(token)


@pytest.mark.usefixtures("desk")
def test_the_same_statute_holds_a_record_once() -> None:
    token = asked().token
    held(token)

    with pytest.raises(Refused, match="held-already"):
        held(token)


@pytest.mark.usefixtures("desk")
def test_two_people_lift_it_and_once() -> None:
    token = asked().token
    hold = held(token)

    with pytest.raises(Refused, match="two-people-needed"):
        lift_hold(hold, second=OLGA.actor or new_token(), by=OLGA, at=AT)
    lift_hold(hold, second=BOB.actor or new_token(), by=OLGA, at=AT)
    with pytest.raises(Refused, match="unknown"):
        lift_hold(hold, second=BOB.actor or new_token(), by=OLGA, at=AT)

    assert facts("hold:lifted") == [HoldLifted(token=token, hold=hold)]


@committed
def test_a_deletion_that_was_agreed_to_waits_until_the_hold_is_lifted() -> None:
    open_desk()
    token, neighbour = asked().token, asked().token
    hold = held(token)
    early = {Slug("deletion-request"): [token, neighbour]}
    destroy_due(POLICY, early=early, at=AT)
    places = dict(Record.objects.values_list("token", "place"))
    lift_hold(hold, second=PIA.actor or new_token(), by=OLGA, at=AT)
    destroy_due(POLICY, early=early, at=AT)

    assert (places[token], places[neighbour]) == ("active", "destroyed")
    assert Record.objects.get(token=token).place == "destroyed"


@committed
def test_a_policy_that_destroys_at_once_passes_it_by() -> None:
    open_desk()
    at_once = POLICY.model_copy(update={"destruction": POLICY.destruction.model_copy(update={"apart": False})})
    kept, other = asked().token, asked().token
    deliver_due(at=AT)
    held(kept)
    for token in (kept, other):
        close(token, by=BOB, at=AT)
    set_apart_due(at_once, at=AT)
    places = dict(Record.objects.values_list("token", "place"))

    assert (places[kept], places[other]) == ("active", "destroyed")


@committed
def test_once_its_hold_is_lifted_a_record_lives_to_its_own_day_and_no_longer() -> None:
    open_desk()
    token = asked().token
    hold = held(token)
    lift_hold(hold, second=PIA.actor or new_token(), by=OLGA, at=AT)
    destroy_due(POLICY, early={}, at=after(ENDS, days=0))
    on_its_last_day = Record.objects.get(token=token).place
    destroy_due(POLICY, early={}, at=after(ENDS))

    assert (on_its_last_day, Record.objects.get(token=token).place) == ("active", "destroyed")
    assert [fact.because for fact in facts("record:destroyed")] == ["hold-lifted"]


@committed
def test_a_second_statute_may_end_earlier_and_keeps_the_record_alone() -> None:
    open_desk()
    token = asked().token
    longer = held(token)
    second = Ground(statute=Slug("commercial-act"), article="제33조", items=[Slug("name")], ends=date(2029, 1, 1))
    place_hold(token, second, second=PIA.actor or new_token(), by=OLGA, at=AT)
    stands = Record.objects.get(token=token).ends
    lift_hold(longer, second=PIA.actor or new_token(), by=OLGA, at=AT)
    destroy_due(POLICY, early={}, at=after(second.ends, days=0))
    held_by_it = Record.objects.get(token=token).place
    destroy_due(POLICY, early={}, at=after(second.ends))

    assert (stands, held_by_it) == (LATER, "active")
    assert Record.objects.get(token=token).place == "destroyed"


@committed
def test_a_consent_that_came_after_the_hold_keeps_the_record_when_that_is_lifted() -> None:
    open_desk()
    token = asked().token
    hold = held(token)
    extend(token, ends=date(2032, 1, 1), because=Slug("consent"), by=OLGA, at=AT)
    lift_hold(hold, second=PIA.actor or new_token(), by=OLGA, at=AT)
    destroy_due(POLICY, early={}, at=after(ENDS))

    assert Record.objects.get(token=token).place == "active"
