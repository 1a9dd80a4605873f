"""Holds a policy against the law of a day: each rule of the law room with the test that tells whether it bites.

A finding names its source and how far that was checked; a rule known from memory says so.  It is no legal advice.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date
from typing import Final

from jikim.law.rules import Rule, in_force
from jikim.policy import lint_form, lint_handling, lint_rights
from jikim.policy.finding import Finding
from jikim.policy.lint_text import Test
from jikim.policy.model import Policy

TESTS: Final[dict[str, Test]] = {**lint_form.TESTS, **lint_handling.TESTS, **lint_rights.TESTS}
"""Every test by the name that the rules call it."""

_FROM_MEMORY: Final = " (조문을 직접 확인하지 못한 규칙입니다.)"
_FROM_MEMORY_EN: Final = " (A rule from memory: its article was not read.)"


def lint(policy: Policy, on: date) -> tuple[Finding, ...]:
    """Give a finding for every rule in force on ``on`` that the policy breaks, in the order of the law pack."""
    found = ((rule, TESTS[rule.test](policy, on)) for rule in in_force(on))
    return tuple(_finding(rule, where) for rule, where in found if where is not None)


def _finding(rule: Rule, where: str) -> Finding:
    memory = rule.verified == "memory"
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=rule.message + (_FROM_MEMORY if memory else ""),
        message_en=rule.message_en + (_FROM_MEMORY_EN if memory else ""),
        mend=rule.mend,
        mend_en=rule.mend_en,
        article=f"{rule.instrument} {rule.article}",
        where=where,
        verified="memory" if rule.dated == "memory" and rule.verified == "text" else rule.verified,
    )
