"""Puts a record's fields into their envelope and takes them out; the only place where values, keys and rows meet.

Nothing here writes a row or a fact, and nothing that it returns prints its content.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from jikim import seal
from jikim.clock import day_of
from jikim.errors import Broken, Gone
from jikim.proof.values import Slug
from jikim.vault import daykeys
from jikim.vault.models import Place, Record
from jikim.vault.stores import Store


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """A sealed record: its body, its wrapped data key, its index values by kind."""

    body: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    index: Mapping[str, bytes] = field(repr=False)


class Sealed(Protocol):
    """A row that holds an envelope, in either store."""

    token: str
    body: bytes | memoryview | None
    wrapped: bytes | memoryview | None

    @property
    def day_key_id(self) -> str | None:
        """Name the day key that wraps the data key."""
        ...


class Piece(Protocol):
    """A row that holds one text of a record's conversation, in either store."""

    seq: int
    kind: str
    body: bytes | memoryview


def enclose(fields: Mapping[str, str], *, store: Store, token: str, data_key: bytes, keys: seal.DayKeys) -> Envelope:
    """Seal fields under a record's data key, and that key under its day's."""
    return Envelope(
        body=seal.seal_body(fields, key=data_key, store=store.name, token=token),
        wrapped=seal.wrap(data_key, keys=keys),
        index=index(fields, keys=keys),
    )


def index(fields: Mapping[str, str], *, keys: seal.DayKeys) -> dict[str, bytes]:
    """Give the index values of those fields that can be looked up."""
    values = {kind: seal.index_value(kind, fields[kind], keys=keys.index) for kind in seal.KINDS if kind in fields}
    return {kind: value for kind, value in values.items() if value is not None}


def data_key(row: Sealed, *, store: Store) -> bytes:
    """Unwrap a row's data key; Broken when the day key is lost or the row was changed, Gone when it just died.

    A row that was read before its day was re-sealed names a key that may be erased by now.  Its body is still the
    same, so its wrap is read once more.
    """
    try:
        return _unwrapped(row.day_key_id, row.wrapped, store=store)
    except Broken:
        day_key, wrapped = _wrap_now(row, store)
        if day_key == row.day_key_id:
            raise
        return _unwrapped(day_key, wrapped, store=store)


def _unwrapped(day_key: str | None, wrapped: bytes | memoryview | None, *, store: Store) -> bytes:
    if day_key is None or wrapped is None:
        rule = "record-holds-nothing"
        raise Broken(rule)
    return seal.unwrap(bytes(wrapped), keys=daykeys.ring().use(store.name, day_key))


def _wrap_now(row: Sealed, store: Store) -> tuple[str | None, bytes | None]:
    spine = Record.objects.filter(token=row.token, place=Place.DESTROYED).first()
    if spine is not None and spine.destroyed is not None:
        raise Gone(when=day_of(spine.destroyed))
    found = store.record.objects.filter(token=row.token).values_list("day_key_id", "wrapped").first()
    return (found[0], bytes(found[1] or b"")) if found else (row.day_key_id, None)


def opened(row: Sealed, *, key: bytes, store: Store, only: Collection[str] | None = None) -> dict[str, str]:
    """Open a row's fields (``only`` some of them) with its data key."""
    if row.body is None:
        rule = "record-holds-nothing"
        raise Broken(rule)
    return seal.open_body(bytes(row.body), key=key, store=store.name, token=row.token, only=only)


def piece_name(kind: str, seq: int) -> str:
    """Name the box of a piece: its kind and number are bound to what it says."""
    return f"{kind}-{seq}"


def enclose_piece(text: str, *, kind: Slug, seq: int, store: Store, token: str, key: bytes) -> bytes:
    """Seal one text of the conversation."""
    return seal.seal_box(text, key=key, store=store.name, token=token, name=piece_name(kind, seq))


def opened_pieces(pieces: Iterable[Piece], *, token: str, key: bytes, store: Store) -> list[str]:
    """Open the texts of a conversation, in the order given."""
    return [
        seal.open_box(bytes(row.body), key=key, store=store.name, token=token, name=piece_name(row.kind, row.seq))
        for row in pieces
    ]
