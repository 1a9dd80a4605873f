"""Each guard is tried by the statement that a hand at the database would use; the refusal names the guard."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests.conftest import ON_POSTGRES
from tests.rooms.ledger.house import grow_to, tell

from jikim.ledger.models import Checkpoint, Entry, Tile

CHANGES = {
    "DELETE FROM ledger_entry": "ledger_entry_is_never_deleted",
    'DELETE FROM ledger_entry WHERE "index" IS NULL': "ledger_entry_is_never_deleted",
    "UPDATE ledger_entry SET at = '2020-01-01 00:00:00'": "ledger_entry_only_gets_its_index_once",
    "UPDATE ledger_entry SET body = body || body": "ledger_entry_only_gets_its_index_once",
    "UPDATE ledger_entry SET subject = NULL": "ledger_entry_only_gets_its_index_once",
    "UPDATE ledger_entry SET actor = 'b'": "ledger_entry_only_gets_its_index_once",
    "UPDATE ledger_entry SET name = 'log:started'": "ledger_entry_only_gets_its_index_once",
    "UPDATE ledger_entry SET id = id + 1000": "ledger_entry_only_gets_its_index_once",
    'UPDATE ledger_entry SET "index" = 77 WHERE "index" = 1': "ledger_entry_only_gets_its_index_once",
    'UPDATE ledger_entry SET "index" = NULL WHERE "index" = 1': "ledger_entry_only_gets_its_index_once",
    'UPDATE ledger_entry SET "index" = 77, subject = NULL WHERE "index" IS NULL': (
        "ledger_entry_only_gets_its_index_once"
    ),
    'INSERT INTO ledger_entry ("index", at, name, body) SELECT 77, at, name, body FROM ledger_entry': (
        "ledger_entry_is_born_pending"
    ),
    "DELETE FROM ledger_tile": "ledger_tile_is_never_deleted",
    "UPDATE ledger_tile SET hashes = substr(hashes, 1, 32)": "ledger_tile_only_grows_at_its_end",
    "UPDATE ledger_tile SET hashes = substr(hashes, 33) || substr(hashes, 1, 64)": "ledger_tile_only_grows_at_its_end",
    "UPDATE ledger_tile SET hashes = hashes": "ledger_tile_only_grows_at_its_end",
    "UPDATE ledger_tile SET hashes = hashes || substr(hashes, 1, 31)": "ledger_tile_only_grows_at_its_end",
    "UPDATE ledger_tile SET n = n + 1, hashes = hashes || substr(hashes, 1, 32)": "ledger_tile_only_grows_at_its_end",
    "INSERT INTO ledger_tile (level, n, hashes) SELECT 9, 9, substr(hashes, 1, 33) FROM ledger_tile": (
        "ledger_tile_holds_1_to_256_hashes"
    ),
    "DELETE FROM ledger_checkpoint": "ledger_checkpoint_is_never_deleted",
    "UPDATE ledger_checkpoint SET size = size + 1": "ledger_checkpoint_is_never_changed",
    "UPDATE ledger_checkpoint SET note = 'forged'": "ledger_checkpoint_is_never_changed",
}
ON_SQLITE = {
    "REPLACE INTO ledger_entry (id, at, name, body) SELECT id, at, name, body FROM ledger_entry": (
        "ledger_entry_is_never_replaced"
    ),
    'UPDATE OR REPLACE ledger_entry SET "index" = 1 WHERE "index" IS NULL': "ledger_entry_index_is_never_taken_over",
    "REPLACE INTO ledger_tile (level, n, hashes) SELECT level, n, hashes FROM ledger_tile": (
        "ledger_tile_is_never_replaced"
    ),
    "REPLACE INTO ledger_checkpoint (size, root, note, at) SELECT size, root, 'forged', at FROM ledger_checkpoint": (
        "ledger_checkpoint_is_never_replaced"
    ),
}
ON_POSTGRESQL = {
    "TRUNCATE ledger_entry": "ledger_entry_is_never_emptied",
    "TRUNCATE ledger_tile": "ledger_tile_is_never_emptied",
    "TRUNCATE ledger_checkpoint": "ledger_checkpoint_is_never_emptied",
}
ALL = {**CHANGES, **(ON_POSTGRESQL if ON_POSTGRES else ON_SQLITE)}


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ALL)
def test_the_database_itself_refuses(statement: str) -> None:
    grow_to(3)
    tell(1, first=3)
    before = _everything()

    with pytest.raises(IntegrityError, match=ALL[statement]), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert before == _everything()


@pytest.mark.django_db
def test_an_index_is_given_once() -> None:
    grow_to(3)
    tell(1, first=3)

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.pending().update(index=1)


@pytest.mark.django_db
def test_a_full_tile_takes_no_more() -> None:
    grow_to(256)
    hashes = bytes(Tile.objects.get(level=0, n=0).hashes)

    with pytest.raises(IntegrityError, match="only_grows_at_its_end"), transaction.atomic():
        Tile.objects.filter(level=0, n=0).update(hashes=hashes + hashes[:32])


def _everything() -> list[list[dict[str, object]]]:
    def plain(row: dict[str, object]) -> dict[str, object]:
        return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}

    return [[plain(row) for row in model.objects.order_by("pk").values()] for model in (Entry, Tile, Checkpoint)]
