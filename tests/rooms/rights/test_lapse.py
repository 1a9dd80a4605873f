# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta

import pytest
from tests.rooms.rights.house import AT, facts, kept, opened, proved, row

from jikim.proof.facts import RequestClosed
from jikim.proof.values import Slug
from jikim.rights.lapse import lapse
from jikim.rights.models import Right

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
A_DAY = timedelta(days=1)


def test_a_request_waits_for_its_code_for_a_day() -> None:
    request = opened(kept(), Right.ACCESS)

    assert lapse(AT + A_DAY - timedelta(seconds=1)) == 0
    assert row(request).stands == ("opened", "")


def test_a_request_that_nobody_proved_lapses_and_says_so() -> None:
    record = kept()
    request = opened(record, Right.ACCESS)

    assert lapse(AT + A_DAY) == 1
    assert row(request).stands == ("lapsed", "not-proved-in-time")
    assert facts("request:closed") == [RequestClosed(request=request, token=record, result=Slug("not-proved-in-time"))]
    assert lapse(AT + A_DAY) == 0


def test_a_proved_request_never_lapses() -> None:
    request = proved(kept(), Right.DELETION)

    assert lapse(AT + 30 * A_DAY) == 0
    assert row(request).stands == ("proved", "")


def test_after_a_lapse_the_same_can_be_asked_anew() -> None:
    record = kept()
    request = opened(record, Right.ACCESS)
    lapse(AT + A_DAY)

    assert opened(record, Right.ACCESS, at=AT + A_DAY) != request
