"""Triggers: a grant is written once and revoked once; it is never deleted, and neither is an account.

On SQLite a later migration that alters one of these tables rebuilds it and loses its triggers: it must run
``lay`` again.
"""

# SPDX-License-Identifier: Apache-2.0
from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIXED = ("id", "staff_id", "role", "purposes", "since", "until", "granted_by", "reason")
UNSAID = "OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL"

SQLITE = [
    f"""CREATE TRIGGER a_grant_is_written_once BEFORE UPDATE ON people_grant
    WHEN {UNSAID} OR {" OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in FIXED)}
    BEGIN SELECT RAISE(ABORT, 'a grant is written once and revoked once'); END""",
    """CREATE TRIGGER a_grant_is_never_deleted BEFORE DELETE ON people_grant
    BEGIN SELECT RAISE(ABORT, 'a grant is never deleted'); END""",
    """CREATE TRIGGER an_account_is_never_deleted BEFORE DELETE ON people_staff
    BEGIN SELECT RAISE(ABORT, 'an account is never deleted'); END""",
]

POSTGRES = [
    """CREATE FUNCTION people_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '%', replace(TG_NAME, '_', ' ') USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER a_grant_is_written_once BEFORE UPDATE ON people_grant FOR EACH ROW
    WHEN ({UNSAID} OR {" OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in FIXED)})
    EXECUTE FUNCTION people_refuse()""",
    """CREATE TRIGGER a_grant_is_never_deleted BEFORE DELETE ON people_grant FOR EACH ROW
    EXECUTE FUNCTION people_refuse()""",
    """CREATE TRIGGER an_account_is_never_deleted BEFORE DELETE ON people_staff FOR EACH ROW
    EXECUTE FUNCTION people_refuse()""",
    """CREATE TRIGGER grants_are_never_truncated BEFORE TRUNCATE ON people_grant
    EXECUTE FUNCTION people_refuse()""",
    """CREATE TRIGGER accounts_are_never_truncated BEFORE TRUNCATE ON people_staff
    EXECUTE FUNCTION people_refuse()""",
]


def lay(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.alias != "default":
        return
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement, params=None)  # None: the percent sign in it is no placeholder


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
