"""Makes, derives and wraps keys (HKDF, RFC 5869; AES-KW, RFC 3394); stores none, and never tells one in a message.

Three layers: a root key wraps day keys, a day key wraps the data keys of the records that end on its day, a data key
seals the fields of one record.  Each layer uses its key through HKDF only, so that no key does two things.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from jikim.errors import Broken
from jikim.seal.index import KINDS

KEY_SIZE: Final = 32
"""Bytes of every key: 256 bits."""

WRAPPED_SIZE: Final = 40
"""Bytes of a wrapped key: AES-KW adds eight."""

_PREFIX: Final = b"jikim|1|"


@dataclass(frozen=True, kw_only=True)
class DayKeys:
    """What a day key is used through: one key that wraps data keys, and one index key for each kind of look-up."""

    wrapping: bytes = field(repr=False)
    index: Mapping[str, bytes] = field(repr=False)


def new_key() -> bytes:
    """Draw a fresh 256-bit key from the operating system's random source."""
    return os.urandom(KEY_SIZE)


def derive(day_key: bytes) -> DayKeys:
    """Derive what a day key is used through; ValueError when it is not 32 bytes."""
    return DayKeys(
        wrapping=_expand(day_key, b"wrap"),
        index={kind: _expand(day_key, b"index|" + kind.encode("ascii")) for kind in KINDS},
    )


def wrap(data_key: bytes, *, keys: DayKeys) -> bytes:
    """Wrap a data key under the keys of its day (40 bytes)."""
    return aes_key_wrap(keys.wrapping, data_key)


def unwrap(wrapped: bytes, *, keys: DayKeys) -> bytes:
    """Unwrap a data key; Broken when it was wrapped under another day or was changed."""
    return _unwrap(keys.wrapping, wrapped, rule="data-key-does-not-unwrap")


def wrap_under_root(day_key: bytes, *, root: bytes, context: str) -> bytes:
    """Wrap a day key under the root key, bound to ``context`` (its store, day and generation)."""
    return aes_key_wrap(_root_key(root, context), day_key)


def unwrap_under_root(wrapped: bytes, *, root: bytes, context: str) -> bytes:
    """Unwrap a day key; Broken under another root, for another context, or when it was changed."""
    return _unwrap(_root_key(root, context), wrapped, rule="day-key-does-not-unwrap")


def _root_key(root: bytes, context: str) -> bytes:
    return _expand(root, b"root|" + context.encode("ascii"))


def _expand(secret: bytes, info: bytes) -> bytes:
    if len(secret) != KEY_SIZE:
        message = "a key is 32 bytes"
        raise ValueError(message)
    # No salt: the input is itself uniformly random (RFC 5869, section 3.1), and the label separates the uses.
    return HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=None, info=_PREFIX + info).derive(secret)


def _unwrap(wrapping: bytes, wrapped: bytes, *, rule: str) -> bytes:
    if len(wrapped) != WRAPPED_SIZE:
        raise Broken(rule)
    try:
        return aes_key_unwrap(wrapping, wrapped)
    except InvalidUnwrap:
        raise Broken(rule) from None
