"""Reads the uses that a text names: a list of names with their details below, or ``name : detail`` on one line.

Phenomena: an introduction in front; paragraphs ② behind, which are no uses; details as sub-lists or plain lines; no
markers at all; names without details; the column of a table; a public body's file (운영목적 : …); a name of a common
generator glued to its detail; a single use inside a sentence.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jikim.policy.read.cells import ends_as_item
from jikim.policy.read.draft import DraftPurpose
from jikim.policy.read.outline import Outline, Part
from jikim.policy.read.text import Line, listed, over, pair

_LISTS: Final = ("number", "bracket", "hangul", "block", "circled", "dash")
_LONGEST: Final = 90
_general: Final = re.compile(r"다음(?:의|과)|아래(?:의|와)|하기\s").search
_not_name: Final = re.compile(
    r"^(?:필수|선택)?\s*(?:수집|입력)?\s*(?:항목|정보|사항)$|보유|기간|항목$|^예\s*[:)]"
).search
_introduces: Final = re.compile(r"(?:다음|아래|하기|각\s*호)[^.]{0,40}목적|목적[^.]{0,20}(?:다음|아래)").search
_does: Final = re.compile(r"목적|처리(?:합니다|하고)|이용(?:합니다|하고)|활용|제공|,").search
_file: Final = re.compile(r"(?:운영|처리|수집|이용)\s*목적").fullmatch
_sentence: Final = re.compile(
    r"(?:통하여|통해|는|은)\s+(?P<name>[^.]{4,60}?)\s*(?:하기|받기)\s*위(?:하여|해)[^.]{0,40}(?:수집|이용|처리)"
).search
_bracketed: Final = re.compile(r"(?P<name>.+?)\s*\((?P<detail>[^()]*,[^()]*)\)").fullmatch
_GLUED: Final = ("서비스 제공에 관한 계약 이행 및 서비스 제공에 따른 요금정산", "회원 관리", "마케팅 및 광고에 활용")
"""Names of the generator that most shops use; some pages lost the line break behind them."""
_word: Final = re.compile(r"\w").search
_FEW: Final = 2


def purposes(outline: Outline) -> tuple[DraftPurpose, ...]:
    """Give the uses of the articles about purposes, in the order of the text; else what a file or a sentence says."""
    found = [purpose for part in outline.about("purposes") for purpose in _of(part)]
    found = found or [purpose for part in outline.about("items") for purpose in _column(part)]
    named = [purpose for purpose in found if _word(purpose.name)]
    return tuple(named or _files(outline) or _told(outline))


def _of(part: Part) -> list[DraftPurpose]:
    return _grouped(part.prose) or _plain(part.prose) or _column(part)


def _column(part: Part) -> list[DraftPurpose]:
    rows = (row for table in part.tables if table.kinds[0] == "purpose" for row in table.rows)
    return [
        DraftPurpose(name=row.said["purpose"], detail="", span=over(*row.lines))
        for row in rows
        if "purpose" in row.said
    ]


def _grouped(body: Sequence[Line]) -> list[DraftPurpose]:
    marker = _dominant(body)
    groups: list[list[Line]] = []
    for line in body:
        opens = bool(marker) and line.marker == marker and _names(line)
        if opens:
            groups.append([line])
        elif groups and not _ends(line, marker):
            groups[-1].append(line)
        elif groups:
            break
    found = [_purpose(group) for group in groups]
    detailed = [one for one in found if one.detail]
    return found if groups and (not detailed or len(detailed) == len(found)) else detailed


def _dominant(body: Sequence[Line]) -> str:
    for line in body:
        if line.marker in _LISTS and _names(line):
            return line.marker
    return ""


def _names(line: Line) -> bool:
    name = _head(line)[0]
    short = len(name) <= _LONGEST and not _general(line.body) and not _not_name(name)
    return bool(line.marker) and short and (name != line.body or not line.is_sentence)


def _head(line: Line) -> tuple[str, str]:
    if split := pair(line.body):
        return (split[1], "") if _are_items(split[0]) and split[1] else split
    glued = next((name for name in _GLUED if line.body.startswith(name) and len(line.body) > len(name)), "")
    return (glued, line.body[len(glued) :].strip()) if glued else (line.body, "")


def _are_items(key: str) -> bool:
    """Tell ``성명, 연락처 : 본인 확인`` from ``본인 확인 : …``: there the use stands behind the colon."""
    parts = listed(key)
    return len(parts) >= _FEW and all(ends_as_item(part) for part in parts)


def _ends(line: Line, marker: str) -> bool:
    return line.marker == "circled" and marker != "circled"


def _purpose(group: list[Line]) -> DraftPurpose:
    head, *rest = group
    name, first = _head(head)
    details = [first, *(line.body for line in rest if line.marker != "remark")]
    return DraftPurpose(name=name.strip(), detail="\n".join(part for part in details if part), span=over(*group))


def _plain(body: Sequence[Line]) -> list[DraftPurpose]:
    """Read lines without markers behind an introduction: names each with its sentence, or names alone."""
    start = next((at for at, line in enumerate(body) if line.is_sentence and _introduces(line.body)), None)
    if start is None:
        return []
    below = [line for line in body[start + 1 :] if line.marker != "remark"]
    if not below:
        return []
    names = [line for line in below if not line.is_sentence and not line.marker and len(line.body) <= _LONGEST]
    if all(line in names for line in below) and len(names) >= _FEW:
        return [_alone(line) for line in names]
    groups: list[list[Line]] = []
    for line, following in zip(below, [*below[1:], None], strict=True):
        if line in names and following and following not in names and _does(following.body):
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    return [_purpose(group) for group in groups]


def _alone(line: Line) -> DraftPurpose:
    both = _bracketed(line.body)
    name, detail = (both["name"], both["detail"]) if both else (line.body, "")
    return DraftPurpose(name=name, detail=detail, span=line.span)


def _files(outline: Outline) -> list[DraftPurpose]:
    found = []
    for line in outline.lines:
        split = pair(line.body)
        if split and _file(split[0]) and split[1] and len(split[1]) <= _LONGEST:
            found.append(DraftPurpose(name=split[1], detail="", span=line.span))
    return list({one.name: one for one in found}.values())


def _told(outline: Outline) -> list[DraftPurpose]:
    for part in outline.about("purposes"):
        for line in part.prose:
            if found := _sentence(line.body):
                return [DraftPurpose(name=found["name"].strip(), detail=line.body, span=line.span)]
    return []
