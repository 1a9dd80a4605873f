"""Several processes' worth of hands on one log: threads with their own connections tell and sequence at once."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections
from tests.rooms.ledger.house import AT, OLGA, ORIGIN, tell

from jikim.ledger import key, memory
from jikim.ledger.export import export
from jikim.ledger.models import Entry
from jikim.ledger.sequence import confirm, sequence
from jikim.proof.audit import audit_facts

HANDS = 4


def _at_once(act: Callable[[int], None]) -> None:
    def run(hand: int) -> None:
        try:
            act(hand)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(run, range(HANDS)))


@pytest.mark.django_db(transaction=True)
def test_several_sequencers_make_one_log_without_a_gap(tmp_path: Path) -> None:
    verifier = key.ensure(ORIGIN)

    def act(hand: int) -> None:
        for turn in range(10):
            tell(5, first=hand * 1000 + turn * 5)
            sequence(at=AT)

    _at_once(act)
    sequence(at=AT)
    export(tmp_path / "log", by=OLGA, at=AT)
    indexes = Entry.objects.filter(index__isnull=False).order_by("index").values_list("index", flat=True)

    assert list(indexes) == list(range(HANDS * 50))
    assert audit_facts(tmp_path / "log", verifier.text).entries == confirm().size == memory.recall().size == 200


def test_several_first_starts_make_one_key(keys: Path) -> None:
    found: list[str] = []
    _at_once(lambda _hand: found.append(key.ensure(ORIGIN).text))

    assert len(found) == HANDS
    assert set(found) == {key.load().verifier.text}
    assert sorted(path.name for path in keys.iterdir()) == [key.FILE, memory.FILE]
