"""Figures and rules carry their dates and their sources."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest

from jikim.law.figures import days, figure, figures
from jikim.law.rules import in_force, rules


def test_a_figure_has_one_version_a_day() -> None:
    for one in figures():
        others = [
            other
            for other in figures()
            if other is not one and other.key == one.key and other.starts <= one.until and one.starts <= other.until
        ]

        assert others == [], one.key


def test_the_keeping_of_logs_doubled_on_the_day_the_standard_changed() -> None:
    actual = [figure("log.keep", day).value for day in (date(2019, 6, 6), date(2019, 6, 7))]

    assert actual == [6, 12]


def test_a_day_before_any_version_has_no_figure() -> None:
    with pytest.raises(LookupError, match=r"rights\.answer"):
        days("rights.answer", date(1999, 1, 1))


def test_months_are_not_read_as_days() -> None:
    with pytest.raises(LookupError, match="months"):
        days("log.keep", date(2026, 11, 23))


def test_every_rule_says_where_it_comes_from_and_how_far_it_was_checked() -> None:
    for rule in rules():
        assert rule.instrument
        assert rule.article
        assert rule.source
        assert {rule.verified, rule.dated} <= {"text", "secondary", "memory"}
        assert rule.message
        assert rule.message_en
        assert rule.mend
        assert rule.mend_en


def test_rules_have_distinct_names_but_for_their_versions() -> None:
    names = [(rule.id, rule.starts) for rule in rules()]

    assert len(names) == len(set(names))


def test_a_rule_is_silent_before_its_day() -> None:
    early = {rule.id for rule in in_force(date(2019, 6, 6))}

    assert "log-kept-too-short" not in early
    assert "log-kept-too-short" in {rule.id for rule in in_force(date(2019, 6, 7))}
