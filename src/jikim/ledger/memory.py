"""Remembers, outside the databases, the last head that the log's key was set to sign; refuses to forget.

The sequencer writes it down before it signs, and signs before it commits.  So two different trees of one size are
never signed: not after a crash (the batch that was meant is done again, from the same entries), and not after a
database was restored to an older state (its size is behind the memory, and the entries of the batch are not there).
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from jikim.errors import Broken
from jikim.proof.tree import EMPTY_ROOT, HASH

FILE: Final = "ledger.signed"


@dataclass(frozen=True, kw_only=True)
class Meant:
    """A head that was, or was about to be, signed: grown from ``base`` entries by those whose row ids are ``ids``."""

    size: int
    root: bytes
    base: int
    ids: tuple[int, ...]


def exists() -> bool:
    """Say whether anything is remembered."""
    return _path().exists()


def begin() -> None:
    """Remember that nothing has been signed yet, unless something is remembered already."""
    create(_path(), _write(Meant(size=0, root=EMPTY_ROOT, base=0, ids=())))


def recall() -> Meant:
    """Read what was last signed; Broken: "signature-memory-missing", "signature-memory-damaged"."""
    try:
        text = _path().read_text("ascii")
    except FileNotFoundError:
        rule = "signature-memory-missing"
        raise Broken(rule, hint=f"bring {FILE} back from the keyring's backup: without it the log could fork") from None
    except (OSError, UnicodeDecodeError):
        text = ""
    try:
        return _read(text)
    except (ValueError, KeyError, TypeError):
        rule = "signature-memory-damaged"
        raise Broken(rule, hint=f"{FILE} is damaged: bring it back from the keyring's backup") from None


def remember(meant: Meant) -> None:
    """Write down a head, on the disk when this returns; the old memory stands until the new one does."""
    path = _path()
    with _draft(path, _write(meant)) as draft:
        draft.replace(path)
        _settle(path.parent)


def create(path: Path, line: str) -> None:
    """Make a file of one line that only its owner may read, on the disk when this returns; leave one that is there.

    A link fails where the name is taken, so of two starting processes one makes the file and both use it.
    """
    with _draft(path, line) as draft, suppress(FileExistsError):
        path.hardlink_to(draft)
        _settle(path.parent)


@contextmanager
def _draft(path: Path, line: str) -> Iterator[Path]:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _path() -> Path:
    return Path(settings.JIKIM_KEYS) / FILE


def _write(meant: Meant) -> str:
    return json.dumps({"size": meant.size, "root": meant.root.hex(), "base": meant.base, "ids": _runs(meant.ids)})


def _read(text: str) -> Meant:
    content = json.loads(text)
    meant = Meant(
        size=int(content["size"]),
        root=bytes.fromhex(content["root"]),
        base=int(content["base"]),
        ids=tuple(each for first, last in content["ids"] for each in range(first, last + 1)),
    )
    if len(meant.root) != HASH or meant.size - meant.base != len(meant.ids):
        raise ValueError
    return meant


def _runs(ids: Sequence[int]) -> list[list[int]]:
    # Row ids of one batch are nearly consecutive: a few pairs say them all.
    runs: list[list[int]] = []
    for each in ids:
        if runs and runs[-1][1] + 1 == each:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    return runs
