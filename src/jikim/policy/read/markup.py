"""Takes Markdown and stray HTML marks out of a text, words untouched, so that every reader sees plain lines.

Phenomena: ``### 제1조``, ``**굵게**``, ``_기울임_``, ``[이름](주소)``, ``<br>`` and ``</br>`` in text, ruled lines,
table rules ``|---|---|``, tabs between the cells of a row, whole HTML pages.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

_tags: Final = re.compile(
    r"<(?:p|div|table|tr|td|th|ul|ol|li|h[1-6]|section|article|span|body|html)\b[^<>]*>", re.IGNORECASE
).findall
_whole: Final = re.compile(r"<(?:p|div|body|html)\b", re.IGNORECASE).search
"""A page of its own, in which line ends are mere space; a table pasted among lines of text keeps them."""
_MANY: Final = 3
_DROPPED: Final = frozenset(("script", "style", "template", "noscript", "svg", "head", "nav", "button", "select"))
_BLOCKS: Final = frozenset(
    ("p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "table", "tr",
     "blockquote", "header", "footer", "main", "caption", "thead", "tbody", "pre", "hr")
)  # fmt: skip
_VOID: Final = frozenset(("input", "img", "meta", "link"))

_breaks: Final = re.compile(r"</?br\s*/?>", re.IGNORECASE).sub
_heads: Final = re.compile(r"^[ ]{0,3}#{1,6}[ ]+", re.MULTILINE).sub
_rules: Final = re.compile(
    r"^[ ]{0,8}(?:(?:[-*_=][ ]?){3,200}|\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)*\|?)$", re.MULTILINE
).sub
_strong: Final = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,300}?)(?<=\S)\1").sub
_slant: Final = re.compile(r"(?<![\w*])_(?=\S)([^\n_]{1,200}?)(?<=\S)_(?!\w)").sub
_link: Final = re.compile(r"!?\[([^\]\n]{0,200})\]\((?:mailto:|https?://|/|#)[^)\s]{0,500}\)").sub
_escape: Final = re.compile(r"\\([*_#.\-\[\]()])").sub
_edges: Final = re.compile(r"^[ \t]{0,40}\|[ \t]{0,40}|[ \t]{0,40}\|[ \t]{0,40}$", re.MULTILINE).sub
_tab: Final = re.compile(r"(?<=\S)[ ]{0,40}\t[ \t]{0,40}(?=\S)").sub


def unmarked(text: str) -> str:
    """Give the text without marks; spans point into what comes out of here."""
    if "<" in text and len(_tags(text)) >= _MANY:
        text = of_html(text)
    text = _breaks("\n", text)
    for drop, by in _STEPS:
        text = drop(by, text)
    return text


_STEPS: Final[tuple[tuple[Callable[[str, str], str], str], ...]] = (
    (_rules, ""),
    (_heads, ""),
    (_link, r"\1"),
    (_strong, r"\2"),
    (_slant, r"\1"),
    (_escape, r"\1"),
    (_edges, ""),
    (_tab, " | "),
)


class _Page(HTMLParser):
    """Collects the words of a page: a block a line, a row of a table a line, its cells apart by ``|``."""

    def __init__(self, *, whole: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._gaps = re.compile(r"\s+" if whole else r"[^\S\n]+").sub
        self.words: list[str] = []
        self.hidden: list[str] = []
        self.cells = 0
        self.rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _DROPPED and tag not in _VOID:
            self.hidden.append(tag)
        elif tag in {"td", "th"}:
            self.words.append(" | ")
            self.cells += 1
        elif tag == "li":
            self.words.append("\n- ")
        elif tag == "br" or tag in _BLOCKS:
            self.rows += tag == "tr"
            self.words.append("\n" if not self.cells or tag == "tr" else " ")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
        elif tag in {"td", "th"}:
            self.cells = max(0, self.cells - 1)
        elif tag in _BLOCKS:
            self.rows = max(0, self.rows - (tag == "tr"))
            self.words.append("\n" if not self.cells or tag == "tr" else " ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(re.sub(r"\s+", " ", data) if self.rows else self._gaps(" ", data))


def of_html(page: str) -> str:
    """Give the words of an HTML page; scripts, styles and navigation are dropped, nothing is fetched."""
    parser = _Page(whole=bool(_whole(page)))
    parser.feed(page)
    parser.close()
    return "\n".join(line.strip() for line in "".join(parser.words).split("\n"))
