"""A small log made without a database: one key, known entries, and the export that they give."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from jikim.proof.bundle import InclusionProof
from jikim.proof.canonical import encode
from jikim.proof.checkpoint import Checkpoint
from jikim.proof.facts import RecordKept
from jikim.proof.note import Signer
from jikim.proof.tiles import WIDTH, bundle_path, grow, pack, subtree_reader, tiles_of, width_of
from jikim.proof.tree import HASH, inclusion, leaf_row
from jikim.proof.values import VISITOR, Slug, Token, digest_of

SIGNER = Signer(name="jikim.example/log", seed=bytes(range(32)))
START = datetime(2026, 11, 3, 1, 2, 3, 4, tzinfo=UTC)


def token_of(number: int) -> Token:
    return Token(f"{number:026d}")


def kept(number: int) -> bytes:
    """The entry of the record with a number, a second after the one before."""
    fact = RecordKept(
        token=token_of(number), purpose=Slug("quote"), policy=digest_of(b"policy"), ends=date(2027, 11, 3)
    )
    return encode(fact, by=VISITOR, at=START + timedelta(seconds=number))


@dataclass(frozen=True, kw_only=True)
class Log:
    entries: list[bytes]

    @property
    def rows(self) -> dict[tuple[int, int], bytes]:
        return dict(grow(0, {}, leaf_row(self.entries)).rows)

    @property
    def head(self) -> Checkpoint:
        return Checkpoint(origin=SIGNER.name, size=len(self.entries), root=grow(0, {}, leaf_row(self.entries)).root)

    @property
    def note(self) -> str:
        return self.head.signed(SIGNER)

    def export(self, directory: Path) -> Path:
        """Write the directory that an auditor takes away."""
        rows, size = self.rows, len(self.entries)
        files = {tile.path: rows[tile.level, tile.n][: tile.width * HASH] for tile in tiles_of(size)}
        for n in range(-(-size // WIDTH)):
            files[bundle_path(n, width_of(0, n, size))] = pack(self.entries[n * WIDTH : (n + 1) * WIDTH])
        for path, content in {**files, "checkpoint": self.note.encode()}.items():
            file = directory / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return directory

    def proof(self, index: int) -> InclusionProof:
        rows = self.rows
        path = inclusion(index, len(self.entries), subtree_reader(lambda level, n: rows[level, n]))
        return InclusionProof(entry=self.entries[index], index=index, path=tuple(path), checkpoint=self.note)


def log_of(size: int) -> Log:
    return Log(entries=[kept(number) for number in range(size)])
