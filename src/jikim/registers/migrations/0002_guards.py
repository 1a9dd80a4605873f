"""Triggers: an enacted policy, a post and a provision stay as they were; an announcement may be withdrawn once.

No announcement takes effect before the days of notice that it and the version in force promise, counted by Korean days;
nothing is provided of a record that is not there, is destroyed or is disputed.

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
        "OLD.withdrawn IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.digest IS NOT OLD.digest OR NEW.toml IS NOT OLD.toml OR NEW.announced IS NOT OLD.announced OR NEW.notice_days IS NOT OLD.notice_days OR NEW.earliest IS NOT OLD.earliest OR NEW.effective IS NOT OLD.effective OR NEW.adopted IS NOT OLD.adopted OR NEW.approved_by IS NOT OLD.approved_by",
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
# As above, for what is looked at when a row comes; the condition is that of each vendor.
PROMISED = """(SELECT notice_days FROM registers_enactment
    WHERE withdrawn IS NULL AND effective <= {today} ORDER BY effective DESC, id DESC LIMIT 1)"""
KOREAN = {
    "sqlite": "date(NEW.announced, '+9 hours')",
    "postgresql": "(NEW.announced AT TIME ZONE 'Asia/Seoul')::date",
}
SOONEST = {
    "sqlite": "date(NEW.announced, '+9 hours', '+' || max(NEW.notice_days, COALESCE({promised}, 0)) || ' days')",
    "postgresql": "(NEW.announced AT TIME ZONE 'Asia/Seoul')::date + greatest(NEW.notice_days, {promised})",
}
STANDS = "SELECT 1 FROM vault_record WHERE token = NEW.record AND destroyed IS NULL AND frozen IS NULL"


def arrivals(vendor: str) -> dict[str, tuple[str, str]]:
    """Give, by the name of the guard, its table and when it refuses a new row."""
    soonest = SOONEST[vendor].format(promised=PROMISED.format(today=KOREAN[vendor]))
    return {
        "no_policy_is_announced_with_less_notice_than_was_promised": (
            "registers_enactment",
            f"NOT NEW.adopted AND (NEW.earliest >= {soonest}) IS NOT TRUE",  # unreadable days are no days of notice
        ),
        "only_a_record_that_stands_is_provided": ("registers_provision", f"NOT EXISTS ({STANDS})"),
    }


TABLES = ("registers_enactment", "registers_post", "registers_provision")


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
    for name, (table, when) in arrivals(editor.connection.vendor).items():
        _lay_arrival(editor, name, table, when, postgres=postgres)
    for table in TABLES if postgres else ():
        editor.execute(
            f"CREATE TRIGGER {table}_is_never_truncated BEFORE TRUNCATE ON {table} EXECUTE FUNCTION registers_refuse()"
        )


def _lay_arrival(editor: BaseDatabaseSchemaEditor, name: str, table: str, when: str, *, postgres: bool) -> None:
    words = name.replace("_", " ")
    if not postgres:
        editor.execute(
            f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
        return
    # A condition of WHEN cannot look into another row, so these look inside their functions.
    editor.execute(
        f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF {when} THEN
            RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';
          END IF;
          RETURN NEW;
        END $$"""
    )
    editor.execute(f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial"), ("vault", "0002_guards")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
