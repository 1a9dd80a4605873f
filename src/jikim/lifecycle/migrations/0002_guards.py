"""Triggers: the destruction register only grows, and a closed batch gains nothing but its confirmation.

On SQLite a later migration that alters one of these tables rebuilds it and loses its triggers: it must run ``lay`` again.
"""

# SPDX-License-Identifier: Apache-2.0
from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# name (read aloud in the refusal), table, event, and when it bites (always where empty)
GUARDS = (
    (
        "a_closed_batch_does_not_change",
        "lifecycle_batch",
        "UPDATE",
        "OLD.confirmed IS NOT NULL OR NEW.token IS NOT OLD.token OR NEW.kind IS NOT OLD.kind OR NEW.day IS NOT OLD.day OR NEW.deadline IS NOT OLD.deadline OR NEW.opened IS NOT OLD.opened OR (OLD.closed IS NOT NULL AND (NEW.closed IS NOT OLD.closed OR NEW.count IS NOT OLD.count OR NEW.root IS NOT OLD.root))",
    ),
    (
        "a_batch_is_never_deleted",
        "lifecycle_batch",
        "DELETE",
        "",
    ),
    (
        "a_hold_is_lifted_once_and_otherwise_stays",
        "lifecycle_hold",
        "UPDATE",
        "OLD.lifted IS NOT NULL OR NEW.lifted IS NULL OR NEW.token IS NOT OLD.token OR NEW.record IS NOT OLD.record OR NEW.statute IS NOT OLD.statute OR NEW.article IS NOT OLD.article OR NEW.items IS NOT OLD.items OR NEW.ends IS NOT OLD.ends OR NEW.placed IS NOT OLD.placed OR NEW.placed_by IS NOT OLD.placed_by OR NEW.seconded_by IS NOT OLD.seconded_by",
    ),
    (
        "a_hold_is_never_deleted",
        "lifecycle_hold",
        "DELETE",
        "",
    ),
)
TABLES = ("lifecycle_batch", "lifecycle_hold")


def lay(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.alias != "default":
        return
    postgres = editor.connection.vendor == "postgresql"
    if postgres:
        editor.execute(
            """CREATE FUNCTION lifecycle_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '%', replace(TG_NAME, '_', ' ')
            USING ERRCODE = 'integrity_constraint_violation'; END $$""",
            params=None,  # the text holds a percent sign of its own
        )
    for name, table, event, when in GUARDS:
        if postgres:
            condition = f"WHEN ({when.replace(' IS NOT OLD.', ' IS DISTINCT FROM OLD.')}) " if when else ""
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}"
                "EXECUTE FUNCTION lifecycle_refuse()"
            )
        else:
            condition = f"WHEN {when} " if when else ""
            words = name.replace("_", " ")
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition}BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
    for table in TABLES if postgres else ():
        editor.execute(
            f"CREATE TRIGGER {table}_is_never_truncated BEFORE TRUNCATE ON {table} EXECUTE FUNCTION lifecycle_refuse()"
        )


class Migration(migrations.Migration):
    dependencies = [("lifecycle", "0001_initial")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
