"""Reads which items are asked in which context, and which ones machines make by themselves.

Phenomena: 필수항목 : a, b · 선택항목 : c · 회원가입시 : d, e; the context stands a line or more above; the list stands
on the next line; commas inside brackets; 없음; automatic collection as a sentence with the list inside or below.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from jikim.policy.read.draft import DraftItems
from jikim.policy.read.outline import Outline, Part
from jikim.policy.read.text import Line, listed, over, pair

Class = Literal["required", "optional", "unspecified"]

_label: Final = re.compile(
    r"[<\[(【]?\s*(?:수집\s*)?(?:(?P<must>필수)|(?P<may>선택)|(?P<any>수집|주요|처리|기록|개인정보))\s*(?:수집\s*|개인)?"
    r"(?:항목|정보|사항)?\s*(?:항목)?\s*[>\])】]?"
).fullmatch
_auto: Final = re.compile(r"자동(?:으로|적으로)?\s*(?:생성|수집)|생성되어\s*수집|자동\s*수집").search
_context: Final = re.compile(r"(?P<where>[^.,\n]*?과정)(?:에서|에)").search
_inside: Final = re.compile(
    r"(?:과정에서|과정에서의|경우)\s*(?:발생하는\s*)?(?P<list>[^.]*?)(?:\s*등)?(?:의)?\s*(?:정보들?)?(?:이|가|은|는|을|를)\s*"
    r"(?:자동|생성|수집)"
).search
_below: Final = re.compile(r"(?:아래|다음|같은|하기)").search
_tail: Final = re.compile(r"\s*(?:등의?|과|와)?\s*(?:정보)?$").sub
_FEW: Final = 2
_LONGEST: Final = 60


@dataclass
class _Gathering:
    """The context that lines are being gathered for."""

    context: str
    auto: bool = False
    lines: list[Line] = field(default_factory=list)
    lists: dict[Class, list[str]] = field(default_factory=lambda: {"required": [], "optional": [], "unspecified": []})
    waiting: Class | None = None

    def take(self, kind: Class, items: Iterable[str], line: Line) -> None:
        self.lists[kind] += [item for item in items if item not in self.lists[kind]]
        self.lines.append(line)

    def done(self) -> DraftItems | None:
        if not self.lines:
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
    found: list[DraftItems] = []
    for part in outline.about("items"):
        found += _of(part)
    return tuple(found)


def _of(part: Part) -> list[DraftItems]:
    gathered = [_Gathering(context=part.title)]
    for line in part.lines:
        _read(line, gathered)
    return [done for gathering in gathered if (done := gathering.done())]


def _read(line: Line, gathered: list[_Gathering]) -> None:
    now = gathered[-1]
    split = pair(line.body)
    if kind := _class(split[0] if split else line.body):
        _labelled(kind, split[1] if split else "", line, now)
    elif _auto(line.body):
        gathered.append(_automatic(line))
    elif now.waiting and not line.is_sentence:
        now.take(now.waiting, listed(line.body), line)
        now.waiting = "unspecified" if now.auto else None
    elif split and len(listed(split[1])) >= _FEW and not line.is_sentence:
        gathered.append(_Gathering(context=split[0]))
        gathered[-1].take("unspecified", listed(split[1]), line)
    elif line.marker and not line.is_sentence and len(line.body) <= _LONGEST:
        gathered.append(_Gathering(context=line.body.rstrip(": ")))


def _class(label: str) -> Class | None:
    found = _label(label.strip())
    if found is None:
        return None
    if found["must"]:
        return "required"
    return "optional" if found["may"] else "unspecified"


def _labelled(kind: Class, value: str, line: Line, now: _Gathering) -> None:
    if value:
        now.take(kind, listed(value), line)
        now.waiting = None
    else:
        now.waiting = kind


def _automatic(line: Line) -> _Gathering:
    where = _context(line.body)
    gathering = _Gathering(context=where["where"].strip() if where else "", auto=True, waiting="unspecified")
    inside = _inside(line.body)
    if inside and not _below(inside["list"]) and (found := listed(_tail("", inside["list"]))):
        gathering.take("unspecified", found, line)
        gathering.waiting = None
    return gathering
