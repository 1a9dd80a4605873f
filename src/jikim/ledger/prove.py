"""Makes proofs out of the stored tiles: that an entry is in the log, that the log only grew; refuses to check them.

Checking is ``jikim.proof.audit``'s, on files alone.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterable

from jikim.errors import Broken
from jikim.ledger.head import latest, subtrees
from jikim.ledger.models import Checkpoint as CheckpointRow
from jikim.ledger.models import Entry
from jikim.proof.bundle import InclusionProof
from jikim.proof.tree import consistency, inclusion
from jikim.proof.values import Token


def prove(token: Token) -> list[InclusionProof]:
    """Prove every sequenced entry about a token under the latest checkpoint, in the order of the log.

    Entries that still wait for their index are left out: a door that wants them runs ``sequence`` first.
    ``jikim.proof.bundle.write_bundle`` makes the visitor's file of them.
    """
    head = latest()
    return [] if head is None else prove_entries(Entry.objects.about(token), head)


def prove_entries(entries: Iterable[Entry], head: CheckpointRow) -> list[InclusionProof]:
    """Prove those of the entries that the tree of a checkpoint holds, with one query for all tiles."""
    held = sorted(
        (each.index, bytes(each.body)) for each in entries if each.index is not None and each.index < head.size
    )
    subtree = subtrees([index for index, _ in held], head.size)
    return [
        InclusionProof(entry=body, index=index, path=tuple(inclusion(index, head.size, subtree)), checkpoint=head.note)
        for index, body in held
    ]


def prove_consistency(old: int, new: int) -> list[bytes]:
    """Give the hashes that show the tree of ``old`` entries to begin the tree of ``new`` (RFC 9162 section 2.1.4).

    Broken("ledger-too-small") when the log does not hold that many entries; ValueError when old is the larger.
    """
    head = latest()
    if new > (head.size if head else 0):
        rule = "ledger-too-small"
        raise Broken(rule, hint="the log has not signed a tree of this size")
    return consistency(old, new, subtrees([max(0, old - 1), old], old, new))
