"""Brings a pasted text into one form and cuts it into lines with their list markers; it changes no word.

Phenomena: Windows line ends, NFD from macOS, no-break spaces, tabs of flattened tables, byte order marks, zero-width
characters; markers ① 1. 1) (1) 가. ■ ○ o (Latin, Greek, ㅇ) - ㆍ · • ▶ ※; a heading glued to the sentence before it.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from jikim.policy.read.draft import Span
from jikim.policy.read.markup import unmarked

_dropped: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200d\u2060\ufeff\ud800-\udfff]").sub
_blank: Final = re.compile(r"[\t\x0b\x0c\u00a0\u2000-\u200a\u2028\u2029\u202f\u3000\u3164]").sub
_glued: Final = re.compile(
    r"(?<=[다요]\.)(?=(?:개인\s?정보|이용자|정보주체|수집하는|아동의)[^.\n:：]{2,38}$)", re.MULTILINE
).sub

_MARKERS: Final = (
    ("circled", r"[①-⑳㉑-㉟]"),
    ("number", r"\d{1,2}\s?\.(?!\d)"),
    ("bracket", r"\d{1,2}\)|\(\d{1,2}\)"),
    ("hangul", r"[가나다라마바사아자차카타파하][.)](?=\s|[가-힣A-Za-z])"),
    ("roman", r"[Ⅰ-Ⅹ]\.?|[IVX]{1,4}\.(?=\s)"),
    ("block", r"[■□◆◇▣▶▷►▪●◎○◦❍☞☆★❏✓✔]|[oοㅇ](?=\s)"),
    ("dash", r"[-–—ㆍ·∙․•*](?!\d)"),
    ("remark", r"※"),
)
_marker: Final = re.compile("|".join(f"(?P<{kind}>(?:{shape}))" for kind, shape in _MARKERS)).match
_spaces: Final = re.compile(r"\s*").match
_sentence: Final = re.compile(
    r"(?:다|[세어아에예해나돼]요|니까|을까|[시으]오)[.!?。]?[\"'”’)]*$|[음함됨임][.。]$"
).search


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line that is not blank: ``marker`` is the kind of its list marker ("" for none), ``body`` the rest."""

    marker: str
    sign: str
    body: str
    start: int
    end: int
    body_start: int

    @property
    def span(self) -> Span:
        """The whole line."""
        return Span(start=self.start, end=self.end)

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a Korean sentence does, and so is no heading and no name."""
        return bool(_sentence(self.body))


def prepare(raw: str) -> str:
    """Bring a text into the form that spans point into: NFC, LF, plain spaces, no invisible characters."""
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    return _glued("\n", _blank(" ", unmarked(_dropped("", text))))


def lines(text: str) -> tuple[Line, ...]:
    """Cut a prepared text into its lines, blank ones left out."""
    found: list[Line] = []
    place = 0
    for raw in text.split("\n"):
        if raw.strip():
            found.append(_line(raw, place))
        place += len(raw) + 1
    return tuple(found)


def _line(raw: str, place: int) -> Line:
    stripped = raw.strip()
    start = place + raw.index(stripped[0])
    found = _marker(stripped)
    after = 0
    if found:
        blank = _spaces(stripped, found.end())
        after = blank.end() if blank else found.end()
    return Line(
        marker=(found.lastgroup or "") if found else "",
        sign=found[0] if found else "",
        body=stripped[after:],
        start=start,
        end=start + len(stripped),
        body_start=start + after,
    )


def over(*parts: Line) -> Span:
    """Give the place from the first to the last of some lines."""
    return Span(start=parts[0].start, end=parts[-1].end)


_SEPARATORS: Final = ",，、;"
_OPENING: Final = "([{（［「『<"
_CLOSING: Final = ")]}）］」』>"


def listed(text: str) -> tuple[str, ...]:
    """Split an enumeration at its commas; a comma inside brackets belongs to its item.  "없음" lists nothing."""
    parts, depth, current = [], 0, ""
    for character in text:
        depth += (character in _OPENING) - (character in _CLOSING)
        if character in _SEPARATORS and depth <= 0:
            parts.append(current)
            current = ""
        else:
            current += character
    parts.append(current)
    cleaned = (re.sub(r"\s*등$", "", part.strip().rstrip(".")).strip() for part in parts)
    return tuple(part for part in cleaned if part and not re.fullmatch(r"없음|해당\s*(?:사항\s*)?없음|-", part))


_pair: Final = re.compile(
    r"(?P<key>(?:[^:：]|(?<=\d)[:：](?=\d)){1,60}?)\s*(?:(?<!\d)[:：]|[:：](?!\d))\s*(?P<value>.*)", re.DOTALL
).fullmatch


def pair(body: str) -> tuple[str, str] | None:
    """Split ``key : value``; the colon of 1:1, of a time and of an address is no such colon."""
    found = _pair(body)
    if found is None or found["value"].startswith("//"):
        return None
    return found["key"].strip(), found["value"].strip()
