"""Starts a desk or the plain app on loopback, waits for its first page, reads its memory, and stops it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server: its port, the process group, and the seconds to its first page."""

    port: int
    pid: int
    started_in: float

    def memory(self) -> float:
        """Resident MiB of the server and all its children (proportional share, so shared pages count once)."""
        total = 0
        for pid in _family(self.pid):
            try:
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:
                continue
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        return total / 1024


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def free_port() -> int:
    """Give a free port on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def page(port: int, path: str) -> int:
    """Give the status of one GET, or 0 where nobody answers yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


@contextmanager
def running(command: list[str], *, port: int, path: str, env: dict[str, str]) -> Iterator[Server]:
    """Run ``command`` until the block ends; RuntimeError where it does not serve in time."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}/src:{ROOT}", **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while page(port, path) != 200:
            if process.poll() is not None or time.perf_counter() - begun > PATIENCE:
                message = f"the server did not start: {' '.join(command)}"
                raise RuntimeError(message)
            time.sleep(0.01)
        yield Server(port=port, pid=process.pid, started_in=time.perf_counter() - begun)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)


@contextmanager
def plain(data: Path, *, database: str = "", workers: int = 1) -> Iterator[Server]:
    """Run the plain app under granian, on SQLite in ``data`` or on a PostgreSQL URL."""
    port = free_port()
    env = {"PLAIN_DATA": str(data), "PLAIN_DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "bench.plain.settings"}
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "-v0"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}/src:{ROOT}", **env},
        check=True,
    )
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "1", "--no-ws", "bench.plain.wsgi:application"]
    with running(command, port=port, path="/", env=env) as server:
        yield server


@contextmanager
def desk(data: Path, *, database: str = "", apart: str = "", workers: int = 1) -> Iterator[Server]:
    """Run a desk as `jikim serve` starts it, without limits on visitors: all of them come from one address."""
    port = free_port()
    env = {"JIKIM_DATA": str(data), "JIKIM_LIMITS": "no", "JIKIM_SMTP_PORT": str(free_port())}
    if database:
        env |= {"JIKIM_DATABASE_URL": database, "JIKIM_APART_URL": apart}
    entry = "import sys; from jikim.cli.main import main; main()"
    command = [sys.executable, "-c", entry, "serve", "--port", str(port), "--workers", str(workers)]
    with running(command, port=port, path="/", env=env) as server:
        yield server
