"""Reads the uses that a text names: a list of names with their details below, or ``name : detail`` on one line.

Phenomena: an introduction in front; paragraphs ② behind, which are no uses; details as sub-lists or plain lines.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jikim.policy.read.draft import DraftPurpose
from jikim.policy.read.outline import Outline, Part
from jikim.policy.read.text import Line, over, pair

_LISTS: Final = ("number", "bracket", "hangul", "block", "circled", "dash")
_LONGEST: Final = 60
_general: Final = re.compile(r"다음(?:의|과)|아래(?:의|와)|하기\s").search
_not_name: Final = re.compile(r"^(?:필수|선택|수집)\s*(?:항목|정보)|보유|기간|항목$").search


def purposes(outline: Outline) -> tuple[DraftPurpose, ...]:
    """Give the uses of the articles about purposes, in the order of the text."""
    found = [purpose for part in outline.about("purposes") for purpose in _of(part)]
    return tuple(found)


def _of(part: Part) -> list[DraftPurpose]:
    marker = _dominant(part.lines)
    groups: list[list[Line]] = []
    for line in part.lines:
        opens = line.marker == marker and _names(line)
        if opens:
            groups.append([line])
        elif groups and not _ends(line, marker):
            groups[-1].append(line)
        elif groups:
            break
    return [purpose for group in groups if (purpose := _purpose(group))]


def _dominant(body: Sequence[Line]) -> str:
    for line in body:
        if line.marker in _LISTS and _names(line):
            return line.marker
    return ""


def _names(line: Line) -> bool:
    name = (pair(line.body) or (line.body, ""))[0]
    short = len(name) <= _LONGEST and not _general(line.body) and not _not_name(name)
    return bool(line.marker) and short and (pair(line.body) is not None or not line.is_sentence)


def _ends(line: Line, marker: str) -> bool:
    return line.marker == "circled" and marker != "circled"


def _purpose(group: list[Line]) -> DraftPurpose | None:
    head, *rest = group
    split = pair(head.body)
    name, first = split or (head.body, "")
    details = [first, *(line.body for line in rest if line.marker != "remark")]
    detail = "\n".join(part for part in details if part)
    return DraftPurpose(name=name.strip(), detail=detail, span=over(*group)) if detail else None
