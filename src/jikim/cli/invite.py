"""`jikim invite`: prints a one-time link for a member of staff; the operator's way in when nobody else is there."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import click
from django.conf import settings

from jikim import clock
from jikim.people.invite import first_officer, invite
from jikim.people.models import Role
from jikim.proof.values import By, Slug


@click.command()
@click.option("--email", help="Whom to invite; without it, the first officer.")
@click.option("--role", type=click.Choice(Role.values), default=Role.STAFF.value, show_default=True)
def command(email: str | None, role: str) -> None:
    """Print a link that lives for a day and works once."""
    at = clock.now()
    if email is None:
        link = first_officer(at=at)
        if link is None:
            message = "the first officer has joined already: name whom to invite with --email"
            raise click.UsageError(message)
    else:
        link = invite(email, role=role, reason=Slug("operator"), by=By(role=Slug("operator")), at=at).path
    click.echo(f"{settings.JIKIM_URL}{link}")
