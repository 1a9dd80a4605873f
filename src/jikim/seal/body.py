"""Seals the fields of one record, each by itself (AES-256-GCM), and frames them into one body; opens no other's.

A box is ``nonce (12) | ciphertext | tag (16)``; its associated data is ``store|token|field|1`` in ASCII, so a box that
was carried to another store, record or field does not open.  A body is::

    01                        version
    count                     2 bytes, big endian
    then, in ascending order of the names, for each field:
      length, name            1 byte, ASCII [a-z0-9-]
      length, box             4 bytes, big endian

A record's data key seals that record alone; nonces are random, 96 bits, and a record holds few boxes (far below 2^32).
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import re
import struct
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jikim.errors import Broken, Invalid

VERSION: Final = 1
NONCE_SIZE: Final = 12
TAG_SIZE: Final = 16

_is_name: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}").fullmatch
_head: Final = struct.Struct(">BH")
_length: Final = struct.Struct(">I")


def seal_body(fields: Mapping[str, str], *, key: bytes, store: str, token: str) -> bytes:
    """Seal the fields of one record into one body.

    ValueError on a field name that is no slug; Invalid (rule ``value-not-text``) on a value that is no Unicode text.
    """
    cipher = AESGCM(key)
    # One call for all nonces: each is still fresh and random.
    nonces = os.urandom(NONCE_SIZE * len(fields))
    parts = [_head.pack(VERSION, len(fields))]
    for number, name in enumerate(sorted(fields)):
        nonce = nonces[NONCE_SIZE * number : NONCE_SIZE * (number + 1)]
        box = nonce + cipher.encrypt(nonce, _plain(fields[name], name), _context(store, token, name))
        parts += (bytes((len(name),)), name.encode("ascii"), _length.pack(len(box)), box)
    return b"".join(parts)


def open_body(
    body: bytes, *, key: bytes, store: str, token: str, only: Collection[str] | None = None
) -> dict[str, str]:
    """Open the fields of a body (``only`` some of them); Broken when it is damaged, or another's."""
    cipher = AESGCM(key)
    return {
        name: _opened(cipher, box, _context(store, token, name))
        for name, box in _boxes(body)
        if only is None or name in only
    }


def seal_box(text: str, *, key: bytes, store: str, token: str, name: str) -> bytes:
    """Seal one text that belongs to a record, under a ``name`` that the record uses once."""
    nonce = os.urandom(NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, _plain(text, name), _context(store, token, name))


def open_box(box: bytes, *, key: bytes, store: str, token: str, name: str) -> str:
    """Open one text of a record; Broken when it is damaged, or another's."""
    return _opened(AESGCM(key), box, _context(store, token, name))


def _context(store: str, token: str, name: str) -> bytes:
    # None of the three can hold a bar (slug, token, slug), so two contexts never read the same.
    if not _is_name(name):
        message = "a field is named by a slug"
        raise ValueError(message)
    return f"{store}|{token}|{name}|{VERSION}".encode("ascii")


def _plain(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        rule = "value-not-text"
        raise Invalid(rule, field=name) from None


def _opened(cipher: AESGCM, box: bytes, context: bytes) -> str:
    rule = "sealed-field-does-not-open"
    if len(box) < NONCE_SIZE + TAG_SIZE:
        raise Broken(rule)
    try:
        return cipher.decrypt(box[:NONCE_SIZE], box[NONCE_SIZE:], context).decode("utf-8")
    except InvalidTag:
        raise Broken(rule) from None


def _boxes(body: bytes) -> Iterator[tuple[str, bytes]]:
    rule = "sealed-body-damaged"
    if len(body) < _head.size:
        raise Broken(rule)
    version, count = _head.unpack_from(body)
    if version != VERSION:
        raise Broken(rule, hint="written by another version")
    place, last = _head.size, ""
    for _ in range(count):
        name, box, place = _next(body, place)
        if not _is_name(name) or name <= last:
            raise Broken(rule)
        last = name
        yield name, box
    if place != len(body):
        raise Broken(rule)


def _next(body: bytes, place: int) -> tuple[str, bytes, int]:
    """Cut one name and its box out of a body, and tell where the next one begins."""
    try:
        start = place + 1 + body[place]
        name = body[place + 1 : start].decode("ascii")
        (size,) = _length.unpack_from(body, start)
    except (IndexError, struct.error, UnicodeDecodeError):
        rule = "sealed-body-damaged"
        raise Broken(rule) from None
    end = start + _length.size + size
    return name, body[start + _length.size : end], end
