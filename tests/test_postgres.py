"""The PostgreSQL of the tests is like one in production: durable, and no role enters the other database."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os

import psycopg
import pytest

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize(
    ("role", "other"), [("JIKIM_DATABASE_URL", "JIKIM_APART_URL"), ("JIKIM_APART_URL", "JIKIM_DATABASE_URL")]
)
def test_no_role_enters_the_other_database(role: str, other: str) -> None:
    server, _, _ = os.environ[role].rpartition("/")
    _, _, database = os.environ[other].rpartition("/")

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(f"{server}/{database}")


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit", "full_page_writes"])
def test_a_commit_survives_a_power_cut(setting: str) -> None:
    with psycopg.connect(os.environ["JIKIM_DATABASE_URL"]) as session:
        row = session.execute(f"SHOW {setting}").fetchone()

    assert row == ("on",)
