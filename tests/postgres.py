"""Starts a throw-away PostgreSQL with the two databases and the two roles of Jikim, and always stops it.

As a command it runs another one inside: ``python -m tests.postgres -- pytest tests``.  The cluster keeps fsync on,
because what is proved here is durability too.  It refuses to use a server that is already there.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests import ports

WORK, APART = "jikim", "jikim_apart"
TRIES = 3
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "on",
    "synchronous_commit": "on",
    "max_connections": "200",
    "log_min_messages": "fatal",
    "timezone": "UTC",
}


def binaries() -> Path:
    """Give the folder of the newest PostgreSQL on this machine; FileNotFoundError names the package to install."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0))
    elsewhere = shutil.which("initdb")
    if elsewhere:
        return Path(elsewhere).parent
    message = "no PostgreSQL server on this machine: apt-get install postgresql"
    raise FileNotFoundError(message)


@contextmanager
def cluster() -> Iterator[dict[str, str]]:
    """Run a fresh cluster; yields JIKIM_DATABASE_URL and JIKIM_APART_URL, and removes every byte of it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="jk-pg-"))  # short: the path of a unix socket may have 107 characters
    try:
        _own(folder)
        _as_postgres(folder, "initdb", "-D", "data", "-U", "postgres", "-E", "UTF8", "--locale=C", "--auth=trust")
        access = "local all postgres trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
        (folder / "data" / "pg_hba.conf").write_text(access, encoding="ascii")
        port = _start(folder)
        try:
            yield _furnish(folder, port)
        finally:
            _as_postgres(folder, "pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fresh(urls: Mapping[str, str]) -> dict[str, str]:
    """Make two new empty databases in a running cluster, one for each role, and give the urls that lead to them."""
    suffix = secrets.token_hex(4)
    made = {}
    for name in ("JIKIM_DATABASE_URL", "JIKIM_APART_URL"):
        base = urls[name].rpartition("/")[0]
        database = f"{urlsplit(urls[name]).path[1:]}_{suffix}"
        with psycopg.connect(f"{base}/postgres", autocommit=True) as session:
            session.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(database)))
            session.execute(sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database)))
        made[name] = f"{base}/{database}"
    return made


def remove(urls: Mapping[str, str]) -> None:
    """Drop what ``fresh`` made, whoever is still connected to it."""
    for name in ("JIKIM_DATABASE_URL", "JIKIM_APART_URL"):
        base, _, database = urls[name].rpartition("/")
        with psycopg.connect(f"{base}/postgres", autocommit=True) as session:
            session.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


def _own(folder: Path) -> None:
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)


def _as_postgres(folder: Path, program: str, *arguments: str) -> None:
    """Run a server program; PostgreSQL refuses to run as root, so root becomes its own account for it."""
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*become, str(binaries() / program), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{program} ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-800:]}"
        raise RuntimeError(message)


def _start(folder: Path) -> int:
    # The server's output goes to a file: an inherited pipe would never close.
    for last in range(TRIES):
        port = ports.free()
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        options += f" -c unix_socket_directories={folder} -c port={port}"
        try:
            _as_postgres(folder, "pg_ctl", "-D", "data", "-l", "server.log", "-w", "-o", options, "start")
        except RuntimeError:
            if last == TRIES - 1:
                raise
            continue
        return port
    raise AssertionError


def _furnish(folder: Path, port: int) -> dict[str, str]:
    words = {WORK: secrets.token_hex(12), APART: secrets.token_hex(12)}
    with psycopg.connect(host=str(folder), port=port, user="postgres", dbname="postgres", autocommit=True) as session:
        for role, word in words.items():
            name = sql.Identifier(role)
            session.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(name, sql.Literal(word)))
            session.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(name, name))
            session.execute(sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(name))
    return {
        "JIKIM_DATABASE_URL": f"postgresql://{WORK}:{words[WORK]}@127.0.0.1:{port}/{WORK}",
        "JIKIM_APART_URL": f"postgresql://{APART}:{words[APART]}@127.0.0.1:{port}/{APART}",
        "JIKIM_TEST_CLUSTER": str(folder / "data"),  # where a test looks for what should be gone
    }


def main(arguments: list[str]) -> int:
    """Run the command after ``--`` with the urls of a fresh cluster in its environment; gives back its exit status."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print("usage: python -m tests.postgres -- COMMAND", file=sys.stderr)  # noqa: T201 -- a command prints
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster() as urls:
        return subprocess.run(command, env={**os.environ, **urls}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
