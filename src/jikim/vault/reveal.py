"""Shows the values of one record for a stated reason; the fact is committed before the first value leaves (P13).

Refuses, and tells the log so, where the purpose is another, the record is disputed, set apart or past its last day.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import transaction

from jikim.clock import day_of
from jikim.errors import Broken, Frozen, Gone, Invalid, JikimError, Refused, Unknown
from jikim.ledger.append import append
from jikim.proof.facts import REASONS, RecordRefused, RecordRevealed
from jikim.proof.values import By, Slug, Token
from jikim.vault import envelope
from jikim.vault.held import gone_if_destroyed
from jikim.vault.models import ApartPart, ApartRecord, Part, Place, Record
from jikim.vault.stores import APART, DEFAULT, Store

HANDLING: Final = frozenset({Slug("rights-request"), Slug("mail-code")})
"""The reasons that serve the person's own request: they alone pass a freeze."""


@dataclass(frozen=True, kw_only=True)
class RevealedPart:
    """One text of the conversation."""

    seq: int
    kind: Slug
    at: datetime
    text: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Revealed:
    """The values of a record, by field; printing it shows none of them."""

    token: Token
    purpose: Slug
    ends: date
    fields: dict[str, str] = field(repr=False)
    parts: tuple[RevealedPart, ...] = field(repr=False)


def reveal(token: Token, *, purpose: Slug, reason: Slug, by: By, at: datetime, sentence: str = "") -> Revealed:
    """Show one record to ``by`` for ``purpose`` and ``reason``; ``sentence`` is what the policy says, for a refusal.

    Raises Unknown, Gone (destroyed or expired, with the day), Refused (``purpose-mismatch``, ``record-is-apart``),
    Frozen, Invalid for a reason outside the closed set, Broken where a key or a box fails.  Refuses inside a
    transaction (RuntimeError): a fact that may still be rolled back is no fact.
    """
    if reason not in REASONS:
        rule = "no-such-reason"
        raise Invalid(rule, field="reason")
    with transaction.atomic(durable=True):
        record = Record.objects.select_for_update().filter(token=token).first()
        if record is None:
            rule = "no-such-record"
            raise Unknown(rule)
        gone_if_destroyed(record)
        refusal = _refusal(record, purpose=purpose, reason=reason, by=by, at=at, sentence=sentence)
        told = (
            RecordRevealed(token=token, purpose=purpose, reason=reason)
            if refusal is None
            else RecordRefused(token=token, purpose=purpose, because=Slug(refusal.rule))
        )
        append(told, by=by, at=at)
        pieces = list(Part.objects.filter(record=record).order_by("seq"))
    if refusal is not None:
        raise refusal
    if record.place == Place.APART:
        return _from_apart(record)
    return _opened(record, record, pieces, store=DEFAULT)


def _refusal(record: Record, *, purpose: Slug, reason: Slug, by: By, at: datetime, sentence: str) -> JikimError | None:
    if record.purpose != purpose:
        return Refused("purpose-mismatch", sentence=sentence)
    if record.ends < day_of(at):
        return Gone("record-expired", when=record.ends)
    if record.frozen is not None and reason not in HANDLING:
        return Frozen("record-is-frozen", sentence=sentence)
    if record.place == Place.APART and not _may_see_apart(reason, by):
        return Refused("record-is-apart", sentence=sentence)
    return None


def _may_see_apart(reason: Slug, by: By) -> bool:
    """Tell who reaches a record that is apart: the officer, the person's own proved request, the mails it causes."""
    own = by.role in {"visitor", "worker"} and reason == "rights-request"
    return own or by.role == "officer" or (by.role == "worker" and reason == "mail-code")


def _from_apart(record: Record) -> Revealed:
    row = ApartRecord.objects.filter(token=record.token).first()
    if row is None:
        rule = "apart-record-missing"
        raise Broken(rule, hint="the spine says apart, the separate database holds nothing: reconcile")
    pieces = list(ApartPart.objects.filter(record=row).order_by("seq"))
    return _opened(record, row, pieces, store=APART)


def _opened(record: Record, row: envelope.Sealed, pieces: Sequence[Part | ApartPart], *, store: Store) -> Revealed:
    key = envelope.data_key(row, store=store)
    texts = envelope.opened_pieces(pieces, token=record.token, key=key, store=store)
    return Revealed(
        token=Token(record.token),
        purpose=Slug(record.purpose),
        ends=record.ends,
        fields=envelope.opened(row, key=key, store=store),
        parts=tuple(
            RevealedPart(seq=piece.seq, kind=Slug(piece.kind), at=piece.at, text=text)
            for piece, text in zip(pieces, texts, strict=True)
        ),
    )
