"""Writes and erases small files so that a power cut leaves the old file or the new one, never half of either.

Erasing overwrites first; what flash media keep of an old block is beyond a file's reach (docs/security.md).
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from jikim.errors import Broken

DRAFT: Final = ".draft-"


def folder(path: Path) -> None:
    """Make a folder that only its owner can enter; Broken where it cannot be made."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(error) from None


def write(path: Path, content: bytes) -> None:
    """Put ``content`` into ``path``, replacing what is there, durably; Broken where it cannot be written."""
    draft = _draft(path, content)
    try:
        draft.replace(path)
        _sync(path.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise _cannot_write(error) from None


def write_new(files: Mapping[Path, bytes]) -> int:
    """Create files that do not exist yet, durably, and count them; one that exists already stays as it is.

    Two processes that write the same name agree on the first one's content.  Broken where a file cannot be written:
    those already linked stay (whole), the rest is as before.
    """
    made = 0
    for path, content in files.items():
        if path.exists():
            continue
        draft = _draft(path, content)
        try:
            with suppress(FileExistsError):
                os.link(draft, path)
                made += 1
        except OSError as error:
            raise _cannot_write(error) from None
        finally:
            draft.unlink(missing_ok=True)
    for parent in {path.parent for path in files}:
        _sync(parent)
    return made


def erase(path: Path) -> None:
    """Overwrite a file, then remove it, each step durable; nothing happens where it is gone already."""
    try:
        handle = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _cannot_write(error) from None
    try:
        os.write(handle, bytes(os.fstat(handle).st_size))
        os.fsync(handle)
        path.unlink(missing_ok=True)
        _sync(path.parent)
    except OSError as error:
        raise _cannot_write(error) from None
    finally:
        os.close(handle)


def clear(draft: Path) -> bool:
    """Take away a draft that a crash has left behind; False where the process that writes it still lives.

    A draft that has its name already shares its bytes with it, so it is removed and not overwritten.
    """
    writer = draft.name.split(".")[-2]
    if writer.isdigit() and _lives(int(writer)):
        return False
    with suppress(FileNotFoundError):
        if draft.stat().st_nlink > 1:
            draft.unlink()
        else:
            erase(draft)
    return True


def _lives(process: int) -> bool:
    if process == 0:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # another user's, and alive
    return True


def _draft(path: Path, content: bytes) -> Path:
    draft = path.with_name(f"{DRAFT}{path.name}.{os.getpid()}.{secrets.token_hex(8)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise _cannot_write(error) from None
    return draft


def _sync(parent: Path) -> None:
    handle = os.open(parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cannot_write(error: OSError) -> Broken:
    rule = "keyring-cannot-be-written"
    return Broken(rule, hint=error.strerror or "the system refused")
