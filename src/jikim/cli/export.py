"""`jikim export`: writes the whole log into a directory that an auditor takes away."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import click

from jikim import clock
from jikim.ledger.export import export
from jikim.ledger.sequence import sequence
from jikim.proof.values import By, Slug


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
def command(directory: Path) -> None:
    """Write checkpoint, tiles and entries into DIRECTORY (new or empty)."""
    at = clock.now()
    sequence(at=at)
    head = export(directory, by=By(role=Slug("operator")), at=at)
    click.echo(f"{head.origin} size {head.size}")
    click.echo((directory / "verifier-key").read_text(encoding="utf-8").strip())
