"""The bytes of a sealed record, read a second time with the library of primitives alone (RFC 3394, 5869, 5116)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from jikim import seal

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[2] / "vectors" / "sealed-record.json").read_text("utf-8"))
ROOT, DAY, DATA = (bytes.fromhex(VECTORS[name]) for name in ("root_key", "day_key", "data_key"))
KEYS = seal.derive(DAY)


def expand(secret: bytes, label: str) -> bytes:
    """HKDF-SHA256 with an empty salt, 32 bytes: RFC 5869 in two lines."""
    pseudo = hmac.digest(bytes(32), secret, "sha256")
    return hmac.digest(pseudo, f"jikim|1|{label}".encode() + b"\x01", "sha256")


def test_the_keys_of_a_day_are_plain_hkdf() -> None:
    derived = {name: bytes.fromhex(value) for name, value in VECTORS["derived"].items()}

    assert derived == {name: expand(DAY, name) for name in derived}
    assert (derived["wrap"], derived["index|email"]) == (KEYS.wrapping, KEYS.index["email"])


def test_a_wrapped_day_key_is_plain_aes_key_wrap() -> None:
    context, wrapped = VECTORS["wrapped_day_key"]["context"], bytes.fromhex(VECTORS["wrapped_day_key"]["wrapped"])

    assert aes_key_unwrap(expand(ROOT, f"root|{context}"), wrapped) == DAY
    assert seal.unwrap_under_root(wrapped, root=ROOT, context=context) == DAY


def test_a_wrapped_data_key_is_plain_aes_key_wrap() -> None:
    wrapped = bytes.fromhex(VECTORS["wrapped_data_key"])

    assert aes_key_unwrap(expand(DAY, "wrap"), wrapped) == DATA
    assert seal.unwrap(wrapped, keys=KEYS) == DATA


def test_a_body_opens_by_its_description_alone() -> None:
    body, cipher, fields = bytes.fromhex(VECTORS["body"]), AESGCM(DATA), {}
    count, place = int.from_bytes(body[1:3], "big"), 3
    for _ in range(count):
        name = body[place + 1 : place + 1 + body[place]].decode()
        place += 1 + len(name)
        size = int.from_bytes(body[place : place + 4], "big")
        box = body[place + 4 : place + 4 + size]
        place += 4 + size
        context = f"{VECTORS['store']}|{VECTORS['token']}|{name}|1".encode()
        fields[name] = cipher.decrypt(box[:12], box[12:], context).decode()

    assert (body[0], place) == (1, len(body))
    assert fields == VECTORS["fields"]


def test_we_open_the_body_and_the_box_too() -> None:
    place = {"key": DATA, "store": VECTORS["store"], "token": VECTORS["token"]}
    box = VECTORS["box"]

    assert seal.open_body(bytes.fromhex(VECTORS["body"]), **place) == VECTORS["fields"]
    assert seal.open_box(bytes.fromhex(box["box"]), name=box["name"], **place) == box["text"]


@pytest.mark.parametrize("vector", VECTORS["index"], ids=lambda vector: f"{vector['kind']}-{vector['normal']}")
def test_an_index_value_is_half_an_hmac_of_the_normal_form(vector: dict[str, str]) -> None:
    key = bytes.fromhex(VECTORS["derived"][f"index|{vector['kind']}"])
    expected = hmac.new(key, vector["normal"].encode(), hashlib.sha256).digest()[:16] if vector["normal"] else None

    assert seal.normalise(vector["kind"], vector["value"]) == vector["normal"]
    assert expected == seal.index_value(vector["kind"], vector["value"], keys=KEYS.index)
    assert vector["index"] == (expected or b"").hex()
