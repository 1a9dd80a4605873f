"""A signed review or audit never changes; what a review counted never does; trainings only grow.

On SQLite a later migration that alters one of these tables rebuilds it without its triggers: it must guard it anew.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

from django.db import migrations

COUNTED = (
    "OLD.token <> NEW.token OR OLD.first <> NEW.first OR OLD.last <> NEW.last OR OLD.due <> NEW.due "
    "OR CAST(OLD.figures AS text) <> CAST(NEW.figures AS text) OR OLD.findings <> NEW.findings "
    "OR OLD.root <> NEW.root OR OLD.size <> NEW.size OR CAST(OLD.sample AS text) <> CAST(NEW.sample AS text)"
)

# name of the trigger -> (table, event, when it refuses)
GUARDS = {
    "a_signed_review_never_changes": ("oversight_review", "UPDATE", "OLD.signed IS NOT NULL"),
    "a_review_keeps_what_it_counted": (
        "oversight_review",
        "UPDATE",
        COUNTED,
    ),
    "a_signed_audit_never_changes": ("oversight_selfaudit", "UPDATE", "OLD.signed IS NOT NULL"),
    "a_training_never_changes": ("oversight_training", "UPDATE", "TRUE"),
    "a_training_is_never_deleted": ("oversight_training", "DELETE", "TRUE"),
    "a_review_is_never_deleted": ("oversight_review", "DELETE", "TRUE"),
    "an_audit_is_never_deleted": ("oversight_selfaudit", "DELETE", "TRUE"),
}
TABLES = ("oversight_review", "oversight_selfaudit", "oversight_training")


REFUSE = (
    "CREATE FUNCTION oversight_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def _guard(_apps: Any, editor: Any) -> None:
    on_postgres = editor.connection.vendor == "postgresql"
    if on_postgres:
        editor.execute(REFUSE, params=None)
    for name, (table, event, when) in GUARDS.items():
        refusal = (
            f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION oversight_refuse()"
            if on_postgres
            else f"WHEN {when} BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        editor.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} {refusal}", params=None)
    for table in TABLES if on_postgres else ():
        editor.execute(
            f"CREATE TRIGGER {table}_is_never_truncated BEFORE TRUNCATE ON {table} EXECUTE FUNCTION oversight_refuse()"
        )


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_initial")]
    operations = [migrations.RunPython(_guard)]  # no way back: a guard that a migration can lift guards nothing
