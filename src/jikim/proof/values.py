"""The values that every room speaks in: tokens, digests, slugs and who acts; refuses any text of another shape."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NewType

Token = NewType("Token", str)
"""26 lower-case characters of Crockford base32: 128 random bits that mean nothing outside the house."""

Digest = NewType("Digest", str)
"""64 lower-case hexadecimal characters: SHA-256."""

Slug = NewType("Slug", str)
"""A word from a closed set: a purpose, a reason, a role; never something that a person typed."""

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS: Final = tuple(a + b for a in _ALPHABET for b in _ALPHABET)
_SHIFTS: Final = tuple(range(120, -1, -10))

# 26 characters hold 130 bits, so the first one carries three of them only: 0 to 7.
_is_token: Final = re.compile(r"[0-7][0-9a-hjkmnp-tv-z]{25}").fullmatch
_is_digest: Final = re.compile(r"[0-9a-f]{64}").fullmatch
_is_slug: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}").fullmatch


def new_token() -> Token:
    """Draw a fresh token from the operating system's random source."""
    number = int.from_bytes(secrets.token_bytes(16), "big")
    return Token("".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS]))


def token(text: str) -> Token:
    """Take a text as a token; ValueError when it has another shape.  The text itself never enters the message."""
    if not _is_token(text):
        message = "not a token: 26 characters of lower-case Crockford base32"
        raise ValueError(message)
    return Token(text)


def digest(text: str) -> Digest:
    """Take a text as a digest; ValueError when it has another shape."""
    if not _is_digest(text):
        message = "not a digest: 64 lower-case hexadecimal characters"
        raise ValueError(message)
    return Digest(text)


def digest_of(content: bytes) -> Digest:
    """Give the SHA-256 of some bytes."""
    return Digest(sha256(content).hexdigest())


def slug(text: str) -> Slug:
    """Take a text as a slug; ValueError when it has another shape."""
    if not _is_slug(text):
        message = "not a slug: [a-z0-9][a-z0-9-]{0,63}"
        raise ValueError(message)
    return Slug(text)


ROLES: Final = frozenset(Slug(role) for role in ("visitor", "staff", "officer", "operator", "worker", "system"))


@dataclass(frozen=True, kw_only=True)
class By:
    """Who acts, in which role, from where; ValueError on a role that does not exist.

    ``actor`` is the staff member's token (None for a visitor and for the worker).  ``origin`` is the token of the
    network address, which is resolved outside the log.
    """

    role: Slug
    actor: Token | None = None
    origin: Token | None = None

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            message = "no such role"
            raise ValueError(message)
        for value in (self.actor, self.origin):
            if value is not None:
                token(value)


WORKER: Final = By(role=Slug("worker"))
VISITOR: Final = By(role=Slug("visitor"))
