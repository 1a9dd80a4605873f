"""A real ``jikim serve`` of its own, to be killed, starved and fed with rubbish; keeps everything that it printed."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import atexit
import contextlib
import functools
import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from psycopg import sql
from tests import ports, postgres

CHECKOUT = Path(__file__).resolve().parents[2]
ENTRY = "sys.argv[0] = 'jikim'; from jikim.cli.main import main; sys.exit(main())"
ON_POSTGRES = os.environ.get("JIKIM_DATABASE_URL", "").startswith("postgres")
PATIENCE = 120
GRACE = 10
ALICE = {"name": "김앨리스", "phone": "010-7531-8642", "email": "alice.planted@example.com", "content": "토끼굴 견적"}
PLANTED = ("김앨리스", "7531-8642", "75318642", "alice.planted", "토끼굴")
"""What no answer and no line of the server may repeat."""


@dataclass(kw_only=True)
class Desk:
    """One desk: its address, its data directory, its environment, and its server while it runs."""

    home: Path
    port: int
    env: dict[str, str]
    urls: dict[str, str]
    ahead: float = 0.0
    process: subprocess.Popen[bytes] | None = None
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return Path(self.env["JIKIM_DATA"])

    @property
    def keys(self) -> Path:
        return Path(self.env["JIKIM_KEYS"])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> str:
        """Everything that the server has printed until now."""
        path = self.home / "output"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def begin(self, *more: str) -> None:
        """Start the server, and wait until it answers."""
        with (self.home / "output").open("ab") as output:
            self.process = subprocess.Popen(
                [*self._program(), "serve", "--port", str(self.port), *more],
                env=self.env,
                cwd=self.home,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self.more,
            )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None:
                pytest.fail(f"jikim serve ended with {self.process.returncode}:\n{self.output[-2000:]}")
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"{self.url}/robots.txt", timeout=5)
                return
            time.sleep(0.05)
        pytest.fail(f"no answer within {PATIENCE} s:\n{self.output[-2000:]}")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the server with all its processes; a kill is a kill."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def refuses(self) -> str:
        """Start the server, which must end by itself with 2; gives the one line that it says."""
        command = [*self._program(), "serve", "--port", str(self.port)]
        process = subprocess.Popen(
            command,
            env=self.env,
            cwd=self.home,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            said, _ = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            said, _ = process.communicate()
            pytest.fail(f"it runs:\n{said}")

        assert (process.returncode, said.count("\n")) == (2, 1), said

        return said

    def command(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run ``jikim`` on this desk's data, as its operator would."""
        return subprocess.run(
            [*self._program(), *arguments],
            env={**self.env, **more},
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def form(self) -> dict[str, Any]:
        """Open the form for a quote, as a program does."""
        return dict(httpx.get(f"{self.url}/api/v1/forms/quote", timeout=PATIENCE).json())

    def question(self, form: dict[str, Any], **changed: object) -> dict[str, Any]:
        """Fill the form in as Alice."""
        product = next(item for item in form["fields"] if item["slug"] == "product")["offers"][0][0]
        return {
            "purpose": "quote",
            "answers": {**ALICE, "product": product},
            "choices": {},
            "notice_digest": form["notice_digest"],
            **changed,
        }

    def ask(self, body: object, key: str = "") -> httpx.Response:
        """Send an inquiry; without a key it gets a fresh one."""
        headers = {"Idempotency-Key": key or new_key(), "Accept": "application/json"}
        return httpx.post(f"{self.url}/api/v1/inquiries", json=body, headers=headers, timeout=PATIENCE)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Look into the working database, past the house, as one who has stolen it would."""
        if self.urls:
            with psycopg.connect(self.urls["JIKIM_DATABASE_URL"].partition("?")[0]) as session:
                return session.execute(sql.SQL(query)).fetchall()
        with contextlib.closing(sqlite3.connect(self.data / "db" / "desk.sqlite3", timeout=30)) as session:
            return session.execute(query).fetchall()

    def signed(self) -> int:
        """Wait until the log has signed all that it was told; gives its size."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.rows('SELECT COUNT(*) FROM ledger_entry WHERE "index" IS NULL')[0][0] == 0:
                return int(self.rows("SELECT MAX(size) FROM ledger_checkpoint")[0][0])
            time.sleep(0.1)
        pytest.fail("the log does not sign")

    def kept(self) -> tuple[int, ...]:
        """Count what one intake writes: records, evidence, inquiries, mails; all four must go together."""
        tables = ("vault_record", "vault_evidence", "inquiries_inquiry", "work_mail")
        return tuple(int(self.rows(f"SELECT COUNT(*) FROM {table}")[0][0]) for table in tables)  # noqa: S608 -- four names of ours

    def _program(self) -> list[str]:
        clock = "from datetime import timedelta; from jikim import clock"
        start = f"import sys; {clock}; clock.travel(timedelta(seconds={self.ahead})); "
        return [sys.executable, "-c", start + ENTRY]


def new_key() -> str:
    return secrets.token_urlsafe(24)


@contextlib.contextmanager
def desk_of_its_own(*, options: dict[str, str] | None = None, ready: bool = True, **env: str) -> Iterator[Desk]:
    """Make a desk that is not running yet, on databases of its own; ``options`` go into the databases' addresses.

    One that is ``ready`` has its tables already where they are files: they are copied from one that ran before.
    """
    home = Path(tempfile.mkdtemp(prefix="jikim-fault-"))
    urls = postgres.fresh(os.environ) if ON_POSTGRES else {}
    port = ports.free()
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("JIKIM_", "COV_", "DJANGO_"))}
    own = {
        "JIKIM_DATA": str(home / "data"),
        "JIKIM_KEYS": str(home / "keys"),
        "JIKIM_URL": f"http://127.0.0.1:{port}",
        "JIKIM_LIMITS": "no",
        "JIKIM_SMTP_PORT": "9",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": os.pathsep.join([str(CHECKOUT / "src"), str(CHECKOUT)]),
    }
    desk = Desk(home=home, port=port, env={**plain, **own, **urls, **env}, urls=urls)
    if options:
        desk.env.update(_with(options, desk))
    if ready and not urls:
        for folder in ("data", "keys"):
            shutil.copytree(_ready() / folder, home / folder)
    try:
        yield desk
    finally:
        desk.end(signal.SIGKILL)
        if urls:
            postgres.remove(urls)
        shutil.rmtree(home, ignore_errors=True)


@functools.cache
def _ready() -> Path:
    """Make one desk whose tables and keys all others begin with; it is removed when the tests end."""
    home = Path(tempfile.mkdtemp(prefix="jikim-fault-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    with desk_of_its_own(ready=False) as desk:
        desk.begin()
        desk.end()
        for folder in ("data", "keys"):
            shutil.copytree(desk.home / folder, home / folder)
    return home


def _with(options: dict[str, str], desk: Desk) -> dict[str, str]:
    query = "&".join(f"{name}={value}" for name, value in options.items())
    files = {"JIKIM_DATABASE_URL": "desk", "JIKIM_APART_URL": "apart"}
    plain = {name: f"sqlite:///{desk.data / 'db' / file}.sqlite3" for name, file in files.items()}
    return {name: f"{desk.urls.get(name, plain[name])}?{query}" for name in files}


def leaks(*texts: str) -> list[str]:
    """Name what of Alice stands in these texts."""
    return [word for word in PLANTED if any(word in text for text in texts)]
