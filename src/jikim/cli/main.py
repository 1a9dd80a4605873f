"""The ``jikim`` command: finds the sub-command, loads its module only then, and turns refusals into clear words."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import importlib
import os
import sys

import click
import django

from jikim import __version__
from jikim.errors import JikimError

# name -> (module, needs the databases).  `verify` and `policy` work on files alone, on a machine without a desk.
COMMANDS = {
    "adopt": ("adopt", True),
    "check": ("check", True),
    "demo": ("demo", False),
    "export": ("export", True),
    "invite": ("invite", True),
    "policy": ("policy", False),
    "serve": ("serve", True),
    "verify": ("verify", False),
    "worker": ("worker", True),
}


class Lazy(click.Group):
    """A group whose commands are imported when they are called: `jikim verify` starts without Django."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, sorted."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of one command; None where there is no such command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, needs_databases = COMMANDS[cmd_name]
        if needs_databases:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jikim.project.settings")
            django.setup()
        command = importlib.import_module(f"jikim.cli.{module}").command
        assert isinstance(command, click.Command)  # noqa: S101 -- a table of our own
        return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="jikim")
def jikim() -> None:
    """Keep the privacy policy that you have published, and prove it."""


def main() -> None:
    """Run the command line; a refusal ends with exit code 2 and one clear line, never with a traceback."""
    try:
        jikim(standalone_mode=True)
    except JikimError as refusal:
        click.echo(f"jikim: {refusal}", err=True)
        sys.exit(2)
