"""The port "who holds the root key", and the holder of the first house: a file, or a value from the environment.

A custodian wraps and unwraps day keys; it never hands the root key out.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import binascii
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from jikim import seal
from jikim.errors import Broken
from jikim.vault import durable


class Custodian(Protocol):
    """Holds the root key; ``context`` binds a wrapped key to what it is for."""

    def wrap(self, key: bytes, *, context: str) -> bytes:
        """Wrap a day key."""
        ...

    def unwrap(self, wrapped: bytes, *, context: str) -> bytes:
        """Unwrap a day key; Broken under another root key or another context."""
        ...


@dataclass(frozen=True, kw_only=True)
class HeldHere:
    """The custodian that holds the root key in this process's memory."""

    root: bytes = field(repr=False)

    def wrap(self, key: bytes, *, context: str) -> bytes:
        """Wrap a day key."""
        return seal.wrap_under_root(key, root=self.root, context=context)

    def unwrap(self, wrapped: bytes, *, context: str) -> bytes:
        """Unwrap a day key; Broken under another root key or another context."""
        return seal.unwrap_under_root(wrapped, root=self.root, context=context)


def from_text(text: str) -> HeldHere:
    """Take the root key as 64 hexadecimal digits; Broken on anything else."""
    try:
        root = binascii.unhexlify(text.strip())
    except (binascii.Error, ValueError):
        root = b""
    if len(root) != seal.KEY_SIZE:
        rule = "root-key-damaged"
        raise Broken(rule, hint="the root key is 64 hexadecimal digits")
    return HeldHere(root=root)


def from_file(path: Path) -> HeldHere:
    """Read the root key from a file that only its owner can read; Broken when it is missing, open or damaged."""
    try:
        status = path.stat()
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        rule = "root-key-missing"
        raise Broken(rule, hint="restore the file `root` of the keyring, or set JIKIM_ROOT_KEY") from None
    except (OSError, UnicodeDecodeError):
        rule = "root-key-unreadable"
        raise Broken(rule, hint="the file `root` of the keyring cannot be read") from None
    private(status)
    return from_text(text)


def make(path: Path) -> None:
    """Draw a root key into a new file; one that exists stays."""
    durable.write_new({path: seal.new_key().hex().encode("ascii") + b"\n"})


def private(status: os.stat_result) -> None:
    """Refuse what others than its owner can reach, or what another user owns: Broken."""
    if status.st_mode & 0o077 or status.st_uid != os.geteuid():
        rule = "keyring-open-to-others"
        raise Broken(rule, hint="the keyring must belong to this user and be closed to all others (0700, 0600)")
