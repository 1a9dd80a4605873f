"""`jikim verify`: checks a log, a receipt's proof or two checkpoints on files alone; needs no desk and no network."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import click

from jikim.errors import Broken
from jikim.proof.audit import Audit, audit_consistency, audit_facts, audit_inclusion

_path = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("what", type=_path)
@click.option("--key", "key", required=True, help="The log's verifier key, or a file that holds it.")
@click.option("--since", type=_path, help="An older checkpoint that you kept: prove that the log only grew since.")
def command(what: Path, key: str, since: Path | None) -> None:
    """Verify WHAT: the directory of an exported log, or the proof file of a receipt."""
    verifier = _key(key)
    try:
        if since is not None:
            _say(audit_consistency(since.read_text(encoding="utf-8"), what, verifier))
        elif what.is_dir():
            _say(audit_facts(what, verifier))
        else:
            _say(audit_inclusion(what, verifier))
    except Broken as broken:
        where = f" ({broken.field})" if broken.field else ""
        click.echo(f"BROKEN  {broken.rule}{where}: {broken.hint}")
        raise SystemExit(1) from None


def _key(key: str) -> str:
    try:
        is_file = Path(key).is_file()
    except (OSError, ValueError):
        is_file = False
    return Path(key).read_text(encoding="utf-8").strip() if is_file else key


def _say(audit: Audit) -> None:
    for number, step in enumerate(audit.steps, 1):
        click.echo(f"({number}) ok  {step}")
    for told in audit.told:
        fields = ", ".join(f"{name}={value}" for name, value in vars(told.fact).items())
        click.echo(f"    {told.at.isoformat()}  {told.by.role:8} {told.fact.name}  {fields}")
    if audit.entries:
        click.echo(f"{audit.entries} entries, {audit.tiles} tiles")
    click.echo(f"VERIFIED  {audit.checkpoint.origin}  size {audit.checkpoint.size}")
