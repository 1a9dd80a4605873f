"""Makes blind index values: equal input gives equal values under one day's key, and tells nothing without it.

Refuses to index any other kind of field: what has no index cannot be searched for.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Mapping
from typing import Final

KINDS: Final = ("email", "name", "phone")
"""The fields that can be looked up."""

VALUE_SIZE: Final = 16
"""Bytes of an index value: 128 bits, so that two different inputs do not meet by chance."""

_KOREA: Final = "82"
_SERVICE_NUMBER: Final = re.compile(r"1[5-8]\d{6}")


def normalise(kind: str, value: str) -> str:
    """Bring a value to the one form that is compared; empty when nothing is left of it.

    E-mail: NFKC, case folded.  Phone: the digits of E.164, Korea where no country is named.  Name: NFC, case folded,
    runs of white space as one space.  ValueError for a kind that has no index.
    """
    match kind:
        case "email":
            return unicodedata.normalize("NFKC", value).casefold().strip()
        case "phone":
            return _phone(unicodedata.normalize("NFKC", value).strip())
        case "name":
            return " ".join(unicodedata.normalize("NFC", value).casefold().split())
        case _:
            message = "only e-mail, name and phone are indexed"
            raise ValueError(message)


def index_value(kind: str, value: str, *, keys: Mapping[str, bytes]) -> bytes | None:
    """Give the index value (16 bytes of HMAC-SHA256) of one input, or None when it normalises to nothing."""
    plain = normalise(kind, value)
    return _value(keys[kind], plain) if plain else None


def index_values(kind: str, value: str, *, under: Mapping[str, Mapping[str, bytes]]) -> dict[str, bytes]:
    """Give the index value of one input under every key set of ``under`` (by its name); normalises once."""
    plain = normalise(kind, value)
    if not plain:
        return {}
    return {name: _value(keys[kind], plain) for name, keys in under.items()}


def _value(key: bytes, plain: str) -> bytes:
    # A lone surrogate cannot be stored, so it can be looked up only to find nothing: it must not raise here.
    return hmac.digest(key, plain.encode("utf-8", "surrogatepass"), "sha256")[:VALUE_SIZE]


def _phone(text: str) -> str:
    digits = "".join(sign for sign in text if "0" <= sign <= "9")
    if text.startswith("+"):
        country = digits
    elif digits.startswith("00"):
        country = digits[2:]
    elif digits.startswith("0") or _SERVICE_NUMBER.fullmatch(digits):
        country = _KOREA + digits
    else:
        return digits
    # +82 (0)10 … and 010 … are the same line: the trunk zero is not dialled from abroad.
    return _KOREA + country[2:].lstrip("0") if country.startswith(_KOREA) else country
