"""The reader understands texts that people published, as far as facts read by hand can tell."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from statistics import mean
from time import perf_counter
from types import ModuleType
from typing import Any

import pytest
from tests.rooms.policy.veil import veiled

from jikim.policy.compile import compiled
from jikim.policy.facts import facts
from jikim.policy.read import read

OWN = Path(__file__).parents[2] / "gold"
SHARED_GOAL, OWN_GOAL, ONE_TEXT = 0.95, 0.93, 0.85
SLOWEST = 1.0  # seconds; the figure of an idle machine is a tenth of it


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "policies" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_of(shared: Path, name: str) -> str:
    folder = shared / "policies"
    path = folder / f"{name}.txt" if name == "powergen" else folder / "dev" / f"{name}.txt"
    return path.read_text(encoding="utf-8")


def score(shared: Path, truth: dict[str, Any], found: dict[str, Any]) -> float:
    rules = scorer(shared)
    return mean(rules.score_key(key, found.get(key), truth.get(key)) for key in rules.KEYS)


def test_it_reads_the_shared_texts_nearly_as_a_person_does(shared: Path) -> None:
    scores = {
        path.stem: score(shared, json.loads(path.read_text(encoding="utf-8")), facts(read(text_of(shared, path.stem))))
        for path in sorted((shared / "policies" / "gold").glob("*.json"))
    }

    assert mean(scores.values()) >= SHARED_GOAL, scores
    assert min(scores.values()) >= ONE_TEXT, scores


def test_it_reads_the_texts_of_our_own_gold_nearly_as_a_person_does(shared: Path) -> None:
    scores = {
        path.stem: score(
            shared, json.loads(path.read_text(encoding="utf-8")), veiled(facts(read(text_of(shared, path.stem))))
        )
        for path in sorted(OWN.glob("*.json"))
    }

    assert len(scores) >= 10
    assert mean(scores.values()) >= OWN_GOAL, scores
    assert min(scores.values()) >= ONE_TEXT, scores


def test_every_published_text_compiles_and_in_time(shared: Path) -> None:
    for path in sorted((shared / "policies" / "dev").glob("*.txt")):
        text, began = path.read_text(encoding="utf-8"), perf_counter()

        policy = compiled(read(text))

        assert perf_counter() - began < SLOWEST, path.stem
        assert policy.kept.keys() == policy.by_slug.keys()


@pytest.mark.parametrize("path", sorted(OWN.glob("*.json")), ids=lambda path: path.stem)
def test_our_gold_holds_no_person(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    truth = json.loads(text)

    assert "@" not in text
    for officer in truth["officers"]:
        for key in ("name", "email", "phone"):
            assert officer[key] is None or officer[key].startswith("veiled:")
