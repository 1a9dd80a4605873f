"""A closed request never changes, and who asked for what under which token never does.

On SQLite a later migration that alters one of these tables rebuilds it without its triggers: it must guard it anew.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

from django.db import migrations

# name of the trigger -> (table, event, when it refuses)
GUARDS = {
    "a_closed_request_never_changes": ("rights_request", "UPDATE", "OLD.closed IS NOT NULL"),
    "a_request_keeps_its_record_and_right": (
        "rights_request",
        "UPDATE",
        'OLD.token <> NEW.token OR OLD.record <> NEW.record OR OLD."right" <> NEW."right" OR OLD.due <> NEW.due',
    ),
    "a_request_is_never_deleted": ("rights_request", "DELETE", "TRUE"),
}
TABLES = ("rights_request",)


REFUSE = (
    "CREATE FUNCTION rights_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def _guard(_apps: Any, editor: Any) -> None:
    on_postgres = editor.connection.vendor == "postgresql"
    if on_postgres:
        editor.execute(REFUSE, params=None)
    for name, (table, event, when) in GUARDS.items():
        refusal = (
            f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION rights_refuse()"
            if on_postgres
            else f"WHEN {when} BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        editor.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} {refusal}", params=None)
    for table in TABLES if on_postgres else ():
        editor.execute(
            f"CREATE TRIGGER {table}_is_never_truncated BEFORE TRUNCATE ON {table} EXECUTE FUNCTION rights_refuse()"
        )


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial")]
    operations = [migrations.RunPython(_guard)]  # no way back: a guard that a migration can lift guards nothing
