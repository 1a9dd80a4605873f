"""The inbox lists masked, counts what it listed, and finds by an exact value that stands nowhere."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.rooms.console.stage import PERSONAL, asked, browser, facts, words, worker

from jikim.inquiries.models import Inquiry
from jikim.proof.facts import RecordsListed

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
SEARCH = "/console/inbox/search/"


def test_it_lists_masked(as_bob: Client, now: datetime) -> None:
    asked(now)
    page = as_bob.get("/console/inbox/").content.decode()

    assert ([value for value in PERSONAL if value in page], "김**스" in page) == ([], True)


def test_a_listing_is_one_fact_a_purpose_with_its_count(as_bob: Client, now: datetime) -> None:
    asked(now)
    asked(now)
    asked(now, purpose="consultation")
    as_bob.get("/console/inbox/")

    assert [(one.purpose, one.count) for one in facts(RecordsListed.name)] == [("consultation", 1), ("quote", 2)]


def test_the_list_can_be_narrowed(as_bob: Client, now: datetime) -> None:
    quote, other = asked(now), asked(now, purpose="consultation")
    page = as_bob.get("/console/inbox/?state=received&purpose=consultation").content.decode()

    assert (quote.token in page, other.token in page) == (False, True)


def test_twenty_stand_on_a_page(as_bob: Client, now: datetime) -> None:
    for _ in range(21):
        asked(now)

    assert tuple(len(as_bob.get(f"/console/inbox/?page={page}").context["rows"]) for page in (1, 2)) == (20, 1)


def test_staff_of_one_purpose_do_not_see_the_other(desk: Any, now: datetime) -> None:
    del desk
    asked(now)
    nina = browser(worker("Nina", "staff", now, purposes=["consultation"]))

    assert nina.get("/console/inbox/?state=all").context["rows"] == []


def test_the_next_step_takes_the_inquiry(as_bob: Client, bob: Any, now: datetime) -> None:
    inquiry = asked(now)
    as_bob.post(reverse("console:record_assign", args=[inquiry.token]))

    assert Inquiry.objects.get().assignee == bob.token


@pytest.mark.parametrize(
    ("kind", "value"), [("name", "김앨리스"), ("phone", "01012345678"), ("email", "ALICE@example.com")]
)
def test_it_finds_by_an_exact_value(as_bob: Client, now: datetime, kind: str, value: str) -> None:
    inquiry = asked(now)
    found = as_bob.post(SEARCH, {"kind": kind, "value": value, "reason": "complaint"})

    assert ([inquiry.token], 200) == ([row.inquiry.token for row in found.context["rows"]], found.status_code)


def test_what_was_searched_for_stands_nowhere(as_bob: Client, now: datetime) -> None:
    asked(now)
    found = as_bob.post(SEARCH, {"kind": "name", "value": "김앨리스", "reason": "complaint"})

    assert "김앨리스" not in found.content.decode()


def test_a_search_names_its_reason(as_bob: Client, now: datetime) -> None:
    asked(now)
    refused = as_bob.post(SEARCH, {"kind": "name", "value": "김앨리스"})

    assert (refused.status_code, "사유" in words(refused)) == (422, True)
    assert facts("records:searched") == []
