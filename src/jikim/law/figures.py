"""Dated figures of the law, each with its article and source; refuses a day that no version covers."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure in one version.  ``verified`` is "text" (the law was read), "secondary" or "memory" (not checked)."""

    key: str
    value: int
    unit: str
    starts: date
    until: date
    instrument: str
    article: str
    verified: str


@lru_cache(maxsize=1)
def figures() -> tuple[Figure, ...]:
    """Give all figures in all versions."""
    rows = tomllib.loads(files(__package__).joinpath("figures.toml").read_text(encoding="utf-8"))["figure"]
    return tuple(
        Figure(
            key=row["key"],
            value=row["value"],
            unit=row["unit"],
            starts=row["from"],
            until=row.get("until", date.max),
            instrument=row["instrument"],
            article=row["article"],
            verified=row["verified"],
        )
        for row in rows
    )


@lru_cache(maxsize=1024)
def figure(key: str, on: date) -> Figure:
    """Give the figure in force on a day; LookupError where no version covers it."""
    for found in figures():
        if found.key == key and found.starts <= on <= found.until:
            return found
    message = f"no figure {key} on {on}"
    raise LookupError(message)


def days(key: str, on: date) -> int:
    """Give a figure that counts days; LookupError where it counts anything else."""
    found = figure(key, on)
    if found.unit != "days":
        message = f"{key} counts {found.unit}"
        raise LookupError(message)
    return found.value
