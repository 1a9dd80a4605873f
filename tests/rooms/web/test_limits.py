"""A door counts how often an address knocks, without keeping the address."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from jikim import clock
from jikim.errors import Invalid, Refused, SlowDown
from jikim.web import limits, once


def _knock(address: str = "198.51.100.7", door: str = "intake", times: int = 1) -> None:
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    for _ in range(times):
        limits.knock(request, door, at=clock.now())


def test_it_lets_an_address_knock_so_often_and_then_says_when_to_come_back() -> None:
    _knock(times=10)

    with pytest.raises(SlowDown) as refusal:
        _knock()

    assert refusal.value.rule == "too-many"
    assert 1 <= refusal.value.retry_after <= 60


def test_another_address_and_another_door_count_by_themselves() -> None:
    _knock(times=10)

    _knock("198.51.100.8", times=10)
    _knock(door="receipt")


def test_all_addresses_of_one_ipv6_customer_are_one() -> None:
    for last in range(10):
        _knock(f"2001:db8:1:2::{last}")

    with pytest.raises(SlowDown):
        _knock("2001:db8:1:2:ffff::9")


def test_it_can_be_switched_off_for_a_load_test(settings: Settings) -> None:
    settings.JIKIM_LIMITS = False

    _knock(times=50)


def test_it_keeps_no_address() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="198.51.100.7")

    shown = limits.visitor(request)

    assert "198" not in shown
    assert len(shown) == 64


def test_a_key_is_fresh_each_time_and_comes_back_as_it_went() -> None:
    key = once.new_key()

    assert key != once.new_key()
    assert key == once.key_of(QueryDict(f"once={key}"))


@pytest.mark.parametrize("sent", ["", "once=", "once=short", "once=" + "a" * 65, "once=" + "!" * 30])
def test_a_form_without_a_sound_key_is_refused(sent: str) -> None:
    with pytest.raises(Invalid, match="submission-key-missing"):
        once.key_of(QueryDict(sent))


def test_who_fills_in_the_field_that_nobody_sees_is_a_machine() -> None:
    once.refuse_machines(QueryDict("website="))

    with pytest.raises(Refused, match="machine-suspected"):
        once.refuse_machines(QueryDict("website=http://spam.example"))


def test_every_field_comes_through_but_those_of_the_form() -> None:
    sent = QueryDict("name=a&unknown=b&once=c&notice=d&website=&csrfmiddlewaretoken=e&consent-optional=yes")

    actual = once.answers_of(sent, aside=frozenset({"consent-optional"}))

    assert actual == {"name": "a", "unknown": "b"}


def test_a_field_that_comes_twice_is_refused() -> None:
    with pytest.raises(Invalid, match="field-repeated"):
        once.answers_of(QueryDict("name=a&name=b"))
