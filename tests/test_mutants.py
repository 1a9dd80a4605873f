"""Every guard bites: each listed way to break a promise is noticed by the test that it names."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from tests import mutants
from tests.documents import promises


@pytest.mark.slow
@pytest.mark.parametrize("mutant", mutants.listed(), ids=str)
def test_the_broken_guard_is_noticed(mutant: mutants.Mutant) -> None:
    complaint = mutants.complaint(mutant)

    assert complaint == ""


def test_every_promise_with_a_guard_has_a_mutant() -> None:
    guarded = {promise.number for promise in promises() if promise.guards}

    assert guarded - {mutant.promise for mutant in mutants.listed()} == set()


def test_no_mutant_is_listed_twice() -> None:
    listed = mutants.listed()

    assert len(set(listed)) == len(listed)


@pytest.mark.slow
def test_a_mutant_that_changes_nothing_is_caught_alive() -> None:
    old = 'message = "the clock travels forward only"'
    harmless = mutants.Mutant(
        promise="P4",
        file="clock.py",
        old=old,
        new=f"{old}  # as before",
        test="test_mutants.py::test_no_mutant_is_listed_twice",
    )

    complaint = mutants.complaint(harmless)

    assert complaint.startswith("survived")


def test_a_mutant_whose_text_has_moved_is_named() -> None:
    stale = mutants.Mutant(promise="P4", file="clock.py", old="no such line", new="", test="test_mutants.py")

    complaint = mutants.complaint(stale)

    assert complaint == "its old text is there 0 times, not once"
