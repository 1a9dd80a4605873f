# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.rooms.ledger.house import AT, ORIGIN, grow_to, tell

from jikim.errors import Broken
from jikim.ledger import key, memory
from jikim.ledger import sequence as sequencer
from jikim.ledger.models import Checkpoint, Entry, Tile
from jikim.ledger.sequence import confirm, sequence
from jikim.proof.checkpoint import open_checkpoint
from jikim.proof.tiles import grow, tiles_of
from jikim.proof.tree import leaf_row


def bodies() -> list[bytes]:
    return [bytes(body) for body in Entry.objects.order_by("index").values_list("body", flat=True)]


@pytest.mark.django_db
def test_it_gives_indexes_in_the_order_of_telling_and_signs_the_root_over_them() -> None:
    verifier = grow_to(3)
    indexes = list(Entry.objects.order_by("id").values_list("index", flat=True))
    signed = open_checkpoint(Checkpoint.objects.get().note.encode(), verifier)

    assert indexes == [0, 1, 2]
    assert (signed.origin, signed.size, signed.root) == (ORIGIN, 3, grow(0, {}, leaf_row(bodies())).root)


@pytest.mark.django_db
def test_with_nothing_pending_it_does_nothing() -> None:
    grow_to(3)

    assert sequence(at=AT) == 0
    assert Checkpoint.objects.count() == 1


@pytest.mark.django_db
def test_it_grows_the_same_tiles_in_steps_as_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequencer, "BATCH", 100)
    grow_to(130)
    grow_to(700, first=130)
    stored = {(tile.level, tile.n): bytes(tile.hashes) for tile in Tile.objects.all()}

    assert stored == grow(0, {}, leaf_row(bodies())).rows
    assert stored.keys() == {(tile.level, tile.n) for tile in tiles_of(700)}
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [
        100,
        130,
        230,
        330,
        430,
        530,
        630,
        700,
    ]


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_run_inside_another_transaction() -> None:
    key.ensure(ORIGIN)
    tell(1)

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        sequence(at=AT)


@pytest.mark.django_db
def test_without_a_key_nothing_is_sequenced() -> None:
    tell(1)

    with pytest.raises(Broken, match="ledger-key-missing"):
        sequence(at=AT)
    assert Entry.objects.pending().count() == 1


class Killed(BaseException):
    """The process dies here."""


