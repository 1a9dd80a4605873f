"""A desk that is told to stop lets its duties end: no lease is left that would keep the next one waiting."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import time

from tests.faults.desk import desk_of_its_own


def test_a_desk_that_is_told_to_stop_leaves_no_lease_behind() -> None:
    with desk_of_its_own() as desk:
        desk.begin()
        body = desk.question(desk.form())
        for _ in range(8):
            desk.ask(body)
        time.sleep(0.5)
        desk.end()

        assert desk.rows("SELECT name FROM work_task WHERE lease_until IS NOT NULL") == []
        assert desk.rows("SELECT id FROM work_mail WHERE lease_until IS NOT NULL") == []
