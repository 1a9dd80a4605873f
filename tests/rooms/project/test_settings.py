"""Settings: durable and overwriting SQLite, patience in both databases, doors that are shut by default."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import get_resolver

PRAGMAS = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store", "recursive_triggers")
SOURCE = Path(__file__).resolve().parents[3] / "src"


def read(expression: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Read one value of the settings in a process of its own, under another environment."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("JIKIM_", "COV_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", f"from jikim.project import settings; print({expression})"],
        env={**plain, "PYTHONPATH": str(SOURCE), **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["JIKIM_DEMO", "JIKIM_LIMITS", "JIKIM_SMTP_TLS"])
def test_a_value_that_is_wrong_stops_the_start(tmp_path: Path, name: str) -> None:
    done = read("1", JIKIM_DATA=str(tmp_path), **{name: "perhaps"})

    assert done.returncode != 0
    assert f"{name} must be yes or no" in done.stderr


def test_a_desk_behind_https_sends_its_cookies_over_nothing_else(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS > 0", "CSRF_TRUSTED_ORIGINS")
    wanted = ", ".join(f"settings.{name}" for name in names)

    done = read(wanted, JIKIM_DATA=str(tmp_path), JIKIM_URL="https://desk.example")

    assert done.stdout.strip() == "True True True ['https://desk.example']"


def test_the_address_of_a_database_may_say_more_and_keeps_what_it_does_not_say(tmp_path: Path) -> None:
    options = "settings.DATABASES['default']['OPTIONS']"
    url = f"sqlite:///{tmp_path}/x.sqlite3?timeout=3"

    done = read(
        f"{options}['timeout'], {options}['transaction_mode']", JIKIM_DATA=str(tmp_path), JIKIM_DATABASE_URL=url
    )

    assert done.stdout.strip() == "3 IMMEDIATE"


def test_the_data_directory_is_closed_to_others(tmp_path: Path) -> None:
    read("1", JIKIM_DATA=str(tmp_path / "data"))

    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.django_db(databases=["default", "apart"])
@pytest.mark.parametrize("alias", ["default", "apart"])
def test_both_databases_are_durable_and_lose_patience_at_some_time(alias: str) -> None:
    with connections[alias].cursor() as cursor:
        if connections[alias].vendor == "postgresql":
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == (f"{settings.PATIENCE}s",)
            return
        found = {}
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
            found[pragma] = cursor.fetchone()[0]

    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "temp_store": 2,
        "recursive_triggers": 1,
    }


def test_nothing_is_shown_of_an_error_and_no_page_may_be_framed() -> None:
    assert (settings.DEBUG, settings.X_FRAME_OPTIONS, settings.SESSION_COOKIE_HTTPONLY) == (False, "DENY", True)
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["impersonal"]


def test_every_door_has_its_addresses() -> None:
    prefixes = {str(pattern.pattern) for pattern in get_resolver().url_patterns}

    assert {"console/", "accounts/", ""} <= prefixes


@pytest.mark.django_db(databases=["default", "apart"])
def test_an_unknown_host_is_not_answered() -> None:
    client = Client(headers={"host": "evil.example", "accept": "application/json"})

    assert client.get("/robots.txt").status_code == 400
