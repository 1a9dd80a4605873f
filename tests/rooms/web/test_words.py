"""Every rule that any room raises has words for the person who meets it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import jikim
from jikim import errors
from jikim.web import words_operator, words_staff, words_visitor
from jikim.web.messages import FIELD_WORDS, RULES

FAMILIES = frozenset(name for name, one in vars(errors).items() if isinstance(one, type))
SOURCES = Path(jikim.__file__).parent


def raised() -> dict[str, str]:
    """Give every rule that the sources name, with a file that names it."""
    found: dict[str, str] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        if "migrations" not in path.parts:
            for rule in _rules(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(rule, path.relative_to(SOURCES).as_posix())
    return found


def _rules(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "rule" for to in node.targets):
            yield from _texts(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            refuses = node.func.id in FAMILIES or node.func.id == "_refuse"
            said = {word.arg: word.value for word in node.keywords} if node.func.id == "Verdict" else {}
            yes = isinstance(said.get("allowed"), ast.Constant) and ast.literal_eval(said["allowed"])
            reasons = [said["reason"]] if "reason" in said and not yes else []
            told = [*(node.args[:1] if refuses else ()), *reasons]
            yield from (text for one in told for text in _texts(one))


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def test_every_rule_has_words() -> None:
    assert {rule: path for rule, path in raised().items() if rule not in {*RULES, *FIELD_WORDS}} == {}


def test_it_finds_the_rules_that_rooms_raise() -> None:
    assert {"ground-not-listed", "training-expired", "body-too-large", "no-role", "record-is-apart"} <= set(raised())


@pytest.mark.parametrize("rule", ["training-expired", "training-missing", "not-in-role", "keyring-missing"])
def test_words_of_rules_that_are_made_elsewhere_stand_too(rule: str) -> None:
    assert rule in RULES


def test_no_rule_has_words_twice() -> None:
    tables = [words_visitor.VISITOR, words_staff.STAFF, words_operator.OPERATOR_RULES]

    assert sum(map(len, tables)) == len(RULES)
