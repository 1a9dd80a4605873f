"""Another process holds the write lock: a short wait is waited out, a long one is told; nothing is kept by halves."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator

import psycopg
import pytest
from tests.faults.desk import ON_POSTGRES, Desk, desk_of_its_own, leaks, new_key

OPTIONS = {"options": "-c%20lock_timeout%3D2000"} if ON_POSTGRES else {"timeout": "2"}


@pytest.fixture(scope="module")
def hurried() -> Iterator[Desk]:
    """Give a desk that waits for two seconds instead of twenty."""
    with desk_of_its_own(options=OPTIONS) as desk:
        desk.begin()
        yield desk


@contextlib.contextmanager
def locked(desk: Desk) -> Iterator[None]:
    """Hold what an intake must write, from this process, which is not the server's."""
    if desk.urls:
        with psycopg.connect(desk.urls["JIKIM_DATABASE_URL"]) as session:
            session.execute("LOCK TABLE vault_record IN EXCLUSIVE MODE")
            yield
            session.rollback()
        return
    with contextlib.closing(sqlite3.connect(desk.data / "db" / "desk.sqlite3", timeout=30)) as session:
        session.execute("BEGIN IMMEDIATE")
        yield
        session.execute("ROLLBACK")


def test_a_short_lock_is_waited_out(hurried: Desk) -> None:
    body, held, free = hurried.question(hurried.form()), threading.Event(), threading.Event()

    def hold() -> None:
        with locked(hurried):
            held.set()
            free.wait(1)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    answer = hurried.ask(body)
    holder.join()

    assert answer.status_code == 201


def test_a_long_lock_is_told_as_busy_and_the_same_key_works_afterwards(hurried: Desk) -> None:
    body, key, before = hurried.question(hurried.form()), new_key(), hurried.kept()
    with locked(hurried):
        answer = hurried.ask(body, key)

    during = hurried.kept()
    again = hurried.ask(body, key)

    assert (answer.status_code, answer.json()["type"]) == (503, "urn:problem:jikim:database-busy")
    assert (during, again.status_code) == (before, 201)
    assert hurried.kept() == tuple(count + 1 for count in before)
    assert leaks(answer.text, hurried.output) == []
