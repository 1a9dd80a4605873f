"""A destroyed sheet never changes, a sheet never changes its record, and the trail of hand-overs only grows.

On SQLite a later migration that alters one of these tables rebuilds it without its triggers: it must guard it anew.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

from django.db import migrations

# name of the trigger -> (table, event, when it refuses)
GUARDS = {
    "a_destroyed_sheet_never_changes": ("paper_sheet", "UPDATE", "OLD.destroyed IS NOT NULL"),
    "a_sheet_keeps_its_record": (
        "paper_sheet",
        "UPDATE",
        "OLD.token <> NEW.token OR OLD.record <> NEW.record OR OLD.label <> NEW.label",
    ),
    "a_hand_over_never_changes": ("paper_handover", "UPDATE", "TRUE"),
    "a_hand_over_is_never_deleted": ("paper_handover", "DELETE", "TRUE"),
    "a_sheet_is_never_deleted": ("paper_sheet", "DELETE", "TRUE"),
}
TABLES = ("paper_handover", "paper_sheet")


REFUSE = (
    "CREATE FUNCTION paper_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def _guard(_apps: Any, editor: Any) -> None:
    on_postgres = editor.connection.vendor == "postgresql"
    if on_postgres:
        editor.execute(REFUSE, params=None)
    for name, (table, event, when) in GUARDS.items():
        refusal = (
            f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION paper_refuse()"
            if on_postgres
            else f"WHEN {when} BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        editor.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} {refusal}", params=None)
    for table in TABLES if on_postgres else ():
        editor.execute(
            f"CREATE TRIGGER {table}_is_never_truncated BEFORE TRUNCATE ON {table} EXECUTE FUNCTION paper_refuse()"
        )


class Migration(migrations.Migration):
    dependencies = [("paper", "0001_initial")]
    operations = [migrations.RunPython(_guard)]  # no way back: a guard that a migration can lift guards nothing
