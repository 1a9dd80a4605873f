"""Triggers: a closed inquiry stays closed, and what an inquiry was born with does not change.

On SQLite a later migration that alters one of these tables rebuilds it and loses its triggers: it must run ``lay`` again.
"""

# SPDX-License-Identifier: Apache-2.0
from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# name (read aloud in the refusal), table, event, and when it bites (always where empty)
GUARDS = (
    (
        "an_inquiry_keeps_what_it_was_born_with",
        "inquiries_inquiry",
        "UPDATE",
        "NEW.token IS NOT OLD.token OR NEW.receipt IS NOT OLD.receipt OR NEW.once IS NOT OLD.once OR NEW.purpose IS NOT OLD.purpose OR NEW.received IS NOT OLD.received OR NEW.choice_id IS NOT OLD.choice_id",
    ),
    (
        "a_closed_inquiry_does_not_change",
        "inquiries_inquiry",
        "UPDATE",
        "OLD.closed IS NOT NULL",
    ),
    (
        "an_inquiry_is_never_deleted",
        "inquiries_inquiry",
        "DELETE",
        "",
    ),
    (
        "a_choice_is_never_deleted",
        "inquiries_choice",
        "DELETE",
        "",
    ),
)
TABLES = ("inquiries_choice", "inquiries_inquiry")


def lay(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.alias != "default":
        return
    postgres = editor.connection.vendor == "postgresql"
    if postgres:
        editor.execute(
            """CREATE FUNCTION inquiries_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '%', replace(TG_NAME, '_', ' ')
            USING ERRCODE = 'integrity_constraint_violation'; END $$""",
            params=None,  # the text holds a percent sign of its own
        )
    for name, table, event, when in GUARDS:
        if postgres:
            condition = f"WHEN ({when.replace(' IS NOT OLD.', ' IS DISTINCT FROM OLD.')}) " if when else ""
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}"
                "EXECUTE FUNCTION inquiries_refuse()"
            )
        else:
            condition = f"WHEN {when} " if when else ""
            words = name.replace("_", " ")
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition}BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
    for table in TABLES if postgres else ():
        editor.execute(
            f"CREATE TRIGGER {table}_is_never_truncated BEFORE TRUNCATE ON {table} EXECUTE FUNCTION inquiries_refuse()"
        )


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0001_initial")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
