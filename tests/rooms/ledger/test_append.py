# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.rooms.ledger.house import ALICE, AT, BOB, OLGA, kept, token_of

from jikim.errors import Broken
from jikim.ledger.append import append, append_many
from jikim.ledger.models import Entry
from jikim.proof.facts import LogExported


@pytest.mark.django_db(transaction=True)
def test_it_refuses_a_fact_outside_a_transaction() -> None:
    with pytest.raises(Broken, match="fact-outside-transaction"):
        append(kept(ALICE), by=BOB, at=AT)

    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_fact_goes_when_the_change_that_it_tells_fails() -> None:
    with pytest.raises(ZeroDivisionError):
        _change_that_fails()

    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_a_fact_comes_back_with_who_told_it_and_when() -> None:
    append(kept(ALICE), by=BOB, at=AT)
    entry = Entry.objects.get()
    told = entry.told

    assert (kept(ALICE), BOB, AT) == (told.fact, told.by, told.at)
    assert (AT, "record:kept", ALICE, BOB.actor, None) == (
        entry.at,
        entry.name,
        entry.subject,
        entry.actor,
        entry.index,
    )


@pytest.mark.django_db
def test_a_fact_about_nobody_has_no_subject() -> None:
    append(LogExported(size=1), by=OLGA, at=AT)

    assert Entry.objects.get().subject is None


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "statements"), [(0, 0), (1, 1), (3, 1), (500, 1), (501, 2)])
def test_however_many_facts_take_one_insert_and_nothing_else(count: int, statements: int) -> None:
    with CaptureQueriesContext(connection) as queries:
        append_many([kept(token_of(number)) for number in range(count)], by=BOB, at=AT)

    assert [query["sql"].split()[0] for query in queries] == ["INSERT"] * statements
    assert [entry.subject for entry in Entry.objects.order_by("id")] == [token_of(number) for number in range(count)]


@pytest.mark.django_db
def test_a_history_holds_what_was_told_of_one_and_of_nobody_else() -> None:
    append_many([kept(ALICE), kept(token_of(5)), LogExported(size=9), kept(ALICE)], by=BOB, at=AT)
    append(kept(ALICE), by=OLGA, at=AT)

    assert [entry.subject for entry in Entry.objects.about(ALICE)] == [ALICE] * 3
    assert BOB.actor is not None
    assert Entry.objects.told_by(BOB.actor).count() == 4


@pytest.mark.django_db
def test_a_doctored_row_is_not_read() -> None:
    doctored = Entry(at=AT, name="record:kept", body=b'{"fact":"record:kept"}')

    with pytest.raises(Broken, match="entry-not-canonical"):
        _ = doctored.told


@transaction.atomic
def _change_that_fails() -> float:
    append(kept(ALICE), by=BOB, at=AT)
    return 1 / 0
