"""P10: five rights, every way in, proof by a code to the contact of intake, ten days by the law's own count."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from tests.promises.cast import (
    ALICE,
    AT,
    BOB,
    OLGA,
    POLICY,
    asked,
    code,
    filled,
    open_desk,
    refused,
    requested,
    told,
    words,
)

from jikim.errors import Changed, Gone, Invalid, Refused, SlowDown
from jikim.inquiries.models import Inquiry
from jikim.policy.ends import answer_days
from jikim.policy.model import Rights
from jikim.proof.values import VISITOR, Slug, Token
from jikim.rights.decide import carry_out, refuse
from jikim.rights.grounds import GROUNDS
from jikim.rights.models import Channel, Request, Right
from jikim.rights.open import open_request
from jikim.rights.prove import prove
from jikim.rights.show import show
from jikim.web.mail import deliver_due

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
SOON = AT + timedelta(minutes=1)


def wrong(request: Token) -> str:
    return f"{(int(code(request)) + 1) % 1_000_000:06d}"


def row(request: Token) -> Request:
    return Request.objects.get(token=request)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("channel", list(Channel), ids=lambda channel: channel.value)
@pytest.mark.parametrize("right", list(Right), ids=lambda right: right.value)
def test_every_right_may_be_asked_by_every_way(right: Right, channel: Channel) -> None:
    token = open_request(asked().token, right, channel=channel, policy=POLICY, by=VISITOR, at=AT)

    assert (row(token).state, row(token).channel) == ("opened", channel)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 23), date(2026, 12, 3)),  # the tenth day is a Thursday
        (date(2026, 11, 25), date(2026, 12, 7)),  # a Saturday: the Monday after
        (date(2026, 9, 14), date(2026, 9, 28)),  # Chuseok from Thursday to Saturday, then a Sunday
        (date(2026, 12, 15), date(2026, 12, 28)),  # Christmas is a Friday
        (date(2026, 2, 6), date(2026, 2, 19)),  # the lunar new year from Monday to Wednesday
        (date(2026, 8, 5), date(2026, 8, 18)),  # Liberation Day on a Saturday has its substitute on Monday
    ],
)
def test_the_answer_is_due_in_ten_days_by_civil_law_and_korean_holidays(received: date, due: date) -> None:
    at = datetime(received.year, received.month, received.day, 2, tzinfo=UTC)
    open_desk(at)

    assert row(requested(asked(at=at).token, Right.ACCESS, at=at)).due == due


@pytest.mark.parametrize(("promised", "days"), [(None, 10), (10, 10), (7, 7), (30, 10)])
def test_the_days_are_the_policys_or_the_laws_whichever_are_fewer(promised: int | None, days: int) -> None:
    policy = POLICY.model_copy(update={"rights": Rights(days=promised)})

    assert answer_days(policy, date(2026, 11, 23)) == days


@pytest.mark.usefixtures("desk")
def test_what_is_overdue_is_seen() -> None:
    request = requested(asked().token, Right.ACCESS)
    prove(request, code(request), by=VISITOR, at=SOON)
    due = row(request).due

    assert [each.token for each in Request.objects.overdue(due + timedelta(days=1))] == [request]
    assert list(Request.objects.overdue(due)) == []


@pytest.mark.usefixtures("desk")
def test_the_due_day_of_a_request_does_not_move() -> None:
    requested(asked().token, Right.ACCESS)

    assert "a request keeps its record and right" in refused("UPDATE rights_request SET due = '2099-01-01'")


@pytest.mark.usefixtures("desk")
def test_the_code_goes_to_the_contact_of_intake_and_stands_in_no_row(mailoutbox: list) -> None:
    token = asked().token
    deliver_due(at=AT)
    request = requested(token, Right.ACCESS)
    deliver_due(at=SOON)
    letter = mailoutbox[-1]

    assert letter.to == [ALICE["email"]]
    assert set(re.findall(r"\b\d{6}\b", letter.body)) == {code(request)}
    for table in ("rights_request", "work_mail", "ledger_entry"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 -- our own tables
            values = [str(value) for line in cursor.fetchall() for value in line if isinstance(value, str | int)]
        assert code(request) not in values


@pytest.mark.usefixtures("desk")
def test_the_right_code_proves_who_asks() -> None:
    request = requested(asked().token, Right.ACCESS)
    prove(request, code(request), by=VISITOR, at=SOON)

    assert (row(request).state, row(request).proved) == ("proved", SOON)


@pytest.mark.usefixtures("desk")
def test_five_wrong_codes_end_the_request() -> None:
    token = asked().token
    request = requested(token, Right.DELETION)
    rules = []
    for _ in range(5):
        with pytest.raises(Refused) as caught:
            prove(request, wrong(request), by=VISITOR, at=SOON)
        rules.append(caught.value.rule)

    assert rules == ["code-wrong"] * 4 + ["identity-unproved"]
    assert (row(request).state, row(request).result) == ("refused", "identity-unproved")
    with pytest.raises(Changed):
        prove(request, code(request), by=VISITOR, at=SOON)
    assert told(token)[-1] == "request:closed"


@pytest.mark.usefixtures("desk")
def test_a_code_lives_ten_minutes() -> None:
    request = requested(asked().token, Right.ACCESS)

    with pytest.raises(Refused, match="code-expired"):
        prove(request, code(request), by=VISITOR, at=AT + timedelta(minutes=10))
    prove(request, code(request), by=VISITOR, at=AT + timedelta(minutes=10, seconds=-1))


@pytest.mark.usefixtures("desk")
def test_asking_again_gives_another_code_and_not_without_end() -> None:
    token = asked().token
    request = requested(token, Right.ACCESS)
    codes = {code(request)}
    for number in range(1, 10):
        at = AT + timedelta(minutes=11 * number)
        assert requested(token, Right.ACCESS, at=at) == request
        codes.add(code(request))

    assert len(codes) >= 9  # two of ten may be alike by chance, no more
    with pytest.raises(SlowDown):
        requested(token, Right.ACCESS, at=AT + timedelta(minutes=111))


@pytest.mark.usefixtures("desk")
def test_nothing_is_done_before_the_person_is_proved() -> None:
    request = requested(asked().token, Right.ACCESS)

    with pytest.raises(Refused):
        carry_out(request, by=OLGA, at=SOON)
    with pytest.raises(Changed):
        show(request, by=VISITOR, at=SOON)
    for state in ("proved", "accepted", "done"):
        said = refused(
            f"UPDATE rights_request SET state = '{state}', decided = opened, decided_by = 'x', "  # noqa: S608 -- fixed texts
            + ("closed = opened, result = 'x'" if state == "done" else "result = ''")
        )
        assert "nothing is done before the person is proved" in said


@pytest.mark.usefixtures("desk")
def test_the_officer_decides_and_nobody_else() -> None:
    request = requested(asked().token, Right.SUSPENSION)
    prove(request, code(request), by=VISITOR, at=SOON)
    for by in (BOB, VISITOR):
        with pytest.raises(Refused, match="officer-decides"):
            carry_out(request, by=by, at=SOON)
        with pytest.raises(Refused, match="officer-decides"):
            refuse(request, Slug("kept-by-statute"), by=by, at=SOON)
    carry_out(request, by=OLGA, at=SOON)

    assert (row(request).state, row(request).decided_by) == ("done", OLGA.actor)


@pytest.mark.usefixtures("desk")
def test_a_refusal_stands_on_a_ground_of_the_law_alone() -> None:
    request = requested(asked().token, Right.DELETION)
    prove(request, code(request), by=VISITOR, at=SOON)
    for ground in ("too-much-work", "found-correct"):
        with pytest.raises(Invalid, match="ground-not-listed"):
            refuse(request, Slug(ground), by=OLGA, at=SOON)

    said = refused(
        "UPDATE rights_request SET state = 'refused', closed = opened, result = 'too-much-work', "
        "decided = opened, decided_by = 'x'"
    )

    assert "a refusal stands on a listed ground" in said
    assert all(ground.article.startswith("개인정보 보호법 제3") for ground in GROUNDS.values())


@pytest.mark.usefixtures("desk")
def test_access_shows_everything_and_who_looked() -> None:
    token = asked(choices={"optional": False}).token
    request = requested(token, Right.ACCESS)
    prove(request, code(request), by=VISITOR, at=SOON)
    shown = show(request, by=VISITOR, at=SOON)

    assert {name: shown.fields[name] for name in ("name", "email")} == {
        "name": "김앨리스",
        "email": "alice@example.com",
    }
    assert (shown.policy, shown.choices) == (POLICY.digest, {"optional": False})
    assert [trace.name for trace in shown.traces] == told(token)
    assert [trace.role for trace in shown.traces if trace.name == "record:revealed"] == ["visitor"]
    assert row(request).state == "done"


@pytest.mark.usefixtures("desk")
def test_nothing_can_be_asked_of_what_is_gone() -> None:
    with pytest.raises((Gone, Refused)):
        requested(Token("0" * 26), Right.ACCESS)


def test_a_visitor_asks_proves_and_follows_on_the_web(browser: Client, mailoutbox: list) -> None:
    receipt = browser.post("/ask/quote/", filled(browser))["Location"]
    request_page = browser.post("/rights/access/", {"code": receipt.split("/")[2]})["Location"]
    deliver_due(at=Inquiry.objects.get().received + timedelta(minutes=1))
    (sent,) = set(re.findall(r"\b\d{6}\b", mailoutbox[-1].body))
    refusal = browser.post(request_page, {"code": "x"})
    browser.post(request_page, {"code": sent})

    assert refusal.status_code == 403
    assert Request.objects.get().proved is not None
    assert "본인 확인" in words(browser.get(request_page))


@pytest.mark.usefixtures("desk")
def test_a_request_is_never_deleted() -> None:
    requested(asked().token, Right.ACCESS)

    assert "a request is never deleted" in refused("DELETE FROM rights_request")
