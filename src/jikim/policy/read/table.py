"""Finds tables in the lines of an article and gives their rows by kind of column; it judges no cell.

Phenomena: cells apart by ``|`` (Markdown, HTML, tabs), cells apart by spaces only, one cell a line, cells that continue
on the next line, a cell that spans rows.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jikim.policy.read.cells import aligned, cells, fit
from jikim.policy.read.text import Line

_USES: Final = r"(?:수집|이용|처리|제공|운영|활용)"
_KEEPS: Final = r"(?:처리|보유|이용|보존|보관)"
_COLUMNS: Final = (
    ("giver", r"(?:개인정보를?\s*)?제공\s*하는\s*자|수집\s*(?:출처|대상)"),
    ("method", r"(?:개인정보\s*)?수집\s*(?:방법|경로|시점)"),
    ("period", rf"(?:개인정보의?\s*)?(?:{_KEEPS}\s*(?:[/·ㆍ,]|및)?\s*)*기간"),
    ("recipient", r"(?:개인정보를?\s*)?제공\s*받는\s*(?:자|기관|업체|곳)|제공\s*(?:대상|기관|업체)|이전\s*받는\s*자"),
    (
        "processor",
        r"(?:재?(?:위탁|수탁)\s*(?:업체|기관|회사|사|자|대상자?)|위탁\s*받는\s*(?:자|업체|기관))(?:명|\s*\([^)]*\))?",
    ),
    ("task", r"재?(?:위탁|수탁)\s*(?:하는|된|받은)?\s*(?:업무|사무|내용|목적)(?:의?\s*내용)?|업무\s*내용|담당\s*업무"),
    (
        "purpose",
        rf"(?:제공\s*받는\s*자의\s*)?(?:개인정보의?\s*)?(?:{_USES}\s*(?:[/·ㆍ,]|및)?\s*)*목적(?:\s*및\s*근거)?",
    ),
    ("required", r"필수\s*(?:수집\s*)?(?:항목|정보)?"),
    ("optional", r"선택\s*(?:수집\s*)?(?:항목|정보)?"),
    (
        "items",
        r"(?:수집|처리|제공|이전|개인정보파일에\s*기록되는)?\s*(?:하는)?\s*(?:개인정보의?\s*)?항목|제공\s*(?:내용|정보)|수집\s*정보|개인정보",
    ),
    ("basis", r"(?:법적|보존|보유|관련|운영)?\s*(?:근거|법령)(?:\s*법령)?"),
    ("subject", r"구분|대상|보존\s*(?:항목|정보)|개인정보파일(?:의)?\s*(?:명칭?)?|정보의?\s*종류"),
)
_kinds: Final = tuple((kind, re.compile(shape)) for kind, shape in _COLUMNS)
_FEW: Final = 2
_MOST: Final = 6
_LONGEST: Final = 400
_DEEPEST: Final = 60


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: the cells by kind of their column, and the lines that it stands on."""

    said: Mapping[str, str]
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The kinds of the columns in their order ("" for one of no known kind) and the rows."""

    kinds: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(lines: Sequence[Line]) -> tuple[tuple[Table, ...], tuple[Line, ...]]:
    """Give the tables among some lines, and the lines that stand in none."""
    found: list[Table] = []
    rest: list[Line] = []
    at = 0
    while at < len(lines):
        table, after = _table(lines, at)
        if table is None:
            rest.append(lines[at])
        else:
            found.append(table)
        at = after
    return tuple(found), tuple(rest)


def columns(body: str) -> tuple[str, ...]:
    """Give the kinds of the columns that a line heads; empty where it is no head of a table."""
    if "|" in body:
        kinds = tuple(_kind(cell.strip()) for cell in body.split("|"))
        return kinds if sum(map(bool, kinds)) >= _FEW else ()
    kinds = tuple(_tokens(body))
    return kinds if _FEW <= len(kinds) <= _MOST else ()


def _kind(cell: str) -> str:
    return next((kind for kind, shape in _kinds if shape.fullmatch(cell)), "")


def _tokens(body: str) -> list[str]:
    found, at = [], 0
    while at < len(body):
        ends = [(match.end(), kind) for kind, shape in _kinds if (match := _whole(shape, body, at))]
        if not ends:
            return []
        at, kind = max(ends, key=lambda pair: pair[0])
        found.append(kind)
        while at < len(body) and body[at] == " ":
            at += 1
    return found


def _whole(shape: re.Pattern[str], body: str, at: int) -> re.Match[str] | None:
    match = shape.match(body, at)
    return match if match and match.end() > at and body[match.end() : match.end() + 1] in {"", " "} else None


def _table(lines: Sequence[Line], at: int) -> tuple[Table | None, int]:
    head = lines[at]
    if head.is_sentence or len(head.body) > _LONGEST:
        return None, at + 1
    kinds = columns(head.body)
    if kinds:
        rows, after = _piped(lines, at + 1, kinds) if "|" in head.body else _spaced(lines, at + 1, kinds)
        return (Table(kinds=kinds, rows=rows), after) if rows else (None, at + 1)
    return _stacked(lines, at)


def _piped(lines: Sequence[Line], at: int, kinds: tuple[str, ...]) -> tuple[tuple[Row, ...], int]:
    rows: list[Row] = []
    while at < len(lines) and "|" in lines[at].body and not columns(lines[at].body):
        parts = [part.strip() for part in lines[at].body.split("|")]
        said = dict(zip(kinds, parts, strict=False))
        if rows and len(parts) < len(kinds) and fit(kinds[1:], parts) > fit(kinds, parts):
            said = {kinds[0]: rows[-1].said.get(kinds[0], "")} | dict(zip(kinds[1:], parts, strict=False))
        rows.append(Row(said={kind: part for kind, part in said.items() if kind and part}, lines=(lines[at],)))
        at += 1
    return tuple(rows), at


def _spaced(lines: Sequence[Line], at: int, kinds: tuple[str, ...]) -> tuple[tuple[Row, ...], int]:
    rows = []
    while at < len(lines) and not _ends(lines[at]):
        parted = cells(lines[at].body, kinds)
        if parted is None:
            break
        said = {kind: part for kind, part in zip(kinds, parted, strict=True) if part}
        rows.append(Row(said=said, lines=(lines[at],)))
        at += 1
    return tuple(rows), at


def _ends(line: Line) -> bool:
    return line.is_sentence or line.marker in {"remark", "circled", "number", "block"} or len(line.body) > _LONGEST


def _stacked(lines: Sequence[Line], at: int) -> tuple[Table | None, int]:
    """Read one cell a line: heads one below the other, then the cells of every row in their order."""
    kinds: list[str] = []
    while at + len(kinds) < len(lines) and (kind := _kind(lines[at + len(kinds)].body)):
        kinds.append(kind)
    if not _FEW <= len(kinds) <= _MOST or len(set(kinds)) < len(kinds):
        return None, at + 1
    below = _below(lines, at + len(kinds))
    groups = aligned([line.body for line in below], kinds)
    rows = []
    for group in groups:
        told = {kind: " ".join(below[place].body for place in cell) for kind, cell in zip(kinds, group, strict=True)}
        rows.append(Row(said=told, lines=tuple(below[place] for cell in group for place in cell)))
    after = at + len(kinds) + sum(len(row.lines) for row in rows)
    return (Table(kinds=tuple(kinds), rows=tuple(rows)), after) if rows else (None, at + 1)


def _below(lines: Sequence[Line], at: int) -> list[Line]:
    found: list[Line] = []
    while at < len(lines) and len(found) < _DEEPEST and not _ends(lines[at]):
        found.append(lines[at])
        at += 1
    return found
