"""The triggers that let the log grow and nothing else, on SQLite and on PostgreSQL.

SQLite's REPLACE deletes without asking a delete trigger, so an insert over a row that stands is refused as well.
PostgreSQL's TRUNCATE asks no row trigger, so it has a guard of its own.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

from django.db import migrations

# (table, event, the name that a refusal speaks, when the event is refused; None: always)
SAME_ENTRY = (
    "NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.name = OLD.name AND NEW.body = OLD.body AND "
    "NEW.subject {same} OLD.subject AND NEW.actor {same} OLD.actor"
)
SAME_PLACE = "NEW.id = OLD.id AND NEW.level = OLD.level AND NEW.n = OLD.n"
WHOLE = "{size}(NEW.hashes) BETWEEN 32 AND 8192 AND {size}(NEW.hashes) % 32 = 0"
GROWN = "{size}(NEW.hashes) > {size}(OLD.hashes) AND substr(NEW.hashes, 1, {size}(OLD.hashes)) = OLD.hashes"
GUARDS = [
    ("ledger_entry", "DELETE", "ledger_entry_is_never_deleted", None),
    ("ledger_entry", "INSERT", "ledger_entry_is_born_pending", 'NEW."index" IS NOT NULL'),
    (
        "ledger_entry",
        "UPDATE",
        "ledger_entry_only_gets_its_index_once",
        f'NOT (OLD."index" IS NULL AND NEW."index" IS NOT NULL AND {SAME_ENTRY})',
    ),
    ("ledger_tile", "DELETE", "ledger_tile_is_never_deleted", None),
    ("ledger_tile", "INSERT", "ledger_tile_holds_1_to_256_hashes", f"NOT ({WHOLE})"),
    ("ledger_tile", "UPDATE", "ledger_tile_only_grows_at_its_end", f"NOT ({SAME_PLACE} AND {WHOLE} AND {GROWN})"),
    ("ledger_checkpoint", "DELETE", "ledger_checkpoint_is_never_deleted", None),
    ("ledger_checkpoint", "UPDATE", "ledger_checkpoint_is_never_changed", None),
]
REPLACES = [
    ("ledger_entry", "INSERT", "ledger_entry_is_never_replaced", "id = NEW.id"),
    ("ledger_entry", "UPDATE", "ledger_entry_index_is_never_taken_over", '"index" = NEW."index" AND id <> OLD.id'),
    ("ledger_tile", "INSERT", "ledger_tile_is_never_replaced", "(level = NEW.level AND n = NEW.n) OR id = NEW.id"),
    ("ledger_checkpoint", "INSERT", "ledger_checkpoint_is_never_replaced", "size = NEW.size"),
]
TABLES = ("ledger_entry", "ledger_tile", "ledger_checkpoint")


def _sqlite() -> list[str]:
    stands = "EXISTS (SELECT 1 FROM {table} WHERE {clash})"
    replaces = [(table, event, name, stands.format(table=table, clash=clash)) for table, event, name, clash in REPLACES]
    return [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
        + (f"WHEN {when.format(same='IS', size='length')} " if when else "")
        + f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
        for table, event, name, when in [*GUARDS, *replaces]
    ]


def _postgresql() -> list[str]:
    refuse = (
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    rows = [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW "
        + (f"WHEN ({when.format(same='IS NOT DISTINCT FROM', size='length')}) " if when else "")
        + "EXECUTE FUNCTION ledger_refuse()"
        for table, event, name, when in GUARDS
    ]
    whole = [
        f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION ledger_refuse()"
        for table in TABLES
    ]
    return [refuse, *rows, *whole]


def _guard(_apps: Any, editor: Any) -> None:
    if editor.connection.alias != "default":  # the log is in the working database alone
        return
    for statement in _postgresql() if editor.connection.vendor == "postgresql" else _sqlite():
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(_guard)]  # no way back: a guard that a migration can lift guards nothing
