"""Moves a record whose purpose is met to the separate database, under another key (P5); loses nothing wherever it dies.

To leave one database for another without losing anything, in this order:

(1) write down that the move has begun;  (2) copy, sealed anew under a fresh data key and the separate store's day key;
(3) read the copy back and compare;  (4) blank the active row, unless it changed meanwhile: then again from (2).

Each step may be repeated, and each is one commit.  The old copy's wrap dies with its day key.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from jikim import seal
from jikim.clock import day_of
from jikim.errors import Broken, Changed, Frozen, Gone, Refused
from jikim.ledger.append import append
from jikim.proof.facts import RecordApart
from jikim.proof.values import By, Slug, Token
from jikim.vault import daykeys, envelope
from jikim.vault.fault import fault
from jikim.vault.held import locked
from jikim.vault.models import ApartLookup, ApartPart, ApartRecord, Lookup, Move, Part, Place, Record, Stage
from jikim.vault.stores import APART, DEFAULT

_TRIES: Final = 3


@dataclass(frozen=True, kw_only=True)
class _Content:
    """What is moved: the open values, and the fingerprint of the ciphertext that they were opened from."""

    record: Record
    parts: Sequence[Part]
    fields: dict[str, str] = field(repr=False)
    texts: list[str] = field(repr=False)
    fingerprint: str


def set_apart(token: Token, *, by: By, at: datetime) -> None:
    """Move one record; takes an interrupted move up again, and does nothing for a record that is apart already.

    Raises Unknown, Gone (destroyed or expired), Refused (``purpose-not-met``), Frozen, Changed when the record keeps
    changing, Broken where a key fails or the copy differs.  Refuses inside a transaction (RuntimeError).
    """
    for _ in range(_TRIES):
        if not _begin(token, at=at):  # (1)
            return
        fault("apart:begun")
        content = _open(token)
        _copy(content, by=by, at=at)  # (2)
        fault("apart:copied")
        _verify(content)  # (3)
        fault("apart:verified")
        if _blank(token, content.fingerprint, by=by, at=at):  # (4)
            fault("apart:done")
            return
    rule = "record-keeps-changing"
    raise Changed(rule)


def _begin(token: Token, *, at: datetime) -> bool:
    with transaction.atomic(durable=True):
        record = locked(token)
        if record.place == Place.APART:
            return False
        if record.ends < day_of(at):
            rule = "record-expired"
            raise Gone(rule, when=record.ends)
        if record.finished is None:
            rule = "purpose-not-met"
            raise Refused(rule)
        move, new = Move.objects.get_or_create(token=token, defaults={"begun": at})
        if new and record.frozen is not None:
            rule = "record-is-frozen"
            raise Frozen(rule)
        return move.state != Stage.DONE


def _open(token: Token) -> _Content:
    with transaction.atomic():
        record = Record.objects.select_for_update().get(token=token)
        parts = list(Part.objects.filter(record=record).order_by("seq"))
    key = envelope.data_key(record, store=DEFAULT)
    return _Content(
        record=record,
        parts=parts,
        fields=envelope.opened(record, key=key, store=DEFAULT),
        texts=envelope.opened_pieces(parts, token=token, key=key, store=DEFAULT),
        fingerprint=_fingerprint(record, parts),
    )


def _copy(content: _Content, *, by: By, at: datetime) -> None:
    for _ in range(_TRIES):
        name, keys = daykeys.living(APART, content.record.ends, by=by, at=at)
        try:
            _write(content, name, keys, at=at)
        except IntegrityError:
            daykeys.retired(APART, content.record.ends)  # re-sealed meanwhile: the day has a new generation
        else:
            return
    rule = "day-key-keeps-changing"
    raise Broken(rule)


def _write(content: _Content, name: str, keys: seal.DayKeys, *, at: datetime) -> None:
    token, data_key = content.record.token, seal.new_key()
    sealed = envelope.enclose(content.fields, store=APART, token=token, data_key=data_key, keys=keys)
    row = ApartRecord(
        token=token,
        purpose=content.record.purpose,
        ends=content.record.ends,
        body=sealed.body,
        wrapped=sealed.wrapped,
        day_key_id=name,
        moved=at,
    )
    pieces = [
        ApartPart(
            record_id=token,
            seq=part.seq,
            kind=part.kind,
            at=part.at,
            body=envelope.enclose_piece(
                text, kind=Slug(part.kind), seq=part.seq, store=APART, token=token, key=data_key
            ),
        )
        for part, text in zip(content.parts, content.texts, strict=True)
    ]
    with transaction.atomic(using=APART.name):
        drop_copies([token])
        row.save(force_insert=True)
        ApartPart.objects.bulk_create(pieces)
        ApartLookup.objects.bulk_create(
            [ApartLookup(record_id=token, kind=kind, value=value) for kind, value in sealed.index.items()]
        )


def _verify(content: _Content) -> None:
    token = content.record.token
    row = ApartRecord.objects.get(token=token)
    parts = list(ApartPart.objects.filter(record=row).order_by("seq"))
    key = envelope.data_key(row, store=APART)
    texts = envelope.opened_pieces(parts, token=token, key=key, store=APART)
    if (envelope.opened(row, key=key, store=APART), texts) != (content.fields, content.texts):
        rule = "copy-differs"
        raise Broken(rule, hint="the copy in the separate database does not read back; the record stays where it was")
    Move.objects.filter(token=token).update(state=Stage.VERIFIED, fingerprint=content.fingerprint)


def _blank(token: Token, fingerprint: str, *, by: By, at: datetime) -> bool:
    with transaction.atomic(durable=True):
        record = locked(token)
        if record.place == Place.APART:
            return True
        if _fingerprint(record, Part.objects.filter(record=record).order_by("seq")) != fingerprint:
            return False
        Lookup.objects.filter(record=record).delete()
        Part.objects.filter(record=record).delete()
        record.place, record.body, record.wrapped, record.day_key = Place.APART, None, None, None
        record.save(update_fields=["place", "body", "wrapped", "day_key"])
        Move.objects.filter(token=token).update(state=Stage.DONE, done=at)
        append(RecordApart(token=token, purpose=Slug(record.purpose), ends=record.ends), by=by, at=at)
    return True


def drop_copies(tokens: Sequence[str]) -> None:
    """Delete rows of the separate database, inside the caller's transaction on it."""
    ApartLookup.objects.filter(record_id__in=tokens).delete()
    ApartPart.objects.filter(record_id__in=tokens).delete()
    ApartRecord.objects.filter(token__in=tokens).delete()


def _fingerprint(record: Record, parts: Iterable[Part]) -> str:
    told = hashlib.sha256(bytes(record.wrapped or b"") + bytes(record.body or b""))
    for part in parts:
        told.update(hashlib.sha256(bytes(part.body)).digest())
    return told.hexdigest()
