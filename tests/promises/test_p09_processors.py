"""P9: the public page draws its processors from the register, so publishing cannot be forgotten."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.promises.cast import OLGA, facts, refused, words

from jikim import clock
from jikim.errors import Invalid
from jikim.proof.facts import ProcessorEngaged
from jikim.registers.models import Processor
from jikim.registers.processor import engage, listed

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def test_who_is_engaged_stands_on_the_public_page_at_once_and_in_the_log(browser: Client) -> None:
    now = clock.now()
    before = words(browser.get("/policy/"))
    token = engage("가온클라우드", "홈페이지 호스팅", since=clock.day_of(now), by=OLGA, at=now)
    page = words(browser.get("/policy/"))

    assert "지금 개인정보 처리를 맡긴 곳이 없습니다." in before
    assert "가온클라우드: 홈페이지 호스팅" in page
    assert facts("processor:engaged") == [ProcessorEngaged(processor=token)]


def test_the_page_lists_those_of_today_and_no_others(browser: Client) -> None:
    now = clock.now()
    today = clock.day_of(now)
    day = timedelta(days=1)
    engage("내일수탁", "발송", since=today + day, by=OLGA, at=now)
    ended = engage("어제수탁", "발송", since=today - 9 * day, by=OLGA, at=now)
    Processor.objects.filter(token=ended).update(until=today - day)
    last = engage("오늘까지수탁", "발송", since=today - 9 * day, by=OLGA, at=now)
    Processor.objects.filter(token=last).update(until=today)
    page = words(browser.get("/policy/"))

    assert listed(today) == [("오늘까지수탁", "발송")]
    assert "오늘까지수탁: 발송" in page
    assert "내일수탁" not in page
    assert "어제수탁" not in page


@pytest.mark.parametrize(("name", "task"), [("", "호스팅"), ("가온클라우드", " ")])
def test_no_processor_is_listed_without_name_and_task(name: str, task: str) -> None:
    now = clock.now()

    with pytest.raises(Invalid, match="required-missing"):
        engage(name, task, since=clock.day_of(now), by=OLGA, at=now)
    assert Processor.objects.count() == 0


def test_no_processor_ends_before_it_began(browser: Client) -> None:
    del browser  # asked for its desk
    now = clock.now()
    engage("가온클라우드", "호스팅", since=clock.day_of(now), by=OLGA, at=now)

    assert "a processor does not end before it began" in refused("UPDATE registers_processor SET until = '2000-01-01'")
