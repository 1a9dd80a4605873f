"""The command itself: every name has a module, and what goes wrong ends in one line with exit code 2."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import errno
import importlib
from typing import Never

import click
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from jikim.cli import main as door
from jikim.errors import Broken, Refused


@pytest.mark.parametrize("name", sorted(door.COMMANDS))
def test_every_command_has_its_module_and_says_what_it_does(name: str) -> None:
    command = importlib.import_module(f"jikim.cli.{name}").command

    assert isinstance(command, click.Command)
    assert command.help


def test_an_unknown_command_is_none() -> None:
    assert door.Lazy().get_command(click.Context(door.jikim), "nonsense") is None


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Refused("directory-in-use", hint="give an empty directory"), "directory-in-use: give an empty directory"),
        (Broken("keyring-missing"), "keyring-missing"),
        (ImproperlyConfigured("JIKIM_DEMO must be yes or no"), "JIKIM_DEMO must be yes or no"),
        (OSError(errno.ENOSPC, "No space left on device", "file"), "disk-full"),
        (PermissionError(errno.EACCES, "Permission denied", "file"), "Permission denied: file"),
        (OperationalError("no such table: x"), "database-empty: run `jikim serve` first, it makes the tables"),
        (OperationalError("row (김앨리스) is wrong"), "database-away"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_goes_wrong_ends_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, said: str
) -> None:
    def fails(**_: object) -> Never:
        raise error

    monkeypatch.setattr(door, "jikim", fails)

    with pytest.raises(SystemExit) as caught:
        door.main()

    assert (caught.value.code, capsys.readouterr().err) == (2, f"jikim: {said}\n")


def test_an_error_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: object) -> Never:
        raise ZeroDivisionError

    monkeypatch.setattr(door, "jikim", fails)

    with pytest.raises(ZeroDivisionError):
        door.main()
