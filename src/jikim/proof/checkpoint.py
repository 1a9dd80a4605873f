"""C2SP checkpoints: the signed head of the log's tree at one size; refuses extension lines and loose spellings.

See c2sp.org/tlog-checkpoint.  Three lines: origin, size in decimal, root hash in base64.  The origin is also the name
of the key that signs.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from typing import Final

from jikim.errors import Broken
from jikim.proof.note import Signer, Verifier, open_note, sign, unarmour
from jikim.proof.tree import EMPTY_ROOT, HASH

_size: Final = re.compile(r"0|[1-9][0-9]{0,18}").fullmatch
_LINES: Final = 3


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """The head of a tree: whose log, how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode('ascii')}\n"

    def signed(self, signer: Signer) -> str:
        """Give the signed note; ValueError when the key bears another name than the log."""
        if signer.name != self.origin:
            message = "a log signs with the key of its own name"
            raise ValueError(message)
        return sign(self.text, [signer])


def read_checkpoint(text: str) -> Checkpoint:
    """Read the three lines; Broken("checkpoint-malformed") on any other form, extension lines included."""
    lines = text.split("\n")
    if len(lines) == _LINES + 1 and lines[0] and not lines[3] and _size(lines[1]):
        root = unarmour(lines[2])
        size = int(lines[1])
        if root is not None and len(root) == HASH and (size or root == EMPTY_ROOT):
            return Checkpoint(origin=lines[0], size=size, root=root)
    rule = "checkpoint-malformed"
    raise Broken(rule, hint="a checkpoint is an origin, a size and a root hash, a line each")


def open_checkpoint(content: bytes, verifier: Verifier) -> Checkpoint:
    """Open a checkpoint that the log's own key signed; Broken as ``open_note``, or "origin-differs"."""
    checkpoint = read_checkpoint(open_note(content, [verifier]).text)
    if checkpoint.origin != verifier.name:
        rule = "origin-differs"
        raise Broken(rule, hint="the checkpoint is of another log than the key")
    return checkpoint
