"""Golden bytes: what the log wrote once it must always write, and another language must read it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from tests.rooms.proof.house import SIGNER, log_of

from jikim.proof.audit import audit_consistency, audit_facts, audit_inclusion
from jikim.proof.bundle import write_bundle
from jikim.proof.canonical import encode
from jikim.proof.facts import VOCABULARY
from jikim.proof.tree import leaf_hash
from jikim.proof.values import VISITOR, By, Digest, Slug, Token

VECTORS = Path(__file__).parents[2] / "vectors" / "ledger"
SIZE, OLD = 260, 100
AT = datetime(2026, 11, 3, 1, 2, 3, 4, tzinfo=UTC)
OLGA = By(role=Slug("officer"), actor=Token("0" * 25 + "z"), origin=Token("7" + "z" * 25))
SOME: dict[Any, Any] = {
    Token: Token("0" * 25 + "a"),
    Digest: Digest("0123456789abcdef" * 4),
    Slug: Slug("audit"),
    date: date(2028, 2, 29),
    datetime: AT,
    int: 7,
}


def entry_of(name: str) -> bytes:
    kind = VOCABULARY[name]
    hints = get_type_hints(kind)
    by = OLGA if len(name) % 2 else VISITOR
    return encode(kind(**{field: SOME[hints[field]] for field, _ in kind.shape}), by=by, at=AT)


def golden_entries() -> list[dict[str, str]]:
    entries = [entry_of(name) for name in VOCABULARY]
    return [{"entry": entry.decode(), "leaf": leaf_hash(entry).hex()} for entry in entries]


def write_all() -> None:
    """Write the vectors anew: only for a new format, under a new version number."""
    log_of(SIZE).export(VECTORS / "log")
    (VECTORS / "log" / "verifier-key").write_text(SIGNER.verifier.text + "\n")
    (VECTORS / "checkpoint-100").write_text(log_of(OLD).note)
    (VECTORS / "alice.tlog-proof").write_text(write_bundle([log_of(SIZE).proof(index) for index in (0, 100, 259)]))
    (VECTORS / "entries.json").write_text(json.dumps(golden_entries(), indent=1) + "\n")


@pytest.mark.parametrize(
    "golden", json.loads((VECTORS / "entries.json").read_text()), ids=lambda each: each["leaf"][:8]
)
def test_each_fact_is_written_as_it_always_was(golden: dict[str, str]) -> None:
    name = json.loads(golden["entry"])["fact"]

    assert golden == {"entry": entry_of(name).decode(), "leaf": leaf_hash(entry_of(name)).hex()}


def test_every_fact_has_its_golden_entry() -> None:
    assert json.loads((VECTORS / "entries.json").read_text()) == golden_entries()


def test_the_golden_log_is_written_as_it_always_was(tmp_path: Path) -> None:
    fresh = log_of(SIZE).export(tmp_path / "log")
    files = sorted(path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file())

    assert {path: (VECTORS / "log" / path).read_bytes() for path in files} == {
        path: (fresh / path).read_bytes() for path in files
    }


def test_the_golden_log_its_old_checkpoint_and_the_visitor_s_file_are_believed() -> None:
    key = (VECTORS / "log" / "verifier-key").read_text().strip()

    assert audit_facts(VECTORS / "log", key).entries == SIZE
    assert audit_consistency((VECTORS / "checkpoint-100").read_text(), VECTORS / "log", key).entries == SIZE - OLD
    assert audit_inclusion(VECTORS / "alice.tlog-proof", key).entries == 3
