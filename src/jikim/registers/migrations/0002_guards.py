"""Triggers: an enacted policy, a post and a provision stay as they were; an announcement may be withdrawn once.

On SQLite a later migration that alters one of these tables rebuilds it and loses its triggers: it must run ``lay`` again.
"""

# SPDX-License-Identifier: Apache-2.0
from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# name (read aloud in the refusal), table, event, and when it bites (always where empty)
GUARDS = (
    (
        "an_enacted_policy_does_not_change",
        "registers_enactment",
        "UPDATE",
        "OLD.withdrawn IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.digest IS NOT OLD.digest OR NEW.toml IS NOT OLD.toml OR NEW.announced IS NOT OLD.announced OR NEW.earliest IS NOT OLD.earliest OR NEW.effective IS NOT OLD.effective OR NEW.adopted IS NOT OLD.adopted OR NEW.approved_by IS NOT OLD.approved_by",
    ),
    (
        "an_enacted_policy_is_never_deleted",
        "registers_enactment",
        "DELETE",
        "",
    ),
    (
        "a_post_does_not_change",
        "registers_post",
        "UPDATE",
        "",
    ),
    (
        "a_post_is_never_deleted",
        "registers_post",
        "DELETE",
        "",
    ),
    (
        "a_provision_does_not_change",
        "registers_provision",
        "UPDATE",
        "",
    ),
    (
        "a_provision_is_never_deleted",
        "registers_provision",
        "DELETE",
        "",
    ),
)


def lay(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.alias != "default":
        return
    postgres = editor.connection.vendor == "postgresql"
    if postgres:
        editor.execute(
            """CREATE FUNCTION registers_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '%', replace(TG_NAME, '_', ' ')
            USING ERRCODE = 'integrity_constraint_violation'; END $$""",
            params=None,  # the text holds a percent sign of its own
        )
    for name, table, event, when in GUARDS:
        if postgres:
            condition = f"WHEN ({when.replace(' IS NOT OLD.', ' IS DISTINCT FROM OLD.')}) " if when else ""
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}"
                "EXECUTE FUNCTION registers_refuse()"
            )
        else:
            condition = f"WHEN {when} " if when else ""
            words = name.replace("_", " ")
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition}BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
