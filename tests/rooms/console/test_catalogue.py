"""The catalogue is added to, retired from and offered again; nothing is deleted."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.rooms.console.stage import browser, facts, words, worker

from jikim.inquiries.models import Choice

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
ADD = "/console/catalogue/quote/product/add/"


def test_an_entry_is_added(as_bob: Client) -> None:
    as_bob.post(ADD, {"quote-product": " 맞춤  제작 "})

    assert list(Choice.objects.filter(purpose="quote").values_list("name", flat=True)) == ["표준 제품", "맞춤 제작"]


@pytest.mark.parametrize(("name", "status"), [("", 422), ("가" * 81, 422), ("표준 제품", 409)])
def test_a_bad_name_is_told_beside_its_field(as_bob: Client, name: str, status: int) -> None:
    page = as_bob.post(ADD, {"quote-product": name})

    assert (status, 1, True) == (
        page.status_code,
        Choice.objects.filter(purpose="quote").count(),
        b"wrong" in page.content,
    )


def test_an_entry_is_retired_and_offered_again(as_bob: Client) -> None:
    choice = Choice.objects.get(purpose="quote")
    as_bob.post(reverse("console:choice_retire", args=[choice.token]))
    retired = Choice.objects.get(pk=choice.pk).active
    as_bob.post(reverse("console:choice_offer", args=[choice.token]))

    assert (retired, Choice.objects.get(pk=choice.pk).active) == (False, True)
    assert [one.change for one in facts("catalogue:changed")][-2:] == ["retired", "offered"]


def test_only_what_the_policy_asks_has_a_shelf(as_bob: Client) -> None:
    assert as_bob.post("/console/catalogue/quote/name/add/", {"quote-name": "홍길동"}).status_code == 404


def test_staff_of_one_purpose_do_not_touch_the_others_shelf(desk: Any, now: datetime) -> None:
    del desk
    nina = browser(worker("Nina", "staff", now, purposes=["consultation"]))
    choice = Choice.objects.get(purpose="quote")
    tries = [nina.post(ADD, {"quote-product": "x"}), nina.post(reverse("console:choice_retire", args=[choice.token]))]

    assert ([one.status_code for one in tries], Choice.objects.get(pk=choice.pk).active) == ([404, 404], True)


def test_the_page_shows_every_shelf(as_bob: Client) -> None:
    assert words(as_bob.get("/console/catalogue/")).count("표준 제품") == Choice.objects.count()
