"""Gives every test process its own data directory and every test its own keys, before Django reads a setting."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

CHECKOUT = Path(__file__).resolve().parents[1]
MINE = "PYTEST_XDIST_WORKER" not in os.environ  # a worker lives inside the folder that its controller made

if MINE:
    os.environ["JIKIM_DATA"] = tempfile.mkdtemp(prefix="jikim-test-")
else:
    os.environ["JIKIM_DATA"] = str(Path(os.environ["JIKIM_DATA"], os.environ["PYTEST_XDIST_WORKER"]))
DATA = Path(os.environ["JIKIM_DATA"])
ON_POSTGRES = os.environ.get("JIKIM_DATABASE_URL", "").startswith("postgres")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jikim.project.settings")
for name in ("JIKIM_KEYS", "JIKIM_ROOT_KEY", "JIKIM_POLICY", "JIKIM_URL", "JIKIM_DEMO"):
    os.environ.pop(name, None)


def pytest_configure(config: pytest.Config) -> None:
    """Set Django up here, not by pytest-django's own option: that would read the settings before this file is read.

    The ground knows no framework: with ``-p no:django`` its tests run without one.
    """
    if not config.pluginmanager.hasplugin("django"):
        return
    django.setup()
    del os.environ["DJANGO_SETTINGS_MODULE"]  # a worker that inherits it reads the settings before this file, too
    TransactionTestCase._fixture_teardown = _with_the_guards_off(TransactionTestCase._fixture_teardown)


def pytest_unconfigure() -> None:
    if MINE:
        shutil.rmtree(DATA, ignore_errors=True)


def pytest_report_header() -> str:
    return f"jikim: {'PostgreSQL' if ON_POSTGRES else 'SQLite'}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "postgres" in item.keywords and not ON_POSTGRES:
            item.add_marker(pytest.mark.skip(reason="runs in the PostgreSQL round of make test"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say out loud what was skipped and why: a skip nobody sees is a hole."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"SKIPPED [{count}] {reason.removeprefix('Skipped: ')}", yellow=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Put SQLite test databases into files, as in production: log, locks and secure_delete are then real."""
    del django_db_modify_db_settings_parallel_suffix  # asked for its effect: each worker has its own names
    for alias, config in settings.DATABASES.items():
        if config["ENGINE"].endswith("sqlite3"):
            config.setdefault("TEST", {})["NAME"] = str(DATA / "db" / f"test-{alias}.sqlite3")


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give each test a key directory that no other test has seen, and take it away afterwards."""
    DATA.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="keys-", dir=DATA))
    if apps.ready:
        monkeypatch.setattr(settings, "JIKIM_KEYS", folder)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of reference policies beside the checkout (JIKIM_SHARED), or skip: the project ships without."""
    folder = Path(os.environ.get("JIKIM_SHARED") or CHECKOUT.parent / "shared")
    if not (folder / "policies").is_dir():
        pytest.skip("the reference policies are not beside this checkout (JIKIM_SHARED)")
    return folder


def _with_the_guards_off(teardown: Callable[..., None]) -> Callable[..., None]:
    """Let the clean-up after a transactional test empty tables that only grow; nothing else switches a trigger off."""

    def swept(case: TransactionTestCase) -> None:
        back = [_disarm(connections[alias]) for alias in case._databases_names(include_mirrors=False)]
        try:
            teardown(case)
        finally:
            for arm in back:
                arm()

    return swept


def _disarm(connection: BaseDatabaseWrapper) -> Callable[[], None]:
    """Take the triggers away; gives the function that brings them back."""
    if connection.vendor == "postgresql":
        tables = connection.introspection.table_names()
        _run(connection, [f'ALTER TABLE "{table}" DISABLE TRIGGER USER' for table in tables])
        return lambda: _run(connection, [f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in tables])
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers: list[tuple[str, str]] = cursor.fetchall()
    _run(connection, [f'DROP TRIGGER "{name}"' for name, _ in triggers])
    return lambda: _run(connection, [sql for _, sql in triggers])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
