"""Reads the environment, once, through one typed helper; a secret may come from a file named by ``NAME_FILE``."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """Give the value of ``name``, or the content of the file that ``name_FILE`` points to, or the default.

    Raises ImproperlyConfigured where the named file cannot be read: a secret that is missing stops the start.
    """
    pointer = os.environ.get(f"{name}_FILE")
    if pointer is None:
        return os.environ.get(name, default)
    try:
        return Path(pointer).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{name}_FILE points to a file that cannot be read"
        raise ImproperlyConfigured(message) from error


def flag(name: str, *, default: bool = False) -> bool:
    """Give a yes/no value; anything but 1/true/yes/on and 0/false/no/off stops the start."""
    value = text(name, "yes" if default else "no").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    message = f"{name} must be yes or no"
    raise ImproperlyConfigured(message)


def number(name: str, default: int) -> int:
    """Give a whole number."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        message = f"{name} must be a whole number"
        raise ImproperlyConfigured(message)
    return int(value)


def names(name: str, default: str) -> list[str]:
    """Give a comma-separated list, empty parts dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]
