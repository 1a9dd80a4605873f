"""Masks numbers that nobody asked for before anything is stored; gives back kinds, never a value.

What it takes for what, in this order (a number is taken once):
  resident-number   six digits that are a date and seven more, or a true check digit (법 제24조의2)
  foreigner-number  the same where the seventh digit is 5 to 8 (법 제24조)
  card              13 to 19 digits of a card scheme that pass Luhn
  driver-licence    region (11-28 or its name)-2-6-2
  passport          M and eight digits, the new form M123A4567; other letters where a word for passport stands near
  account           ten or more digits where a word for an account or a bank stands shortly before
Masking too much here costs a question to the sender; masking too little would keep what the law forbids to keep.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

RESIDENT, FOREIGNER, CARD = "resident-number", "foreigner-number", "card"
LICENCE, PASSPORT, ACCOUNT = "driver-licence", "passport", "account"
KINDS: Final = (RESIDENT, FOREIGNER, CARD, LICENCE, PASSPORT, ACCOUNT)


@dataclass(frozen=True, kw_only=True)
class Braked:
    """The text with the numbers masked, and the kinds that were found, in the order of ``KINDS``."""

    text: str
    kinds: tuple[str, ...]


_HYPHENS: Final = "\uff0d‐‑‒–—―−﹣-ー─━~∼～"
_SPACES: Final = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
_TRANSLATION: Final = str.maketrans(
    {chr(code): str(unicodedata.digit(chr(code))) for code in range(0x80, 0x10000) if chr(code).isdecimal()}
    | dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_SPACES, " ")
)

_GAP: Final = r"[ \t]{0,3}[-./·_*]?[ \t]{0,3}"
_few: Final = re.compile(r"(?:\d\D{0,7}){7}").search
_resident: Final = re.compile(rf"(?<!\d)(\d(?: ?\d){{5}}){_GAP}\n?(\d(?: ?\d){{6}})(?!\d)")
_card: Final = re.compile(r"(?<![\d.])\d(?:[ -]{0,2}\d){12,18}(?!\d)")
_REGIONS: Final = "서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산"
_licence: Final = re.compile(
    rf"(?<!\d)(?:1[1-9]|2[0-8]|{_REGIONS})[ -]{{1,3}}\d{{2}}[ -]{{1,3}}\d{{6}}[ -]{{1,3}}\d{{2}}(?!\d)"
)
_passport: Final = re.compile(r"(?<![A-Za-z0-9])([MSRODGTmsrodgt])[ -]?(?:\d{8}|\d{3}[A-Za-z]\d{4})(?![A-Za-z0-9])")
_passport_word: Final = re.compile(r"여권|passport", re.IGNORECASE).search
_BANK: Final = "계좌|입금|은행|뱅크|농협|수협|신협|새마을금고|우체국|account"
_account: Final = re.compile(rf"(?:{_BANK})\D{{0,30}}?((?<!\d)\d(?:[ -]?\d){{9,15}}(?!\d))", re.IGNORECASE)
_schemes: Final = re.compile(r"3[045678]|4|5[1-5]|2[2-7]|6|9").match
_phone_like: Final = re.compile(r"(?:\+?82|0)[ -]?1[016-9]").match

_FOREIGN: Final = frozenset("5678")
_WEIGHTS: Final = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_MONTHS, _DAYS = 12, 31
_NEAR: Final = 40


def brake(text: str) -> Braked:
    """Mask over-collected numbers in a free text; the text keeps its length, so that a reader sees where they stood."""
    if not _few(text):
        return Braked(text=text, kinds=())
    flat = text if text.isascii() else text.translate(_TRANSLATION)
    found: dict[str, list[tuple[int, int]]] = {}
    for look in _LOOKS:
        for kind, start, end in look(flat):
            found.setdefault(kind, []).append((start, end))
            flat = flat[:start] + _cover(flat[start:end]) + flat[end:]
    if not found:
        return Braked(text=text, kinds=())
    masked = text
    for start, end in (span for spans in found.values() for span in spans):
        masked = masked[:start] + _cover(masked[start:end]) + masked[end:]
    return Braked(text=masked, kinds=tuple(kind for kind in KINDS if kind in found))


def _cover(part: str) -> str:
    return "".join("*" if character.isalnum() else character for character in part)


Found = tuple[str, int, int]


def _residents(text: str) -> list[Found]:
    return [
        (kind, match.start(), match.end())
        for match in _resident.finditer(text)
        if (kind := _registration(_digits(match[1]) + _digits(match[2]), parted=match.end(1) < match.start(2)))
    ]


def _registration(digits: str, *, parted: bool) -> str:
    if not (_is_date(digits) or (parted and _is_checked(digits))):
        return ""
    return FOREIGNER if digits[6] in _FOREIGN else RESIDENT


def _is_date(digits: str) -> bool:
    return 1 <= int(digits[2:4]) <= _MONTHS and 1 <= int(digits[4:6]) <= _DAYS


def _is_checked(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    base = 13 if digits[6] in _FOREIGN else 11
    return int(digits[12]) == (base - total % 11) % 10


def _cards(text: str) -> list[Found]:
    return [
        (CARD, match.start(), match.end())
        for match in _card.finditer(text)
        if _schemes(match[0]) and _is_luhn(_digits(match[0]))
    ]


def _is_luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        double = int(digit) * (1 + place % 2)
        total += double - 9 * (double > 9)  # noqa: PLR2004 -- Luhn sums the digits of a doubled digit
    return total % 10 == 0


def _licences(text: str) -> list[Found]:
    return [(LICENCE, match.start(), match.end()) for match in _licence.finditer(text)]


def _passports(text: str) -> list[Found]:
    return [
        (PASSPORT, match.start(), match.end())
        for match in _passport.finditer(text)
        if match[1] in "Mm" or _passport_word(text, max(0, match.start() - _NEAR), match.end() + _NEAR)
    ]


def _accounts(text: str) -> list[Found]:
    return [(ACCOUNT, match.start(1), match.end(1)) for match in _account.finditer(text) if not _phone_like(match[1])]


def _digits(part: str) -> str:
    return part.replace(" ", "").replace("-", "")


_LOOKS: Final[tuple[Callable[[str], list[Found]], ...]] = (_residents, _cards, _licences, _passports, _accounts)
