"""C2SP signed notes with Ed25519: sign a text, open a signed one; refuses whatever is not formed to the letter.

See c2sp.org/signed-note.  A note is a text, an empty line, and signature lines ``— NAME BASE64(key id || signature)``.
A verifier key reads ``NAME+HASH+BASE64(0x01 || public key)``, a signer key ``PRIVATE+KEY+NAME+HASH+BASE64(0x01 ||
seed)``; both are those of Go's ``golang.org/x/mod/sumdb/note``.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from jikim.errors import Broken

ED25519: Final = b"\x01"
KEY: Final = 32
KEY_ID: Final = 4
SIGNATURE: Final = 64
MOST_SIGNATURES: Final = 100
MOST_BYTES: Final = 1_000_000

_DASH: Final = "— "
_control: Final = re.compile(r"[\x00-\x09\x0b-\x1f]").search
_hash: Final = re.compile(r"[0-9a-f]{8}").fullmatch


@dataclass(frozen=True, kw_only=True)
class Verifier:
    """A public key that is trusted under a name."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell the keys of one name apart; an identifier, not a strong hash."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:KEY_ID]

    @property
    def text(self) -> str:
        """The verifier key as a line: what an outsider keeps to check the log by."""
        return f"{self.name}+{self.key_id.hex()}+{_armour(ED25519 + self.public)}"

    def accepts(self, text: bytes, signature: bytes) -> bool:
        """Say whether the signature is this key's, over exactly these bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, kw_only=True)
class Signer:
    """A private key under a name; its ``repr`` never shows the seed."""

    name: str
    seed: bytes = field(repr=False)

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(name=self.name, public=self._private().public_key().public_bytes_raw())

    @property
    def text(self) -> str:
        """The signer key as a line: secret."""
        return f"PRIVATE+KEY+{self.name}+{self.verifier.key_id.hex()}+{_armour(ED25519 + self.seed)}"

    def signature(self, text: bytes) -> bytes:
        """Sign the bytes; the same bytes always give the same signature (RFC 8032)."""
        return self._private().sign(text)

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True, kw_only=True)
class Note:
    """A text and the names of the known keys that signed it."""

    text: str
    signed_by: tuple[str, ...]


def new_signer(name: str) -> Signer:
    """Draw a fresh key under a name; ValueError when the name cannot stand in a signature line."""
    _check_name(name)
    return Signer(name=name, seed=Ed25519PrivateKey.generate().private_bytes_raw())


def read_verifier(line: str) -> Verifier:
    """Read a verifier key; Broken("verifier-key-malformed") when it is damaged or of another kind."""
    name, _, rest = line.partition("+")
    verifier = Verifier(name=name, public=_key_after(rest, "verifier-key-malformed"))
    if not _name_is_well_formed(name) or verifier.text != line:
        _refuse("verifier-key-malformed")
    return verifier


def read_signer(line: str) -> Signer:
    """Read a signer key; Broken("signer-key-malformed") when it is damaged or of another kind."""
    name, _, rest = line.removeprefix("PRIVATE+KEY+").partition("+")
    signer = Signer(name=name, seed=_key_after(rest, "signer-key-malformed"))
    if not _name_is_well_formed(name) or signer.text != line:
        _refuse("signer-key-malformed")
    return signer


def sign(text: str, signers: Sequence[Signer]) -> str:
    """Sign a text, which must end in a newline and hold no control characters (ValueError otherwise)."""
    if not text.endswith("\n") or _control(text):
        message = "the text of a note ends in a newline and holds no control characters"
        raise ValueError(message)
    content = text.encode()
    lines = [
        f"{_DASH}{signer.name} {_armour(signer.verifier.key_id + signer.signature(content))}\n" for signer in signers
    ]
    return text + "\n" + "".join(lines)


def open_note(content: bytes, verifiers: Sequence[Verifier]) -> Note:
    """Open a note that at least one of the known keys signed, and none of them wrongly.

    Raises Broken: "note-malformed", "signature-wrong" (a known key's signature fails), "signature-missing" (no known
    key signed).  Signatures of unknown keys are passed over, as the format asks, but must be well formed.
    """
    text, lines = _split(content)
    known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
    signed = []
    for line in lines:
        name, key_id, signature = _signature(line)
        verifier = known.get((name, key_id))
        if verifier is None:
            continue
        if not verifier.accepts(text.encode(), signature):
            rule = "signature-wrong"
            raise Broken(rule, hint="the text was changed after it was signed, or the key is another one")
        signed.append(name)
    if not signed:
        rule = "signature-missing"
        raise Broken(rule, hint="no key that you trust signed this note")
    return Note(text=text, signed_by=tuple(signed))


def _split(content: bytes) -> tuple[str, list[str]]:
    try:
        whole = content.decode()
    except UnicodeDecodeError:
        _refuse("note-malformed")
    body, blank, tail = whole.rpartition("\n\n")
    if len(content) > MOST_BYTES or _control(whole) or not blank or not tail.endswith("\n"):
        _refuse("note-malformed")
    lines = tail[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        _refuse("note-malformed")
    return body + "\n", lines


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, _, armoured = line.removeprefix(_DASH).partition(" ")
    raw = unarmour(armoured)
    if not line.startswith(_DASH) or not _name_is_well_formed(name) or raw is None or len(raw) <= KEY_ID:
        _refuse("note-malformed")
    return name, raw[:KEY_ID], raw[KEY_ID:]


def unarmour(text: str) -> bytes | None:
    """Decode standard base64, padded and canonical to the last bit; None on anything else."""
    try:
        raw = b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    return raw if _armour(raw) == text else None


def _armour(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")


def _key_after(rest: str, rule: str) -> bytes:
    key_id, _, armoured = rest.partition("+")
    raw = unarmour(armoured)
    if not _hash(key_id) or raw is None or len(raw) != 1 + KEY or raw[:1] != ED25519:
        _refuse(rule)
    return raw[1:]


def _name_is_well_formed(name: str) -> bool:
    return bool(name) and "+" not in name and not any(map(str.isspace, name)) and not _control(name)


def _check_name(name: str) -> None:
    if not _name_is_well_formed(name):
        message = "a key name is not empty and holds neither spaces nor a plus sign"
        raise ValueError(message)


def _refuse(rule: str) -> NoReturn:
    raise Broken(rule, hint="it is damaged, cut off, or not of this format") from None
