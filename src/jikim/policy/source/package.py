"""Reads the words of a DOCX or HWPX package with a parser that knows no entities; a bomb is refused before it unpacks.

Sizes are counted while unpacking and never believed from the directory.  No other part of a package is opened: no
macro, no embedded object, no link.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final
from xml.parsers import expat

from jikim.errors import Invalid

MAX_ENTRIES: Final = 2_000
MAX_UNPACKED: Final = 20 * 1024 * 1024
MAX_RATIO: Final = 200
"""How many bytes one packed byte may become: words in XML pack to a twentieth, a bomb to a thousandth."""

_PIECE: Final = 64 * 1024
_part: Final = re.compile(r"word/document\.xml|Contents/section\d+\.xml").fullmatch
_PARAGRAPH: Final = frozenset(("p",))
_ROW, _CELL, _WORDS, _BREAKS = "tr", "tc", "t", frozenset(("br", "lineBreak", "cr"))


def words_of(data: bytes) -> str:
    """Give the words of a package, a paragraph a line, a row of a table a line with ``|`` between its cells.

    Raises Invalid: "policy-file-broken", "policy-file-not-a-document", "policy-file-bomb", "policy-file-entities".
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) > MAX_ENTRIES:
                _bomb()
            parts = sorted((entry for entry in entries if _part(entry.filename)), key=lambda entry: entry.filename)
            if not parts:
                rule = "policy-file-not-a-document"
                raise Invalid(rule, hint="only DOCX and HWPX packages hold words that can be read")
            return "\n".join(_words(_unpacked(package, part)) for part in parts)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError):
        rule = "policy-file-broken"
        raise Invalid(rule, hint="the package is damaged or locked; save it again without a password") from None


def _unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    found = bytearray()
    limit = min(MAX_UNPACKED, max(_PIECE, entry.compress_size * MAX_RATIO))
    with package.open(entry) as stream:
        while piece := stream.read(_PIECE):
            found += piece
            if len(found) > limit:
                _bomb()
    return bytes(found)


def _bomb() -> None:
    rule = "policy-file-bomb"
    raise Invalid(rule, hint="the package unpacks to far more than a document holds")


class _Reader:
    """Collects words between the tags of WordprocessingML and OWPML, which share p, t, tr and tc."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.row: list[str] | None = None
        self.words: list[str] = []
        self.depth = 0
        self.listening = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.depth += name == _CELL
        self.listening = self.listening or name == _WORDS
        if name == _ROW and self.row is None:
            self.row = []
        elif name in _BREAKS:
            self.words.append(" " if self.depth else "\n")
        elif name == "tab":
            self.words.append(" ")

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == _WORDS:
            self.listening = False
        elif name in _PARAGRAPH:
            self._paragraph()
        elif name == _CELL:
            self.depth -= 1
            if self.row is not None and self.depth == 0:
                self.row.append(" ".join("".join(self.words).split()))
                self.words = []
        elif name == _ROW and self.row is not None and self.depth == 0:
            self.lines.append(" | ".join(self.row))
            self.row = None

    def data(self, text: str) -> None:
        if self.listening:
            self.words.append(text)

    def _paragraph(self) -> None:
        if self.depth:
            self.words.append(" ")
            return
        self.lines.append("".join(self.words))
        self.words = []


def _words(xml: bytes) -> str:
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.StartDoctypeDeclHandler = _entities
    parser.EntityDeclHandler = _entities
    try:
        parser.Parse(xml, True)  # noqa: FBT003 -- expat takes "this is all" by position only
    except expat.ExpatError:
        rule = "policy-file-broken"
        raise Invalid(rule, hint="the document inside the package is damaged") from None
    return "\n".join(reader.lines)


def _entities(*_declared: object) -> None:
    rule = "policy-file-entities"
    raise Invalid(rule, hint="the document declares a type or entities of its own; save it again with a word processor")
