"""`jikim demo`: plays a year of a desk in a minute, in a data directory of its own, and ends with the proof."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import importlib
import os
import shutil
from pathlib import Path

import click
import django

MARK = "demo"


@click.command()
@click.option(
    "--data", "folder", default="data-demo", show_default=True, type=click.Path(path_type=Path, file_okay=False)
)
@click.option("--seed", default=7, show_default=True, help="The same seed plays the same year.")
@click.option("--days", default=440, show_default=True, type=click.IntRange(1, 440), help="How long to play.")
@click.option("--serve", is_flag=True, help="Open the desk of the demonstration afterwards; its clock can be moved.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def command(folder: Path, seed: int, days: int, port: int, *, serve: bool) -> None:
    """Play a year: inquiries, answers, separation, rights, destruction; then verify the log."""
    place = folder.absolute()
    if place.exists() and any(place.iterdir()):
        if not (place / MARK).exists():
            message = f"{folder} holds something else: name an empty directory with --data"
            raise click.UsageError(message)
        shutil.rmtree(place)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    (place / MARK).touch()
    os.environ.update(
        JIKIM_DATA=str(place), JIKIM_KEYS=str(place / "keys"), JIKIM_DEMO="yes", JIKIM_URL=f"http://127.0.0.1:{port}"
    )
    for name in ("JIKIM_DATABASE_URL", "JIKIM_APART_URL", "JIKIM_ROOT_KEY"):
        os.environ.pop(name, None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jikim.project.settings")
    django.setup()
    importlib.import_module("jikim.cli.year").play(seed=seed, days=days)
    if serve:
        click.get_current_context().invoke(importlib.import_module("jikim.cli.serve").command, port=port)
