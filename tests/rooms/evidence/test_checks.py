"""Checks: each bites where its promise is broken, and says gap, not kept, where there is nothing to look at (P21)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from tests.rooms.inquiries.stage import ALICE, AT, BOB, OLGA, POLICY, taken

from jikim.evidence.articles import CONTROLS, articles
from jikim.evidence.checks import CHECKS, SLOWEST, State, find
from jikim.inquiries.close import close
from jikim.ledger.sequence import sequence
from jikim.lifecycle.models import Batch, Kind
from jikim.oversight.models import SelfAudit
from jikim.policy.model import Article
from jikim.proof.values import Slug, new_token
from jikim.rights.code import code_of
from jikim.rights.models import Channel, Request, Right
from jikim.rights.open import open_request
from jikim.rights.proposal import Proposal
from jikim.rights.prove import prove
from jikim.vault.freeze import freeze
from jikim.vault.models import Extension, Record

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
YEARS = timedelta(days=3 * 366)


def state(check: str, *, days: float = 0) -> State:
    return find(check, POLICY, at=AT + timedelta(days=days)).state


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_every_check_can_look_at_a_new_desk(check: str) -> None:
    found = find(check, POLICY, at=AT)

    assert (found.check, found.wrong) == (check, 0)
    assert found.state is (State.KEPT if found.looked else State.GAP)


def test_every_control_is_a_check_and_every_subject_of_the_sample_that_has_one_is_known() -> None:
    assert {check for checks in CONTROLS.values() for check in checks} == set(CHECKS)


def test_a_record_past_its_end_breaks_two_promises() -> None:
    taken()
    both = ("end-dates-kept", "destroyed-in-time")

    assert [state(check, days=366) for check in both] == [State.KEPT, State.GAP]
    assert [state(check, days=380) for check in both] == [State.BROKEN, State.BROKEN]


def test_a_finished_record_that_stays_is_told() -> None:
    token = taken().token
    close(token, by=BOB, at=AT)

    assert (state("finished-is-apart"), state("finished-is-apart", days=0.1)) == (State.KEPT, State.BROKEN)


def test_a_disputed_record_that_waits_in_the_drawer_is_not_late() -> None:
    token = taken().token
    close(token, by=BOB, at=AT)
    freeze(token, because=Slug("correction"), by=OLGA, at=AT)

    assert state("finished-is-apart", days=1) is State.KEPT


def test_a_day_key_that_is_lost_is_told(keys: Path) -> None:
    taken()
    before = state("sealed-and-keys-whole")
    (keys / "day" / "default" / str(Record.objects.get().day_key_id)).unlink()

    assert (before, state("sealed-and-keys-whole")) == (State.KEPT, State.BROKEN)


def test_a_log_that_stands_still_is_told() -> None:
    taken()
    sequence(at=AT)
    before = state("log-grows-and-is-signed")
    taken("another-key-of-22-characters")
    late = (SLOWEST + timedelta(seconds=1)) / timedelta(days=1)

    assert (before, state("log-grows-and-is-signed", days=late)) == (State.KEPT, State.BROKEN)


def test_a_log_whose_key_is_lost_is_told(keys: Path) -> None:
    (keys / "ledger.key").unlink()

    assert state("log-grows-and-is-signed") is State.BROKEN


def test_a_request_that_waits_too_long_is_told() -> None:
    token = taken().token
    request = open_request(token, Right.CORRECTION, channel=Channel.WEB, policy=POLICY, by=BOB, at=AT)
    prove(request, code_of(Request.objects.get()), proposal=Proposal(values={"name": "김엘리스"}), by=BOB, at=AT)

    assert (state("requests-in-time", days=1), state("requests-in-time", days=40)) == (State.KEPT, State.BROKEN)


def test_an_extension_without_a_ground_is_not_even_written() -> None:
    day = AT.date()
    for because in ("hold", "consent"):
        Extension.objects.create(token=new_token(), before=day, ends=day + YEARS, because=because, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(token=new_token(), before=day, ends=day + YEARS, because="convenience", at=AT)
    assert state("extensions-have-a-ground") is State.KEPT


def test_a_batch_that_nobody_confirms_is_told() -> None:
    Batch.objects.create(
        token=new_token(),
        kind=Kind.EARLY,
        day=AT.date(),
        deadline=AT,
        opened=AT,
        closed=AT,
        count=1,
        root="0" * 64,
    )

    assert (state("batches-confirmed", days=1), state("batches-confirmed", days=8)) == (State.KEPT, State.BROKEN)


def test_an_audit_that_nobody_signs_is_told() -> None:
    day, due = AT.date(), (AT + timedelta(days=1)).date()
    SelfAudit.objects.create(token=new_token(), first=day, last=day, due=due, opened=AT)

    assert (state("audits-signed", days=1), state("audits-signed", days=2)) == (State.KEPT, State.BROKEN)


def test_an_officer_whom_nobody_can_reach_is_told() -> None:
    mute = tuple(officer.model_copy(update={"email": "", "phone": ""}) for officer in POLICY.officers)
    policy = POLICY.model_copy(update={"officers": mute})

    assert find("officers-can-be-reached", policy, at=AT).state is State.BROKEN


def test_an_article_is_broken_where_one_of_its_checks_is() -> None:
    taken()
    policy = POLICY.model_copy(
        update={
            "articles": (
                Article(number=1, title="보유", text="1년", about=("retention",)),
                Article(number=2, title="인사말", text="반갑습니다", about=()),
            )
        }
    )

    kept = articles(policy, AT + timedelta(days=380))

    assert [(one.number, one.state) for one in kept] == [(1, State.BROKEN), (2, State.GAP)]


def test_every_article_of_the_sample_is_weighed() -> None:
    taken()

    assert [one.number for one in articles(POLICY, AT)] == [article.number for article in POLICY.articles]


@pytest.mark.parametrize(
    "look", [lambda: [find(check, POLICY, at=AT) for check in CHECKS], lambda: articles(POLICY, AT)]
)
def test_no_check_says_anything_of_alice_or_changes_anything(look: Callable[[], object]) -> None:
    taken()
    before = list(Record.objects.values())

    said = repr(look())

    assert not [ALICE[item] for item in ("name", "phone", "email") if ALICE[item] in said]
    assert list(Record.objects.values()) == before
