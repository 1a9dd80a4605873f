"""The disk is full: the desk says so, keeps nothing by halves, shows what it has, and goes on when there is room."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.faults.desk import ON_POSTGRES, PATIENCE, Desk, desk_of_its_own, leaks, new_key

SIZE = 24 * 1024 * 1024
LARGEST = 2 * 1024 * 1024
FULL = {"urn:problem:jikim:disk-full", "urn:problem:jikim:disk-failing"}
on_sqlite = pytest.mark.skipif(ON_POSTGRES, reason="the disk of PostgreSQL is not the desk's")


@contextlib.contextmanager
def small_disk(path: Path) -> Iterator[bool]:
    """Mount a small file system at ``path``; gives False where this user may not."""
    path.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "tmpfs", str(path)]
    try:
        mounted = os.geteuid() == 0 and subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(path)], check=True)


def fill(path: Path) -> Path:
    """Write until the disk is full."""
    filler = path / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"\0" * 65_536):
            pass
    with contextlib.suppress(OSError), filler.open("ab", buffering=0) as file:
        while file.write(b"\0"):
            pass
    return filler


def ask_until_refused(desk: Desk) -> tuple[httpx.Response, str]:
    """Ask until there is no room; a log that is already long takes a few more."""
    body = desk.question(desk.form())
    for _ in range(200):
        key = new_key()
        answer = desk.ask(body, key)
        if answer.status_code != 201:
            return answer, key
    pytest.fail("two hundred inquiries found room on a full disk")


@on_sqlite
def test_on_a_full_disk_nothing_is_kept_by_halves_and_all_goes_on_when_there_is_room() -> None:
    with desk_of_its_own(ready=False) as desk, small_disk(desk.data) as mounted:
        if not mounted:
            pytest.skip("needs the right to mount; the limit on file sizes is tried below")
        desk.begin()
        kept = desk.ask(desk.question(desk.form())).json()
        filler = fill(desk.data)
        answer, key = ask_until_refused(desk)
        counts = desk.kept()
        receipt = httpx.get(f"{desk.url}/api/v1/receipts/{kept['code']}", timeout=PATIENCE)
        filler.unlink()
        again = desk.ask(desk.question(desk.form()), key)
        check = desk.command("check")

        assert (answer.status_code, answer.json()["type"] in FULL) == (503, True)
        assert len(set(counts)) == 1
        assert (receipt.status_code, again.status_code) == (200, 201)
        assert desk.kept() == tuple(count + 1 for count in counts)
        assert check.returncode == 0, check.stdout
        assert leaks(answer.text, desk.output) == []


@on_sqlite
def test_where_a_file_may_not_grow_the_desk_says_so_and_keeps_nothing_by_halves() -> None:
    with desk_of_its_own() as desk:

        def limit() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, resource.RLIM_INFINITY))

        desk.more = {"preexec_fn": limit}
        desk.begin()
        answer, key = ask_until_refused(desk)
        counts = desk.kept()
        desk.end(signal.SIGKILL)
        desk.more = {}
        desk.begin()
        again = desk.ask(desk.question(desk.form()), key)

        assert (answer.status_code, answer.json()["type"] in FULL) == (503, True)
        assert len(set(counts)) == 1
        assert (again.status_code, desk.kept()) == (201, tuple(count + 1 for count in counts))
        assert leaks(answer.text, desk.output) == []


def test_a_desk_that_cannot_write_its_keys_does_not_open() -> None:
    with desk_of_its_own(ready=False) as desk, small_disk(desk.keys) as mounted:
        if not mounted:
            pytest.skip("needs the right to mount")
        fill(desk.keys)

        assert desk.refuses() == "jikim: keyring-cannot-be-written: No space left on device\n"
