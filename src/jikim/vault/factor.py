"""Seals the secrets of staff's second factors under the keyring's root, since a stolen database must not sign in.

People keep the sealed text; the settings name ``factors`` to them (JIKIM_FACTOR_SEAL), so that neither room imports
the other.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Final

from jikim import seal
from jikim.errors import Broken
from jikim.proof.values import new_token
from jikim.vault.daykeys import ring

_PLACE: Final = "factor"


class Factors:
    """Seals and opens one short text; each has a data key of its own, wrapped by the root key."""

    def seal(self, text: str) -> str:
        """Give the sealed form: token, wrapped key and box, in ASCII."""
        key, token = seal.new_key(), new_token()
        wrapped = ring().custodian.wrap(key, context=f"{_PLACE} {token}")
        box = seal.seal_box(text, key=key, store=_PLACE, token=token, name=_PLACE)
        return ".".join([token, b64encode(wrapped).decode("ascii"), b64encode(box).decode("ascii")])

    def open(self, text: str) -> str:
        """Give the text back; Broken when it is damaged or was sealed under another keyring."""
        try:
            token, wrapped, box = text.split(".")
            key = ring().custodian.unwrap(b64decode(wrapped, validate=True), context=f"{_PLACE} {token}")
            return seal.open_box(b64decode(box, validate=True), key=key, store=_PLACE, token=token, name=_PLACE)
        except ValueError:
            rule = "factor-damaged"
            raise Broken(rule, hint="invite the person again: a new second factor is set up then") from None


factors: Final = Factors()
