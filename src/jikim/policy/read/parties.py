"""Reads named recipients and named processors; the exceptions that a statute makes are no recipients.

Phenomena: 제공받는 자 : … with its own lines for purpose, items and period; 수탁자 : … with 위탁업무 : …;
placeholders in brackets.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from jikim.policy.read.draft import DraftProcessor, DraftThirdParty
from jikim.policy.read.outline import Outline
from jikim.policy.read.text import Line, listed, over, pair

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
_NO_NAME: Final = "없음"


@dataclass
class _Card:
    """The lines of one recipient or processor, by what they say."""

    name: str
    lines: list[Line]
    said: dict[str, str] = field(default_factory=dict)


def third_parties(outline: Outline) -> tuple[DraftThirdParty, ...]:
    """Give the recipients that the text names with a line of their own."""
    tests = {"purpose": _purpose, "items": _shared, "period": _period}
    lines = (line for part in outline.about("third-parties") for line in part.lines)
    return tuple(
        DraftThirdParty(
            recipient=card.name,
            purpose=card.said.get("purpose", ""),
            items=listed(card.said.get("items", "")),
            period_text=card.said.get("period"),
            span=over(*card.lines),
        )
        for card in _cards(lines, _recipient, tests)
        if not _placeholder(card.name) and not card.name.startswith(_NO_NAME)
    )


def processors(outline: Outline) -> tuple[DraftProcessor, ...]:
    """Give the processors that the text names, a placeholder as a processor without a name."""
    lines = [line for part in outline.about("processors") for line in part.lines]
    cards = _cards(lines, _processor, {"task": _task, "period": _period})
    return tuple(
        DraftProcessor(
            name=None if _placeholder(card.name) else card.name.strip("[]"),
            task=card.said.get("task", "").strip("[]"),
            span=over(*card.lines),
        )
        for card in cards
        if not card.name.startswith(_NO_NAME)
    )


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
