"""The file that a visitor takes home: entries, their inclusion proofs, the signed checkpoint; refuses loose forms.

Each entry is one C2SP tlog-proof (c2sp.org/tlog-proof@v1), the entry's own bytes in its ``extra`` line, so that the
file alone, with the log's public key, proves itself.  Several of them stand one after the other.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NoReturn

from jikim.errors import Broken
from jikim.proof.note import unarmour
from jikim.proof.tree import HASH

HEAD: Final = "c2sp.org/tlog-proof@v1\n"
MOST_BYTES: Final = 64 * 1024 * 1024
LONGEST_PATH: Final = 63

_index: Final = re.compile(r"index (0|[1-9][0-9]{0,18})").fullmatch


@dataclass(frozen=True, kw_only=True)
class InclusionProof:
    """One entry of the log, its zero-based index, the hashes from leaf to root, and the signed checkpoint."""

    entry: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: str

    @property
    def text(self) -> str:
        """The proof as a C2SP tlog-proof."""
        lines = [f"extra {_armour(self.entry)}", f"index {self.index}", *map(_armour, self.path)]
        return HEAD + "\n".join(lines) + "\n\n" + self.checkpoint


def write_bundle(proofs: Iterable[InclusionProof]) -> str:
    """Write several proofs into one file."""
    return "".join([proof.text for proof in proofs])


def read_bundle(content: bytes) -> list[InclusionProof]:
    """Read one or more proofs, and accept exactly what ``write_bundle`` writes; Broken("bundle-malformed") otherwise.

    Nothing is proved by reading: the signature and the path are for ``audit`` to check.
    """
    try:
        text = content.decode() if len(content) <= MOST_BYTES else ""
    except UnicodeDecodeError:
        text = ""
    first, *parts = re.split("^" + re.escape(HEAD), text, flags=re.MULTILINE)
    proofs = [_read(part, which) for which, part in enumerate(parts, 1)]
    if first or not proofs or write_bundle(proofs) != text:
        _refuse("the file")
    return proofs


def _read(part: str, which: int) -> InclusionProof:
    head, _, checkpoint = part.partition("\n\n")
    extra, index, *path = [*head.split("\n"), ""][: LONGEST_PATH + 3]
    number = _index(index)
    entry = unarmour(extra.removeprefix("extra "))
    hashes = [unarmour(line) for line in path[:-1]]
    if number is None or entry is None or not checkpoint:
        _refuse(f"proof {which}")
    return InclusionProof(
        entry=entry,
        index=int(number[1]),
        path=tuple(step for step in hashes if step is not None and len(step) == HASH),
        checkpoint=checkpoint,
    )


def _armour(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")


def _refuse(where: str) -> NoReturn:
    rule = "bundle-malformed"
    raise Broken(rule, hint=f"{where} is damaged, cut off, or not of this format", field=where.replace(" ", "-"))
