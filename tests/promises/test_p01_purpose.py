"""P1: every read, list, search and mail names its purpose; another purpose is refused with the reason, and told."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from tests.promises.cast import ALICE, ANSWER, AT, BOB, CONSULTATION, OLGA, POLICY, QUOTE, asked, facts, refused, told
from tests.rooms.people.cast import person

from jikim.errors import Refused
from jikim.people.roles import may
from jikim.policy.see import may_see
from jikim.proof.facts import RecordMailed, RecordRefused
from jikim.proof.values import Slug
from jikim.vault.find import find
from jikim.vault.glance import glance
from jikim.vault.models import Record
from jikim.vault.reveal import reveal
from jikim.web.mail import deliver_due

pytestmark = [pytest.mark.django_db(databases=["default", "apart"]), pytest.mark.usefixtures("desk")]


@pytest.mark.parametrize("by", [BOB, OLGA], ids=["staff", "officer"])
def test_a_read_for_another_purpose_is_refused_with_the_policys_sentence_and_told(by) -> None:  # noqa: ANN001 -- pytest hands it in
    token = asked().token
    said = POLICY.purpose("quote").said

    with pytest.raises(Refused) as caught:
        reveal(token, purpose=CONSULTATION, reason=ANSWER, by=by, at=AT, sentence=said)

    assert (caught.value.rule, caught.value.sentence, caught.value.status) == ("purpose-mismatch", said, 403)
    assert facts("record:refused") == [
        RecordRefused(token=token, purpose=CONSULTATION, because=Slug("purpose-mismatch"))
    ]
    assert facts("record:revealed") == []


def test_a_list_for_another_purpose_leaves_the_record_out() -> None:
    token = asked().token

    assert glance([token], purpose=CONSULTATION, by=BOB, at=AT) == {}
    assert list(glance([token], purpose=QUOTE, by=BOB, at=AT)) == [token]


def test_a_search_for_another_purpose_does_not_find_it() -> None:
    token = asked().token
    phone = "+821012345678"

    assert find(Slug("phone"), phone, purpose=CONSULTATION, by=BOB, at=AT) == []
    assert find(Slug("phone"), phone, purpose=QUOTE, by=BOB, at=AT) == [token]


def test_a_purpose_that_the_policy_does_not_name_collects_nothing() -> None:
    with pytest.raises(Refused) as caught:
        asked(purpose=Slug("marketing"))

    assert (caught.value.rule, Record.objects.count()) == ("purpose-not-in-policy", 0)


def test_a_record_cannot_be_given_another_purpose_later() -> None:
    token = asked().token

    said = refused("UPDATE vault_record SET purpose = 'consultation' WHERE token = %s", token)

    assert "what a record was born with stays" in said


@pytest.mark.parametrize(
    ("role", "item", "purpose", "reason"),
    [
        ("staff", "birthday", "quote", "item-not-in-policy"),
        ("staff", "company", "consultation", "item-not-in-policy"),
        ("officer", "name", "marketing", "purpose-not-in-policy"),
        ("operator", "name", "quote", "role-reads-no-personal-data"),
        ("worker", "content", "quote", "worker-mails-only"),
        ("visitor", "name", "quote", "role-reads-no-personal-data"),
    ],
)
def test_an_item_is_seen_for_the_purpose_that_lists_it_by_a_role_that_serves_it(
    role: str, item: str, purpose: str, reason: str
) -> None:
    verdict = may_see(POLICY, role, item, purpose)

    assert (verdict.allowed, verdict.reason) == (False, reason)
    assert may_see(POLICY, "staff", "name", "quote").allowed


def test_staff_of_one_purpose_do_not_serve_another() -> None:
    bob = person("Bob", "staff", AT, purposes=["consultation"])

    assert (may(bob, "reveal", at=AT, purpose="quote").reason) == "outside-purpose"
    assert may(bob, "reveal", at=AT, purpose="consultation").allowed


def test_a_mail_names_the_purpose_that_it_serves(mailoutbox: list[object]) -> None:
    token = asked().token
    deliver_due(at=AT)

    assert len(mailoutbox) == 1
    assert facts("record:mailed") == [RecordMailed(token=token, purpose=QUOTE, template=Slug("receipt"))]
    assert told(token)[-2:] == ["record:revealed", "record:mailed"]
    assert ALICE["email"] in mailoutbox[0].to  # type: ignore[attr-defined]  # a mail of Django's