def _kill_after(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(original: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            original(*args, **kwargs)
            raise Killed

        return run

    owner, name = {
        "remembered": (memory, "remember"),
        "signed": (sequencer.Checkpoint, "signed"),
        "stored": (sequencer, "_store"),
    }[step]
    monkeypatch.setattr(owner, name, dying(getattr(owner, name)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["remembered", "signed", "stored"])
def test_killed_after_any_step_it_ends_in_the_log_that_was_meant(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    grow_to(300)
    tell(5, first=300)
    with monkeypatch.context() as patch:
        _kill_after(step, patch)
        with pytest.raises(Killed):
            sequence(at=AT)
    meant = memory.recall()
    tell(2, first=305)
    confirm()
    count = sequence(at=AT)

    assert (meant.size, meant.base, count) == (305, 300, 7)
    assert Checkpoint.objects.get(size=305).root == meant.root.hex()
    assert grow(0, {}, leaf_row(bodies())).root.hex() == Checkpoint.objects.get(size=307).root


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_was_committed_late_does_not_change_what_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    grow_to(3)
    tell(3, first=3)
    late = Entry.objects.order_by("id")[3].id
    with monkeypatch.context() as patch:
        _kill_after("remembered", patch)
        patch.setattr(sequencer, "_oldest", _without(late, sequencer._oldest))
        with pytest.raises(Killed):
            sequence(at=AT)
    meant = memory.recall()
    sequence(at=AT)

    assert late not in meant.ids
    assert Checkpoint.objects.get(size=5).root == meant.root.hex()
    assert Entry.objects.get(id=late).index == 5


def _without(late: int, original: Callable[..., dict[int, bytes]]) -> Callable[..., dict[int, bytes]]:
    return lambda *args: {each: body for each, body in original(*args).items() if each != late}


@pytest.mark.django_db
@pytest.mark.parametrize("told", [0, 2, 5])
def test_a_log_restored_to_before_its_last_signature_is_refused(told: int) -> None:
    grow_to(3)
    backup = transaction.savepoint()
    grow_to(5, first=3)
    transaction.savepoint_rollback(backup)
    meant = memory.recall()
    if told:
        tell(told, first=20)

    with pytest.raises(Broken, match="ledger-older-than-signature"):
        confirm()
    if told:
        with pytest.raises(Broken, match="ledger-older-than-signature"):
            sequence(at=AT)
    assert (meant, 3) == (memory.recall(), Checkpoint.objects.latest("size").size)


@pytest.mark.django_db
def test_a_log_restored_to_before_its_last_batch_signs_the_same_tree_again() -> None:
    grow_to(3)
    tell(2, first=3)
    backup = transaction.savepoint()
    sequence(at=AT)
    note = Checkpoint.objects.get(size=5).note
    transaction.savepoint_rollback(backup)
    sequence(at=AT)

    assert note == Checkpoint.objects.get(size=5).note


@pytest.mark.django_db
def test_a_log_restored_by_two_batches_is_refused() -> None:
    grow_to(3)
    tell(2, first=3)
    backup = transaction.savepoint()
    sequence(at=AT)
    grow_to(7, first=5)
    transaction.savepoint_rollback(backup)

    with pytest.raises(Broken, match="ledger-older-than-signature"):
        sequence(at=AT)


@pytest.mark.django_db
def test_another_log_of_the_same_size_is_refused() -> None:
    grow_to(3)
    memory.remember(memory.Meant(size=3, root=bytes(32), base=3, ids=()))
    tell(1, first=3)

    with pytest.raises(Broken, match="ledger-forked"):
        sequence(at=AT)


@pytest.mark.django_db
def test_an_older_memory_from_the_keyring_backup_catches_up(keys: Path) -> None:
    grow_to(300)
    older = (keys / memory.FILE).read_bytes()
    grow_to(600, first=300)
    (keys / memory.FILE).write_bytes(older)
    tell(1, first=600)

    assert sequence(at=AT) == 1
    assert memory.recall().size == 601


@pytest.mark.django_db
def test_an_older_memory_of_another_log_is_a_fork() -> None:
    grow_to(300)
    memory.remember(memory.Meant(size=200, root=bytes(32), base=200, ids=()))

    with pytest.raises(Broken, match="ledger-forked"):
        confirm()


@pytest.mark.django_db
def test_a_lost_memory_stops_it(keys: Path) -> None:
    grow_to(3)
    (keys / memory.FILE).unlink()
    tell(1, first=3)

    with pytest.raises(Broken, match="signature-memory-missing"):
        sequence(at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "{}", "[]", "{", '{"size": 3}', "\u00e9"])
def test_a_damaged_memory_stops_it(keys: Path, text: str) -> None:
    grow_to(3)
    (keys / memory.FILE).write_text(text, encoding="utf-8")

    with pytest.raises(Broken, match="signature-memory-damaged"):
        confirm()


@pytest.mark.django_db
def test_tiles_that_were_doctored_below_the_triggers_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    grow_to(3)
    tell(1, first=3)
    monkeypatch.setattr("jikim.ledger.head.rows_at", lambda _places: {(0, 0): bytes(96)})

    with pytest.raises(Broken, match="ledger-tiles-damaged"):
        sequence(at=AT)


@pytest.mark.django_db
def test_a_key_that_did_not_sign_the_log_stops_it(keys: Path) -> None:
    grow_to(3)
    for file in keys.iterdir():
        file.unlink()
    key.ensure(ORIGIN)
    tell(1, first=3)

    with pytest.raises(Broken, match="signature-missing"):
        sequence(at=AT)
