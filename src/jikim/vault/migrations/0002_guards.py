"""Triggers: what was promised about a record cannot be undone by any statement, whoever sends it.

A later migration that alters one of these tables on SQLite rebuilds it and loses its triggers: it must run ``lay`` again.
"""

# SPDX-License-Identifier: Apache-2.0
from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIXED = ("token", "purpose", "policy", "channel", "received", "evidence_id")
APPEND_ONLY = {
    "default": ("vault_evidence", "vault_noticetext", "vault_erasedkey", "vault_extension"),
    "apart": ("vault_aparterasedkey",),
}

# (name, table, event, condition): the name is the sentence that the database says when it refuses.
RECORD = (
    (
        "a_record_dies_with_the_key_of_its_last_day",
        "INSERT",
        {
            "sqlite": "NEW.day_key_id IS NOT NULL AND substr(NEW.day_key_id, 1, 10) <> NEW.ends",
            "postgresql": "NEW.day_key_id IS NOT NULL AND left(NEW.day_key_id, 10) <> to_char(NEW.ends, 'YYYY-MM-DD')",
        },
    ),
    (
        "a_record_ends_no_earlier_than_it_was_received",
        "INSERT",
        {
            "sqlite": "NEW.ends < substr(NEW.received, 1, 10)",
            "postgresql": "NEW.ends < (NEW.received AT TIME ZONE 'UTC')::date",
        },
    ),
    (
        "what_a_record_was_born_with_stays",
        "UPDATE",
        {
            "sqlite": " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in FIXED),
            "postgresql": " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in FIXED),
        },
    ),
    (
        "a_destroyed_record_stays_destroyed",
        "UPDATE",
        dict.fromkeys(("sqlite", "postgresql"), "OLD.place = 'destroyed'"),
    ),
    (
        "a_record_that_is_apart_does_not_come_back",
        "UPDATE",
        dict.fromkeys(("sqlite", "postgresql"), "OLD.place = 'apart' AND NEW.place = 'active'"),
    ),
    (
        "a_sealed_record_keeps_to_the_key_of_its_last_day",
        "UPDATE",
        {
            "sqlite": "NEW.day_key_id IS NOT NULL AND substr(NEW.day_key_id, 1, 10) <> NEW.ends",
            "postgresql": "NEW.day_key_id IS NOT NULL AND left(NEW.day_key_id, 10) <> to_char(NEW.ends, 'YYYY-MM-DD')",
        },
    ),
)

UNGROUNDED = """NOT EXISTS (SELECT 1 FROM vault_extension
    WHERE token = OLD.token AND before = OLD.ends AND ends = NEW.ends)"""


def sqlite(alias: str) -> list[str]:
    laid = [
        _sqlite(f"{table}_only_grows_{event.lower()}", table, event, "1")
        for table in APPEND_ONLY[alias]
        for event in ("UPDATE", "DELETE")
    ]
    if alias == "apart":
        return laid
    later = f"NEW.ends > OLD.ends AND {UNGROUNDED}"
    return [
        *laid,
        _sqlite("a_record_is_never_deleted", "vault_record", "DELETE", "1"),
        _sqlite("no_end_moves_later_without_a_ground", "vault_record", "UPDATE", later),
        *(_sqlite(name, "vault_record", event, when["sqlite"]) for name, event, when in RECORD),
    ]


def _sqlite(name: str, table: str, event: str, condition: str) -> str:
    return f"""CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition}
    BEGIN SELECT RAISE(ABORT, '{name.replace("_", " ")}'); END"""


def postgresql(alias: str) -> list[str]:
    refuse = "EXECUTE FUNCTION vault_refuse()"
    whole = (*APPEND_ONLY[alias], *(["vault_record"] if alias == "default" else []))
    return [
        """CREATE OR REPLACE FUNCTION vault_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', replace(TG_NAME, '_', ' ') USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        *(f"CREATE TRIGGER {table}_is_never_truncated BEFORE TRUNCATE ON {table} {refuse}" for table in whole),
        *(
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}"
            for table in APPEND_ONLY[alias]
        ),
        *(_postgresql_record() if alias == "default" else []),
    ]


def _postgresql_record() -> list[str]:
    return [
        """CREATE TRIGGER a_record_is_never_deleted BEFORE DELETE ON vault_record FOR EACH ROW
        EXECUTE FUNCTION vault_refuse()""",
        # A condition of WHEN cannot look into another table, so this one looks inside its function.
        f"""CREATE FUNCTION vault_refuse_ungrounded() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF {UNGROUNDED} THEN
            RAISE EXCEPTION '%', replace(TG_NAME, '_', ' ') USING ERRCODE = 'integrity_constraint_violation';
          END IF;
          RETURN NEW;
        END $$""",
        """CREATE TRIGGER no_end_moves_later_without_a_ground BEFORE UPDATE ON vault_record FOR EACH ROW
        WHEN (NEW.ends > OLD.ends) EXECUTE FUNCTION vault_refuse_ungrounded()""",
        *(
            f"CREATE TRIGGER {name} BEFORE {event} ON vault_record FOR EACH ROW WHEN ({when['postgresql']}) "
            "EXECUTE FUNCTION vault_refuse()"
            for name, event, when in RECORD
        ),
        # Checked at once, not at commit: an intake that meets a key which was just retired learns it in time to turn.
        """DO $$ DECLARE found text; BEGIN
          SELECT c.conname INTO found FROM pg_constraint c
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
            WHERE c.contype = 'f' AND c.conrelid = 'vault_record'::regclass AND a.attname = 'day_key_id';
          EXECUTE format('ALTER TABLE vault_record ALTER CONSTRAINT %I DEFERRABLE INITIALLY IMMEDIATE', found);
        END $$""",
    ]


def lay(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    alias = editor.connection.alias
    if alias not in APPEND_ONLY:
        return
    for statement in postgresql(alias) if editor.connection.vendor == "postgresql" else sqlite(alias):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
