"""The log's signing key, a file outside the databases; refuses to stand open to others and never replaces itself.

Beside it lies the memory of what it signed (``memory.py``); the two are made together, once, by ``ensure``.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from django.conf import settings

from jikim.errors import Broken
from jikim.ledger import memory
from jikim.proof.note import Signer, Verifier, new_signer, read_signer

FILE: Final = "ledger.key"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def ensure(origin: str) -> Verifier:
    """Make the key of a new log under its origin (the log's address without scheme), or give the one that is there.

    Raises Broken: "ledger-key-missing" when the memory says that a key signed before, and it is gone; else as
    ``load``.  ValueError when the origin holds spaces or a plus sign.
    """
    folder = Path(settings.JIKIM_KEYS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / FILE
    if not path.exists():
        if memory.exists() and memory.recall().size:
            rule = "ledger-key-missing"
            raise Broken(rule, hint=f"bring {FILE} back from the keyring's backup: a new key would start a new log")
        memory.begin()
        memory.create(path, new_signer(origin).text)
    return load().verifier


def load() -> Signer:
    """Read the key; Broken: "ledger-key-missing", "ledger-key-open" (others may read it), "signer-key-malformed"."""
    path = Path(settings.JIKIM_KEYS) / FILE
    try:
        mode, line = path.stat().st_mode, path.read_text("utf-8")
    except FileNotFoundError:
        rule = "ledger-key-missing"
        raise Broken(rule, hint=f"no {FILE} in the key directory") from None
    except (OSError, UnicodeDecodeError):
        rule = "ledger-key-unreadable"
        raise Broken(rule, hint=f"{FILE} cannot be read") from None
    if mode & _OTHERS:
        rule = "ledger-key-open"
        raise Broken(rule, hint=f"{FILE} must have mode 0600")
    return read_signer(line.rstrip("\n"))
