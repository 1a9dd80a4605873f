"""The ``jikim`` command: finds the sub-command, loads its module only then, and turns refusals into clear words."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import importlib
import os
import sys
from typing import Final

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from jikim import __version__
from jikim.errors import JikimError
from jikim.web.fault import fault_of

# name -> (what it does, needs the databases).  What does not works on files alone, on a machine without a desk.
COMMANDS: Final = {
    "adopt": ("Take over the policy that is published already.", True),
    "check": ("Compare keys, stores and log; say what is overdue.", True),
    "demo": ("Play a year of a desk in a minute.", False),
    "export": ("Write the log for an auditor to take away.", True),
    "invite": ("Print a one-time link for a member of staff.", True),
    "policy": ("Read, compile, check and render policies.", False),
    "serve": ("Run the desk.", True),
    "verify": ("Verify a log, a receipt's proof, two checkpoints.", False),
    "worker": ("Run the periodic work in a process of its own.", True),
}
_NO_TABLE: Final = {"42P01"}  # PostgreSQL: undefined_table


class Lazy(click.Group):
    """A group whose commands are imported when they are called: `jikim verify` starts without settings."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, sorted."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of one command; None where there is no such command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        _, needs_databases = COMMANDS[cmd_name]
        if needs_databases:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jikim.project.settings")
            django.setup()
        command = importlib.import_module(f"jikim.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 -- a table of our own
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading any: to ask for help makes no data directory."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (what, _) in sorted(COMMANDS.items())])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="jikim")
def jikim() -> None:
    """Keep the privacy policy that you have published, and prove it."""


def main() -> None:
    """Run the command line; a refusal ends with exit code 2 and one clear line, never with a traceback."""
    try:
        jikim(standalone_mode=True)
    except (JikimError, ImproperlyConfigured) as refusal:
        _end(str(refusal))
    except DatabaseError as error:
        _end(_of_database(error))
    except OSError as error:
        _end(str(fault_of(error) or f"{error.strerror}: {error.filename}"))


def _end(why: str) -> None:
    click.echo(f"jikim: {why}", err=True)
    sys.exit(2)


def _of_database(error: DatabaseError) -> str:
    """Name what a database said; its own text may quote a row."""
    if getattr(error.__cause__, "sqlstate", None) in _NO_TABLE or str(error).startswith("no such table"):
        return "database-empty: run `jikim serve` first, it makes the tables"
    known = fault_of(error)
    return str(known) if known is not None else f"database-refused: {type(error).__name__}"
