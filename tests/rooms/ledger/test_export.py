# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.ledger.house import AT, OLGA, ORIGIN, grow_to, kept, tell, token_of

from jikim.errors import Broken, Refused
from jikim.ledger import key
from jikim.ledger.export import export
from jikim.ledger.head import latest, tile
from jikim.ledger.health import health
from jikim.ledger.models import Entry
from jikim.ledger.prove import prove, prove_consistency
from jikim.ledger.sequence import sequence
from jikim.proof.audit import audit_consistency, audit_facts, audit_inclusion, audit_log
from jikim.proof.bundle import write_bundle
from jikim.proof.facts import LogExported
from jikim.proof.tree import leaf_row, proves_consistency, root_of


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 3, 255, 256, 257, 600])
def test_an_export_proves_itself_on_files_alone(size: int, tmp_path: Path) -> None:
    verifier = grow_to(size)
    export(tmp_path / "log", by=OLGA, at=AT)
    audit = audit_facts(tmp_path / "log", verifier.text)

    assert (audit.entries, audit.checkpoint.size, audit.checkpoint.origin) == (size, size, ORIGIN)
    assert (tmp_path / "log" / "verifier-key").read_text() == verifier.text + "\n"


@pytest.mark.django_db
def test_the_export_itself_is_a_fact_of_the_next_checkpoint(tmp_path: Path) -> None:
    grow_to(3)
    export(tmp_path / "log", by=OLGA, at=AT)

    assert [entry.told.fact for entry in Entry.objects.pending()] == [LogExported(size=3)]


@pytest.mark.django_db
def test_an_export_taken_while_the_log_grows_is_of_the_signed_size(tmp_path: Path) -> None:
    verifier = grow_to(250)
    tell(20, first=250)
    export(tmp_path / "first", by=OLGA, at=AT)
    first = (tmp_path / "first" / "checkpoint").read_text()
    sequence(at=AT)
    export(tmp_path / "second", by=OLGA, at=AT)
    audit = audit_consistency(first, tmp_path / "second", verifier.text)

    assert audit_log(tmp_path / "first", verifier.text).entries == 250
    assert (audit.older and audit.older.size, audit.checkpoint.size) == (250, 271)


@pytest.mark.django_db
def test_it_writes_into_no_directory_that_is_in_use(tmp_path: Path) -> None:
    grow_to(1)
    (tmp_path / "mine").write_text("keep me")

    with pytest.raises(Refused, match="directory-in-use"):
        export(tmp_path, by=OLGA, at=AT)


@pytest.mark.django_db
def test_an_empty_log_is_not_exported(tmp_path: Path) -> None:
    key.ensure(ORIGIN)

    with pytest.raises(Broken, match="ledger-empty"):
        export(tmp_path / "log", by=OLGA, at=AT)


@pytest.mark.django_db
def test_a_visitor_gets_a_file_that_proves_her_entries_and_holds_no_others() -> None:
    verifier = grow_to(300)
    content = write_bundle(prove(token_of(7))).encode()
    audit = audit_inclusion(content, verifier.text)

    assert [told.fact for told in audit.told] == [kept(token_of(7))]


@pytest.mark.django_db
def test_an_entry_that_waits_for_its_index_is_not_proved_yet() -> None:
    key.ensure(ORIGIN)
    tell(1)

    assert prove(token_of(0)) == []


@pytest.mark.django_db
def test_a_history_is_proved_with_three_queries_however_long() -> None:
    grow_to(600)

    with CaptureQueriesContext(connection) as queries:
        prove(token_of(7))
    assert len(queries) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("old", "new"), [(0, 600), (1, 600), (256, 600), (300, 600), (600, 600), (255, 256)])
def test_two_sizes_of_the_log_are_proved_consistent(old: int, new: int) -> None:
    grow_to(600)
    roots = {size: _root(size) for size in (old, new)}
    path = prove_consistency(old, new)

    assert proves_consistency(old=old, old_root=roots[old], new=new, new_root=roots[new], path=path)


@pytest.mark.django_db
def test_no_proof_is_made_of_a_size_that_was_never_signed() -> None:
    grow_to(3)

    with pytest.raises(Broken, match="ledger-too-small"):
        prove_consistency(1, 4)


@pytest.mark.django_db
def test_a_tile_is_served_as_wide_as_the_tree_asked_for() -> None:
    grow_to(300)

    assert [len(tile(0, n, 257) or b"") // 32 for n in range(3)] == [256, 1, 0]
    assert tile(0, 2, 300) is None


@pytest.mark.django_db
def test_its_health_is_told_in_figures() -> None:
    grow_to(3)
    tell(2, first=3)
    found = health(at=AT + timedelta(seconds=60))

    assert (found.size, found.pending) == (3, 2)
    assert (found.checkpoint_age, found.oldest_pending) == (timedelta(seconds=57), timedelta(seconds=57))


def _root(size: int) -> bytes:
    bodies = Entry.objects.sequenced(0, size).values_list("body", flat=True)
    return root_of(leaf_row(map(bytes, bodies)))


def test_health_of_an_empty_log(db: None) -> None:
    del db
    found = health(at=AT)

    assert (found.size, found.pending, found.checkpoint_age, found.oldest_pending) == (0, 0, None, None)
    assert latest() is None
