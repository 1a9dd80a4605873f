"""Reads which items are asked in which context, and which ones machines make by themselves.

Phenomena: 필수항목 : a, b · 선택항목 : c · 회원가입시 : d, e; the context stands above, also with its mark (회원가입 시
필수 항목); the list stands on the next line or one item a bullet; both marks in one cell; a list inside a sentence;
tables; commas inside brackets; 없음; automatic collection as a sentence with the list inside or below; how items are
collected.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from jikim.policy.read.cells import ends_as_item
from jikim.policy.read.draft import DraftItems
from jikim.policy.read.marks import Mark, in_sentence, label, listed_items, mark_of, marked
from jikim.policy.read.outline import Outline, Part
from jikim.policy.read.rows import KEYS
from jikim.policy.read.table import Table
from jikim.policy.read.text import Line, listed, over, pair

_auto: Final = re.compile(r"자동(?:으로|적으로)?\s*(?:생성|수집)|생성되어\s*수집|생성\s*정보|자동\s*수집").search
_way: Final = re.compile(r"수집\s*(?:방법|경로)").search
_context: Final = re.compile(r"(?P<where>[^.,\n]*?과정)(?:에서|에)").search
_subject: Final = re.compile(r"^(?:[가-힣A-Za-z‘’“”'\"<> ]{1,20}(?:은\(는\)|은|는)|※|본 )\s+|^.*개인정보를\s+").sub
_inside: Final = re.compile(
    r"(?:과정에서|과정에서의|경우)\s*(?:발생하는\s*)?(?P<list>[^.]*?)(?:\s*등)?(?:의)?\s*(?:비식별\s*)?(?:정보들?)?"
    r"(?:이|가|은|는|을|를)\s*(?:자동|생성|수집)"
).search
_below: Final = re.compile(r"(?:아래|다음|같은|하기|자동)").search
_tail: Final = re.compile(r"\s*(?:등의?|과|와)?\s*(?:비식별\s*)?(?:정보)?$").sub
_many_words: Final = re.compile(r"[가-힣]+(?:하며|되며|하고|합니다|됩니다)").search
_FEW: Final = 2
_LONGEST: Final = 60
_MARKERS: Final = ("number", "circled", "hangul", "bracket", "block", "dash", "")
"""From the outer to the inner: a context ends where a marker as far out as its own stands."""


@dataclass
class _Gathering:
    """The context that lines are being gathered for; ``waiting`` is the mark of a list that is still to come."""

    context: str
    marker: str = ""
    auto: bool = False
    lines: list[Line] = field(default_factory=list)
    lists: dict[Mark, list[str]] = field(default_factory=lambda: {"required": [], "optional": [], "unspecified": []})
    waiting: Mark | None = None
    bullets: Mark | None = None

    def take(self, mark: Mark, items: Iterable[str], *lines: Line) -> None:
        self.lists[mark] += [item for item in items if item not in self.lists[mark]]
        self.lines += lines

    def done(self) -> DraftItems | None:
        if not self.lines or not any(self.lists.values()):
            return None
        return DraftItems(
            context=self.context,
            required=tuple(self.lists["required"]),
            optional=tuple(self.lists["optional"]),
            unspecified=tuple(self.lists["unspecified"]),
            auto=self.auto,
            span=over(*self.lines),
        )


def items(outline: Outline) -> tuple[DraftItems, ...]:
    """Give the items of the articles about items, in the order of the text."""
    found = [group for part in outline.about("items") for group in _of(part)]
    return tuple(found or (group for part in outline.about("purposes") for group in _marked_only(part)))


def _marked_only(part: Part) -> list[DraftItems]:
    """Read an article about purposes that carries the items as well: only what a mark or 자동 makes sure."""
    gathered = [_Gathering(context=part.title)]
    for line in part.prose:
        split = pair(line.body)
        mark = label(split[0]) if split else None
        if split and mark and split[1]:
            _labelled(mark, split[1], line, gathered[-1])
        elif _auto(line.body):
            gathered.append(_automatic(line))
    return [done for gathering in gathered if (done := gathering.done())]


def _of(part: Part) -> list[DraftItems]:
    tabled = [group for table in part.tables for group in _of_table(part, table)]
    gathered = [_Gathering(context=part.title)]
    for line in part.prose:
        _read(line, gathered)
    read = [done for gathering in gathered if (done := gathering.done())]
    return sorted([*tabled, *read], key=lambda group: group.span.start)


def _of_table(part: Part, table: Table) -> list[DraftItems]:
    """Read a table: a context a row where the items are not its first column, else one item a row."""
    if {"recipient", "processor"} & set(table.kinds):
        return []
    alone = table.kinds[0] == "items"
    gathered = [_Gathering(context=part.title)]
    for row in table.rows:
        if not alone:
            gathered.append(_Gathering(context=row.said.get(table.kinds[0], part.title)))
        for kind, words in row.said.items():
            if kind in {"items", "required", "optional"}:
                _take_cell(gathered[-1], kind, words, row.lines)
    return [done for gathering in gathered if (done := gathering.done())]


def _take_cell(now: _Gathering, kind: str, words: str, lines: tuple[Line, ...]) -> None:
    for mark, some in marked(words):
        plain = mark == "unspecified" and kind in {"required", "optional"}
        chosen: Mark = ("required" if kind == "required" else "optional") if plain else mark
        now.take(chosen, some, *lines)


def _read(line: Line, gathered: list[_Gathering]) -> None:
    """Read one line: what it is, is asked from the surest sign to the weakest."""
    now = gathered[-1]
    split = pair(line.body)
    if _closes(line, now):
        now.waiting = now.bullets = None
    if _way(split[0] if split else line.body[:_LONGEST]) and not line.is_sentence:
        gathered.append(_Gathering(context=now.context, marker=line.marker))
    elif mark := label(split[0] if split else line.body):
        _labelled(mark, split[1] if split else "", line, now)
    elif _auto(line.body):
        gathered.append(_automatic(line))
    elif found := in_sentence(line.body):
        for kind, some in found:
            now.take(kind, some, line)
    else:
        _rest(line, split, gathered)


def _rest(line: Line, split: tuple[str, str] | None, gathered: list[_Gathering]) -> None:
    now = gathered[-1]
    if split and (KEYS["basis"](split[0]) or KEYS["period"](split[0])):
        return
    if now.waiting and now.lines and now.lines[-1].marker and not line.marker:
        now.waiting = None
    if line.is_sentence or line.marker == "remark":
        return
    value = split[1] if split and split[1] else line.body
    if now.waiting and not _opens(line):
        for mark, some in marked(value):
            now.take(now.waiting if mark == "unspecified" else mark, some, line)
        now.waiting = "unspecified" if now.auto and line.marker else None
    elif now.bullets and line.marker in {"dash", "block"}:
        now.take(now.bullets, listed_items(value), line)
    else:
        _new(line, split, gathered)


def _new(line: Line, split: tuple[str, str] | None, gathered: list[_Gathering]) -> None:
    """Read a line that belongs to no list so far: a list of its own, or a context that opens."""
    if not split and _is_item_list(line.body):
        gathered[-1].take("unspecified", listed_items(line.body), line)
    elif split and _is_list(split[1]):
        gathered.append(_Gathering(context=split[0], marker=line.marker))
        for mark, some in marked(split[1]):
            gathered[-1].take(mark, some, line)
    elif len(line.body) <= _LONGEST and (line.marker or mark_of(line.body)):
        gathered.append(_opened(line))


def _opens(line: Line) -> bool:
    return line.marker in {"circled", "number", "hangul"} and "," not in line.body


def _is_item_list(body: str) -> bool:
    """Tell a bare enumeration of items from any other words: most of its parts end as items do."""
    parts = listed(body)
    return len(parts) > _FEW and sum(bool(ends_as_item(part)) for part in parts) * 2 > len(parts)


def _is_list(value: str) -> bool:
    return len(listed(value)) >= _FEW or any(mark != "unspecified" for mark, _ in marked(value))


def _closes(line: Line, now: _Gathering) -> bool:
    """Tell whether a marker as far out as the context's own ends it."""
    if not (line.marker and now.marker) or line.marker == "remark":
        return line.marker == "remark"
    return _MARKERS.index(line.marker) <= _MARKERS.index(now.marker) if line.marker in _MARKERS else False


def _opened(line: Line) -> _Gathering:
    """Open a context; its own mark, or the bullets below it, tell how its items are meant."""
    mark = mark_of(line.body)
    now = _Gathering(context=line.body.rstrip(": "), marker=line.marker if line.marker in _MARKERS else "")
    now.waiting = mark
    now.bullets = mark or "unspecified"
    return now


def _labelled(mark: Mark, value: str, line: Line, now: _Gathering) -> None:
    if not value:
        now.waiting = mark
        return
    now.take(mark, (), line)  # "없음" is said as well, and its words belong to the place
    for inner, some in marked(value):
        now.take(mark if inner == "unspecified" else inner, some)
    now.waiting = None


def _automatic(line: Line) -> _Gathering:
    where = _context(line.body)
    context = _subject("", where["where"].strip()) if where else ""
    now = _Gathering(context=context, auto=True, waiting="unspecified", marker=line.marker)
    split = pair(line.body)
    inside = _inside(line.body)
    if split and _auto(split[0]) and split[1]:
        now.take("unspecified", listed(split[1]), line)
        now.waiting = None
    elif inside and not _below(inside["list"]) and (found := listed(_tail("", inside["list"]))):
        now.take("unspecified", found, line)
        now.waiting = None
    return now
