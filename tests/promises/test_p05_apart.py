"""P5: what is finished leaves for the separate database, under another key; no desk sees it, no crash loses it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from tests.promises.cast import (
    ALICE,
    ANSWER,
    AT,
    BOB,
    CONSULTATION,
    ENDS,
    OLGA,
    POLICY,
    QUOTE,
    apart,
    asked,
    refused,
    told,
)

from jikim import seal
from jikim.errors import Broken, Refused
from jikim.inquiries.answer import answer
from jikim.inquiries.close import close
from jikim.lifecycle.set_apart_due import set_apart_due
from jikim.proof.values import VISITOR, WORKER, Slug, Token
from jikim.vault import daykeys, envelope, fault
from jikim.vault.find import find
from jikim.vault.glance import glance
from jikim.vault.models import ApartLookup, ApartPart, ApartRecord, Lookup, Part, Record
from jikim.vault.reveal import reveal
from jikim.vault.stores import APART
from jikim.vault.supplement import supplement
from jikim.web.mail import deliver_due

pytestmark = [pytest.mark.django_db(databases=["default", "apart"]), pytest.mark.usefixtures("desk")]
PHONE = "+821012345678"
POINTS = ("apart:begun", "apart:copied", "apart:verified", "apart:done")


class CrashError(Exception):
    """Stands for a process that died between two commits."""


@pytest.fixture
def crash_at() -> Iterator[list[str]]:
    """Name a point in this list, and the next to pass it crashes; once."""
    wanted: list[str] = []

    def hook(point: str) -> None:
        if point in wanted:
            wanted.remove(point)
            raise CrashError

    fault.hooks.append(hook)
    yield wanted
    fault.hooks.remove(hook)


def places(token: Token) -> tuple[str, int, int]:
    """Give where the record is, and how often its content stands in each of the two databases."""
    spine = Record.objects.get(token=token)
    return spine.place, int(spine.body is not None), ApartRecord.objects.filter(token=token).count()


def test_a_finished_record_leaves_the_working_database_whole() -> None:
    token = apart()

    assert places(token) == ("apart", 0, 1)
    assert Lookup.objects.count() == Part.objects.count() == 0
    assert ApartLookup.objects.count() == 3
    assert told(token)[-2:] == ["inquiry:closed", "record:apart"]


def test_an_unfinished_record_stays() -> None:
    token = asked().token
    set_apart_due(POLICY, at=AT)

    assert places(token) == ("active", 1, 0)


def test_its_answers_move_with_it() -> None:
    token = asked().token
    answer(token, "견적서를 보내 드립니다.", by=BOB, at=AT)
    deliver_due(at=AT)
    close(token, by=BOB, at=AT)
    set_apart_due(POLICY, at=AT)

    shown = reveal(token, purpose=QUOTE, reason=Slug("complaint"), by=OLGA, at=AT)

    assert (Part.objects.count(), ApartPart.objects.count()) == (0, 1)
    assert [part.text for part in shown.parts] == ["견적서를 보내 드립니다."]
    assert shown.fields["name"] == ALICE["name"]


def test_the_separate_database_is_another_one() -> None:
    token = apart()
    names = [settings.DATABASES[alias]["NAME"] for alias in ("default", "apart")]
    with connections["default"].cursor() as cursor:
        tables = set(connections["default"].introspection.table_names(cursor))

    assert len({str(name) for name in names}) == 2
    assert connections["default"].settings_dict["NAME"] != connections["apart"].settings_dict["NAME"]
    assert "vault_apartrecord" not in tables
    assert ApartRecord.objects.get(token=token)._state.db == "apart"


def test_it_lies_under_another_key(keys: Path) -> None:
    token = apart()
    row = ApartRecord.objects.get(token=token)
    ring = daykeys.ring()
    ours, theirs = (keys / "day" / store / f"{ENDS}.0" for store in ("default", "apart"))

    assert ours.read_bytes() != theirs.read_bytes()
    assert envelope.data_key(row, store=APART)
    with pytest.raises(Broken):
        seal.unwrap(bytes(row.wrapped or b""), keys=ring.use("default", f"{ENDS}.0"))


def test_the_desk_sees_it_no_more() -> None:
    token = apart()

    assert glance([token], purpose=QUOTE, by=BOB, at=AT) == {}
    assert find(Slug("phone"), PHONE, purpose=QUOTE, by=BOB, at=AT) == []


def test_staff_may_neither_open_it_nor_search_for_it() -> None:
    token = apart()

    with pytest.raises(Refused, match="record-is-apart"):
        reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)
    with pytest.raises(Refused, match="record-is-apart"):
        find(Slug("phone"), PHONE, purpose=QUOTE, by=BOB, at=AT, apart=True)
    assert told(token)[-1] == "record:refused"


def test_nothing_is_added_to_it() -> None:
    with pytest.raises(Refused, match="record-is-apart"):
        supplement(apart(), Slug("answer"), "한 마디 더", by=BOB, at=AT)


def test_it_serves_no_other_purpose_for_the_officer_either() -> None:
    token = apart()

    with pytest.raises(Refused, match="purpose-mismatch"):
        reveal(token, purpose=CONSULTATION, reason=ANSWER, by=OLGA, at=AT)
    assert reveal(token, purpose=QUOTE, reason=Slug("complaint"), by=OLGA, at=AT).fields["email"] == ALICE["email"]


def test_the_worker_reaches_it_to_mail_the_persons_own_code_and_for_nothing_else() -> None:
    token = apart()

    with pytest.raises(Refused, match="record-is-apart"):
        reveal(token, purpose=QUOTE, reason=Slug("mail-answer"), by=WORKER, at=AT)
    assert reveal(token, purpose=QUOTE, reason=Slug("mail-code"), by=WORKER, at=AT)


def test_the_visitor_reaches_it_through_their_own_request_and_in_no_other_way() -> None:
    token = apart()

    with pytest.raises(Refused, match="record-is-apart"):
        reveal(token, purpose=QUOTE, reason=ANSWER, by=VISITOR, at=AT)
    assert reveal(token, purpose=QUOTE, reason=Slug("rights-request"), by=VISITOR, at=AT)


def test_it_does_not_come_back() -> None:
    said = refused("UPDATE vault_record SET place = 'active' WHERE token = %s", apart())

    assert "a record that is apart does not come back" in said


def test_what_is_not_finished_cannot_be_called_apart() -> None:
    token = asked().token

    said = refused(
        "UPDATE vault_record SET place = 'apart', body = NULL, wrapped = NULL, day_key_id = NULL WHERE token = %s",
        token,
    )

    assert "only a finished record is apart" in said


@pytest.mark.parametrize("point", POINTS)
def test_a_crash_at_any_point_neither_loses_nor_doubles_it(point: str, crash_at: list[str]) -> None:
    token = asked().token
    deliver_due(at=AT)
    close(token, by=BOB, at=AT)
    crash_at.append(point)
    with pytest.raises(CrashError):
        set_apart_due(POLICY, at=AT)
    spine, here, there = places(token)

    assert (spine, here) in {("active", 1), ("apart", 0)}
    assert here + there >= 1

    set_apart_due(POLICY, at=AT)

    assert places(token) == ("apart", 0, 1)
    assert told(token).count("record:apart") == 1
    assert reveal(token, purpose=QUOTE, reason=Slug("complaint"), by=OLGA, at=AT).fields["content"] == ALICE["content"]


def test_what_changed_while_it_moved_is_moved_too(crash_at: list[str]) -> None:
    token = asked().token
    deliver_due(at=AT)
    close(token, by=BOB, at=AT)
    crash_at.append("apart:verified")
    with pytest.raises(CrashError):
        set_apart_due(POLICY, at=AT)
    supplement(token, Slug("question"), "한 가지 더 여쭙니다", by=BOB, at=AT)
    set_apart_due(POLICY, at=AT)

    (part,) = reveal(token, purpose=QUOTE, reason=Slug("complaint"), by=OLGA, at=AT).parts

    assert part.text == "한 가지 더 여쭙니다"
