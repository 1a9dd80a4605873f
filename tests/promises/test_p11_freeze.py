"""P11: what is disputed is used by nobody until the request is done; handling the request itself passes."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.promises.cast import (
    ALICE,
    ANSWER,
    AT,
    BOB,
    OLGA,
    POLICY,
    QUOTE,
    asked,
    code,
    disputed,
    facts,
    requested,
    signed_in,
    told,
    words,
)

from jikim import clock
from jikim.errors import Frozen
from jikim.inquiries.answer import answer
from jikim.inquiries.close import close
from jikim.lifecycle.set_apart_due import set_apart_due
from jikim.proof.facts import REASONS, RecordRefused
from jikim.proof.values import VISITOR, WORKER, Slug
from jikim.rights.decide import carry_out, refuse
from jikim.rights.models import Right
from jikim.rights.prove import prove
from jikim.vault.finish import finish
from jikim.vault.glance import glance
from jikim.vault.models import Record
from jikim.vault.reveal import HANDLING, reveal
from jikim.vault.supplement import supplement
from jikim.web.mail import deliver_due
from jikim.work.models import Mail

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
LATER = AT + timedelta(minutes=5)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("right", [Right.DELETION, Right.SUSPENSION, Right.WITHDRAWAL])
def test_a_proved_dispute_freezes_in_the_same_moment(right: Right) -> None:
    token = asked().token
    request = requested(token, right)

    assert Record.objects.get(token=token).frozen is None

    prove(request, code(request), by=VISITOR, at=LATER)

    assert Record.objects.get(token=token).frozen == LATER
    assert told(token)[-2:] == ["request:proved", "record:frozen"]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("reason", sorted(REASONS - HANDLING))
@pytest.mark.parametrize("by", [BOB, OLGA, WORKER], ids=["staff", "officer", "worker"])
def test_no_read_for_use_passes(reason: Slug, by) -> None:  # noqa: ANN001 -- pytest hands it in
    token = asked().token
    disputed(token)

    with pytest.raises(Frozen) as caught:
        reveal(token, purpose=QUOTE, reason=reason, by=by, at=LATER)

    assert (caught.value.status, caught.value.rule) == (423, "record-is-frozen")
    assert facts("record:refused") == [RecordRefused(token=token, purpose=QUOTE, because=Slug("record-is-frozen"))]


@pytest.mark.usefixtures("desk")
def test_handling_the_request_itself_passes() -> None:
    token = asked().token
    disputed(token)

    assert reveal(token, purpose=QUOTE, reason=Slug("rights-request"), by=OLGA, at=LATER).fields["name"] == "김앨리스"


@pytest.mark.usefixtures("desk")
def test_nobody_answers_adds_to_or_closes_it() -> None:
    token = asked().token
    disputed(token)

    with pytest.raises(Frozen):
        answer(token, "견적서를 보내 드립니다.", by=BOB, at=LATER)
    with pytest.raises(Frozen):
        supplement(token, Slug("question"), "한 가지 더", by=VISITOR, at=LATER)
    with pytest.raises(Frozen):
        close(token, by=BOB, at=LATER)
    with pytest.raises(Frozen):
        finish(token, at=LATER)
    assert facts("inquiry:answered", "inquiry:closed") == []


@pytest.mark.usefixtures("desk")
def test_it_stands_in_no_list() -> None:
    token, other = asked().token, asked().token
    disputed(token)

    assert list(glance([token, other], purpose=QUOTE, by=BOB, at=LATER)) == [other]


@pytest.mark.usefixtures("desk")
def test_its_waiting_mails_wait_until_the_dispute_is_over(mailoutbox: list) -> None:
    token = asked().token
    request = disputed(token)

    deliver_due(at=LATER)

    assert mailoutbox == []

    carry_out(request, by=OLGA, at=LATER)
    deliver_due(at=LATER)

    assert Mail.objects.get(token=token, template="receipt").sent == LATER
    assert ALICE["email"] in mailoutbox[0].to


@pytest.mark.usefixtures("desk")
def test_what_was_finished_before_the_dispute_is_not_set_apart_meanwhile() -> None:
    token = asked().token
    deliver_due(at=AT)
    request = requested(token, Right.DELETION)
    close(token, by=BOB, at=AT)
    prove(request, code(request), by=VISITOR, at=LATER)
    set_apart_due(POLICY, at=LATER)

    assert Record.objects.get(token=token).place == "active"


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("end", ["done", "refused"])
def test_it_is_free_when_the_request_is_done_and_not_before(end: str) -> None:
    token = asked().token
    request = disputed(token)
    with pytest.raises(Frozen):
        reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=LATER)
    if end == "done":
        carry_out(request, by=OLGA, at=LATER)
    else:
        refuse(request, Slug("found-correct"), by=OLGA, at=LATER)

    assert reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=LATER)
    assert told(token).count("record:thawed") == 1


@pytest.mark.usefixtures("desk")
def test_two_disputes_are_both_to_be_done() -> None:
    token = asked().token
    first = disputed(token)
    second = requested(token, Right.SUSPENSION)
    prove(second, code(second), by=VISITOR, at=LATER)
    carry_out(first, by=OLGA, at=LATER)

    with pytest.raises(Frozen):
        reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=LATER)


@pytest.mark.usefixtures("desk")
def test_asking_to_see_disputes_nothing() -> None:
    token = asked().token
    request = requested(token, Right.ACCESS)
    prove(request, code(request), by=VISITOR, at=LATER)

    assert Record.objects.get(token=token).frozen is None


def test_staff_see_423_at_their_door_and_no_value(browser: Client) -> None:
    del browser  # asked for its desk
    now = clock.now()
    token = asked(at=now).token
    disputed(token, at=now - timedelta(minutes=2))
    client, _ = signed_in("Bob", "staff")
    page = client.post(f"/console/records/{token}/reveal/", {"reason": "answer"})

    assert page.status_code == 423
    assert "김앨리스" not in page.content.decode()
    assert "alice@example.com" not in words(page)
