"""`jikim serve`: prepares what is missing, prints the first officer's link, and runs web and worker in one process."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import click
from django.conf import settings
from django.db import connection, connections
from granian import Granian
from granian.constants import Interfaces

from jikim import clock
from jikim.cli.prepare import prepare
from jikim.people.invite import first_officer


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="SQLite wants exactly one.")
@click.option("--worker/--no-worker", "embedded", default=True, help="Run the periodic work in the same process.")
@click.option("--accept-clock", is_flag=True, help="Take the clock for true although it stood later before.")
def command(host: str, port: int, workers: int, *, embedded: bool, accept_clock: bool) -> None:
    """Run the desk."""
    if workers > 1 and connection.vendor == "sqlite":
        message = "SQLite has one writer: use --workers 1, or a PostgreSQL (JIKIM_DATABASE_URL)"
        raise click.UsageError(message)
    at = clock.now()
    if not prepare(at=at, accept_clock=accept_clock).clean:
        click.echo("jikim: keys and databases disagree: `jikim check` names what is lost", err=True)
    link = first_officer(at=at)
    if link is not None:
        click.echo(
            f"\n첫 보호책임자 등록 (24시간, 한 번만) / the first officer signs up here:\n  {settings.JIKIM_URL}{link}\n"
        )
    click.echo(f"지킴이 {settings.JIKIM_URL} 에서 열립니다 / the desk opens there.")
    connections.close_all()  # the server forks, and a connection must not be shared
    Granian(
        "jikim.project.embedded:application" if embedded else "jikim.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        websockets=False,
        log_access=False,
        log_enabled=False,
    ).serve()
