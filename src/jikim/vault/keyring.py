"""The keyring: one small file a day key, outside every database; refuses to work where anything is missing or wrong.

::

    root                        the root key (or JIKIM_ROOT_KEY holds it)
    keyring                     who this keyring is, and a check value that proves the root key
    epoch                       how far the databases' erasures have been carried out, a line a store
    day/<store>/<day>.<generation>   version byte, then the day key wrapped by the root key

A key exists whole before its first use, and is dead when its file is gone: the plain key is used from memory only while
the file still stands there unchanged.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from jikim import seal
from jikim.errors import Broken
from jikim.proof.values import new_token
from jikim.vault import custodian, durable
from jikim.vault.custodian import Custodian

VERSION: Final = b"\x01"
_HEAD: Final = "jikim-keyring-1"
_DIGEST: Final = 64


@dataclass(kw_only=True)
class Ring:
    """An opened keyring.  ``identity`` and ``check`` must agree with what the database remembers."""

    path: Path
    custodian: Custodian = field(repr=False)
    identity: str
    check: str
    _used: dict[tuple[str, str], tuple[tuple[int, int], seal.DayKeys]] = field(default_factory=dict, repr=False)

    def make(self, store: str, names: Iterable[str]) -> int:
        """Make the keys that do not exist yet, durably, and count them."""
        for folder in (self.path / "day", self.path / "day" / store):
            durable.folder(folder)
        return durable.write_new(
            {
                self._file(store, name): VERSION + self.custodian.wrap(seal.new_key(), context=_context(store, name))
                for name in names
                if not self.has(store, name)
            }
        )

    def has(self, store: str, name: str) -> bool:
        """Whether the file of a key stands there."""
        return self._file(store, name).exists()

    def use(self, store: str, name: str) -> seal.DayKeys:
        """Give what a day key is used through; Broken, naming store and day, when it is lost, erased or damaged."""
        file = self._file(store, name)
        try:
            status = file.stat()
        except OSError:
            self._used.pop((store, name), None)
            rule = "day-key-lost"
            raise Broken(rule, hint=_context(store, name)) from None
        mark = (status.st_ino, status.st_mtime_ns)
        known = self._used.get((store, name))
        if known is not None and known[0] == mark:
            return known[1]
        keys = seal.derive(self._read(file, store, name))
        self._used[store, name] = (mark, keys)
        return keys

    def erase(self, store: str, name: str) -> None:
        """Destroy a key: forget it, overwrite its file, remove it.  May be repeated."""
        self._used.pop((store, name), None)
        durable.erase(self._file(store, name))

    def names(self, store: str) -> list[str]:
        """Name the keys whose files stand there."""
        place = self.path / "day" / store
        if not place.is_dir():
            return []
        return sorted(file.name for file in place.iterdir() if not file.name.startswith(durable.DRAFT))

    def tidy(self) -> int:
        """Take away drafts that a crash has left behind, and count them; a living writer keeps its own."""
        return sum(durable.clear(draft) for draft in list(self.path.rglob(f"{durable.DRAFT}*")))

    def epoch(self, store: str) -> int:
        """Tell how far the erasures of a store have been carried out (0 before the first)."""
        return self._epochs().get(store, 0)

    def advance(self, store: str, number: int) -> None:
        """Remember that the erasures of a store have been carried out up to ``number``; never goes back."""
        epochs = self._epochs()
        if number > epochs.get(store, 0):
            epochs[store] = number
            lines = "".join(f"{name} {value}\n" for name, value in sorted(epochs.items()))
            durable.write(self.path / "epoch", lines.encode("ascii"))

    def _epochs(self) -> dict[str, int]:
        file = self.path / "epoch"
        try:
            pairs = [line.split(" ") for line in file.read_text(encoding="ascii").splitlines()]
            return {store: int(number) for store, number in pairs}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            raise _damaged() from None

    def _file(self, store: str, name: str) -> Path:
        return self.path / "day" / store / name

    def _read(self, file: Path, store: str, name: str) -> bytes:
        rule = "day-key-damaged"
        try:
            content = file.read_bytes()
        except OSError:
            raise Broken(rule, hint=_context(store, name)) from None
        if content[:1] != VERSION:
            raise Broken(rule, hint=_context(store, name))
        try:
            return self.custodian.unwrap(content[1:], context=_context(store, name))
        except Broken:
            raise Broken(rule, hint=_context(store, name)) from None


def found(path: Path, root_key: str) -> Ring:
    """Make a keyring where none is, and open it; what stands there already stays."""
    durable.folder(path)
    if not root_key:
        custodian.make(path / "root")
    holder = _holder(path, root_key)
    identity = new_token()
    check = holder.wrap(_block(identity), context="check").hex()
    durable.write_new({path / "keyring": f"{_HEAD}\n{identity}\n{check}\n".encode("ascii")})
    return open_ring(path, root_key)


def stands(path: Path) -> bool:
    """Whether a keyring was founded there."""
    return (path / "keyring").exists()


def open_ring(path: Path, root_key: str) -> Ring:
    """Open a keyring; Broken when it is missing, damaged, open to others, or when the root key is not its own."""
    try:
        custodian.private(path.stat())
        head, identity, check = (path / "keyring").read_text(encoding="ascii").splitlines()
        block = bytes.fromhex(check)
    except FileNotFoundError:
        rule = "keyring-missing"
        raise Broken(rule, hint="restore the keyring, or point JIKIM_KEYS to it") from None
    except (OSError, ValueError):
        raise _damaged() from None
    if head != _HEAD:
        raise _damaged()
    holder = _holder(path, root_key)
    try:
        proved = holder.unwrap(block, context="check") == _block(identity)
    except Broken:
        proved = False
    if not proved:
        rule = "root-key-wrong"
        raise Broken(rule, hint="this root key does not belong to this keyring")
    return Ring(path=path, custodian=holder, identity=identity, check=hashlib.sha256(block).hexdigest())


def _holder(path: Path, root_key: str) -> Custodian:
    return custodian.from_text(root_key) if root_key else custodian.from_file(path / "root")


def _block(identity: str) -> bytes:
    return hashlib.sha256(identity.encode("ascii")).digest()


def _context(store: str, name: str) -> str:
    return f"{store} {name}"


def _damaged() -> Broken:
    rule = "keyring-damaged"
    return Broken(rule, hint="restore the keyring from its own backup set")
