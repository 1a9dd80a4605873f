"""The clock is set back: the desk does not start on a day that is over, until its operator says that all is well."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from tests.faults.desk import desk_of_its_own, leaks


def test_a_desk_whose_clock_went_back_waits_for_the_word_of_its_operator() -> None:
    with desk_of_its_own() as desk:
        desk.ahead = 2 * 24 * 3600
        desk.begin("--no-worker")
        kept = desk.ask(desk.question(desk.form())).json()
        desk.end()
        before, desk.ahead = desk.kept(), 0
        refused = desk.refuses()
        desk.begin("--accept-clock")
        again = desk.ask(desk.question(desk.form())).json()

        assert refused.startswith("jikim: clock-went-back")
        assert again["ends"] < kept["ends"]
        assert desk.kept() == tuple(count + 1 for count in before)
        assert leaks(refused, desk.output) == []
