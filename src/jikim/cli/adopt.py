"""`jikim adopt`: takes over the policy that the company has published already, as the first version."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import click

from jikim import clock
from jikim.cli.prepare import lay_tables, policy_in
from jikim.proof.values import By, Slug
from jikim.registers.enact import adopt


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Adopt FILE: a compiled policy.toml, or the published prose with the defaults for what it leaves open."""
    policy = policy_in(file)
    lay_tables()  # a policy is adopted before the first `jikim serve`, which would take the sample
    enactment = adopt(policy, by=By(role=Slug("operator")), at=clock.now())
    click.echo(f"{policy.company}: {enactment.digest}, in force since {enactment.effective}")
