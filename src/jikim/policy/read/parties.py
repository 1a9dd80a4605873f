"""Reads named recipients and named processors; the exceptions that a statute makes are no recipients.

Phenomena: 제공받는 자 : … with its own lines for purpose, items and period; 수탁자 : … with 위탁업무 : …; tables;
``name : task`` bullets below an introduction; sub-processors; a recipient named with its statute among the exceptions;
placeholders in brackets; an article whose heading is lost, so that the labels alone tell.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from jikim.policy.read.draft import DraftProcessor, DraftThirdParty
from jikim.policy.read.marks import marked
from jikim.policy.read.outline import Outline, Part
from jikim.policy.read.table import Row
from jikim.policy.read.text import Line, over, pair

Test = Callable[[str], object]

_recipient: Final = re.compile(r".*(?:제공\s*받는\s*(?:자|곳|업체|기관)|제공\s*(?:대상|업체|기관)).*").fullmatch
_processor: Final = re.compile(
    r".*(?:수탁\s*(?:자|업체|사|회사|기관)|위탁\s*(?:받는\s*(?:자|업체|곳)|대상자?|업체|회사|사)).*"
).fullmatch
_task: Final = re.compile(
    r".*(?:위탁|업무|서비스).*(?:내용|업무|목적).*|위탁\s*하는\s*업무.*|위탁\s*내용|업무"
).fullmatch
_purpose: Final = re.compile(r".*목적.*").fullmatch
_shared: Final = re.compile(r".*(?:항목|정보).*").fullmatch
_period: Final = re.compile(r".*기간.*").fullmatch
_placeholder: Final = re.compile(
    r"[(\[<【]?\s*(?:[○oO0Xx*]{2,}.*|.*(?:업체명|회사명|수탁자명|YYYY).*|[_\s.…-]+)\s*[)\]>】]?"
).fullmatch
_entrusts: Final = re.compile(r"위탁(?:할|하여|하고|합니다|받는)").search
_statute: Final = re.compile(
    r"[「『]?(?P<basis>[가-힣·\s]{2,20}법)[」』]?(?:에\s*(?:의하여|따라|의해|따른)).{0,30}?(?P<name>[가-힣]{2,20}(?:원|공단|청|위원회))(?:에|으로)"
    r"\s*(?:제공|제출|.{0,20}(?:제공|제출))"
).search
_aim: Final = re.compile(r"(?P<aim>[가-힣 ]{2,20}(?:청구|신고|심사|조회|지급))(?:를|을|에)?\s*(?:위하여|위해)").search
_NO_NAME: Final = "없음"
_LONGEST_NAME: Final = 30


@dataclass
class _Card:
    """The lines of one recipient or processor, by what they say."""

    name: str
    lines: list[Line]
    said: dict[str, str] = field(default_factory=dict)


def third_parties(outline: Outline) -> tuple[DraftThirdParty, ...]:
    """Give the recipients that the text names with a line of their own."""
    tests = {"purpose": _purpose, "items": _shared, "period": _period}
    parts = outline.about("third-parties")
    lines = (line for part in parts for line in part.prose)
    cards = [*_tabled(parts, "recipient"), *_cards(lines, _recipient, tests), *_by_statute(parts)]
    return tuple(
        DraftThirdParty(
            recipient=card.name,
            purpose=card.said.get("purpose", ""),
            items=tuple(one for _, some in marked(card.said.get("items", "")) for one in some),
            period_text=card.said.get("period"),
            span=over(*card.lines),
        )
        for card in cards
        if not _placeholder(card.name) and not card.name.startswith(_NO_NAME)
    )


def processors(outline: Outline) -> tuple[DraftProcessor, ...]:
    """Give the processors that the text names, a placeholder as a processor without a name."""
    parts = outline.about("processors")
    lines = [line for part in parts for line in part.prose]
    tests = {"task": _task, "period": _period}
    cards = [*_tabled(parts, "processor"), *_cards(lines, _processor, tests)]
    cards = cards or _bullets(parts) or _cards(outline.lines, _processor, tests)
    return tuple(
        DraftProcessor(
            name=None if _placeholder(card.name) else card.name.strip("[]"),
            task=(card.said.get("task") or card.said.get("purpose", "")).strip("[]"),
            span=over(*card.lines),
        )
        for card in cards
        if not card.name.startswith(_NO_NAME)
    )


def _tabled(parts: Iterable[Part], kind: str) -> list[_Card]:
    rows: Iterable[Row] = (row for part in parts for table in part.tables if kind in table.kinds for row in table.rows)
    return [
        _Card(name=row.said[kind], lines=list(row.lines), said=dict(row.said)) for row in rows if row.said.get(kind)
    ]


def _bullets(parts: Iterable[Part]) -> list[_Card]:
    """Read ``name : task`` bullets of an article that entrusts something."""
    cards = []
    for part in parts:
        if not any(line.is_sentence and _entrusts(line.body) for line in part.prose):
            continue
        for line in part.prose:
            split = pair(line.body)
            if split and split[1] and line.marker and len(split[0]) <= _LONGEST_NAME and not _labels(split[0]):
                cards.append(_Card(name=split[0], lines=[line], said={"task": split[1]}))
    return cards


def _labels(key: str) -> bool:
    return any(test(key) for test in (_task, _purpose, _shared, _period))


def _by_statute(parts: Iterable[Part]) -> list[_Card]:
    """Read a recipient that an exception names together with its statute: 국민건강보험법에 의하여 심사평가원에 제출."""
    cards = []
    for part in parts:
        for line in part.prose:
            if found := _statute(line.body):
                aim = _aim(line.body)
                said = {"purpose": aim["aim"].strip()} if aim else {}
                cards.append(_Card(name=found["name"], lines=[line], said=said))
    return cards


def _cards(lines: Iterable[Line], opens: Test, tests: Mapping[str, Test]) -> list[_Card]:
    cards: list[_Card] = []
    for line in lines:
        split = pair(line.body)
        if split is None or not split[1] or line.is_sentence:
            continue
        if opens(split[0]):
            cards.append(_Card(name=split[1], lines=[line]))
            continue
        kind = next((kind for kind, test in tests.items() if test(split[0])), None)
        if cards and kind and kind not in cards[-1].said:
            cards[-1].said[kind] = split[1]
            cards[-1].lines.append(line)
    return cards
