"""The list of duties: each has its own name, and a whole round may run twice on one moment without harm."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from tests.rooms.inquiries.stage import AT, open_desk, taken, told

from jikim.cli.duties import DUTIES, LANES

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "apart"])


def test_every_duty_has_a_name_of_its_own_and_stands_in_one_lane() -> None:
    names = [duty.name for duty in DUTIES]

    assert len(set(names)) == len(names)
    assert sorted(names) == sorted(duty.name for lane in LANES for duty in lane)


def test_a_round_that_runs_twice_tells_nothing_new() -> None:
    open_desk()
    taken()
    for duty in DUTIES:
        duty.verb(AT)
    before = told()
    for duty in DUTIES:
        duty.verb(AT)

    assert told() == before
