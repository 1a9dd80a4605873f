"""Reads which rights a text grants, by which channels, whether agents may act, whether disputed data is frozen.

The words are looked for in the articles about rights alone: 열람 of a log, 삭제 of a cookie are no rights.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

from jikim.policy.read.draft import DraftRight, Span
from jikim.policy.read.outline import Outline
from jikim.policy.read.text import Line
from jikim.policy.words import Channel, RightKind

_RIGHTS: Final[tuple[tuple[RightKind, str], ...]] = (
    ("access", r"열람|조회"),
    ("correction", r"정정|수정"),
    ("deletion", r"삭제"),
    ("suspension", r"처리\s*(?:의\s*)?정지"),
    ("portability", r"전송\s*(?:을\s*)?요구|이동권"),
    ("withdraw_consent", r"철회"),
    ("automated_decision", r"자동화된\s*(?:의사)?\s*결정"),
)
_CHANNELS: Final[tuple[tuple[Channel, str], ...]] = (
    ("letter", r"서면|우편"),
    ("email", r"전자\s*우편|이메일|e-?mail"),
    ("fax", r"모사\s*전송|팩스|FAX"),
    ("phone", r"전화|유선"),
    ("web", r"홈페이지|웹사이트|인터넷|클릭"),
    ("visit", r"방문"),
)
_rights: Final = tuple((kind, re.compile(words).search) for kind, words in _RIGHTS)
_channels: Final = tuple((channel, re.compile(words, re.IGNORECASE).search) for channel, words in _CHANNELS)
_limits: Final = re.compile(r"제한\s*될|제한\s*할|요구할\s*수\s*없|수정·?삭제할\s*수\s*없").search
_how: Final = re.compile(r"통하여|통해|연락|방법|클릭|제출").search
_many: Final = 2
_agents: Final = re.compile(r"대리인|위임").search
_frozen: Final = re.compile(
    r"(?:완료할|완료하기|정정할)\s*(?:때|전)?\s*까지[^.]*(?:이용|제공)[^.]*(?:않|금지)[^.\n]*\.?"
).search


def rights(outline: Outline) -> tuple[DraftRight, ...]:
    """Give the rights in the order of ``RightKind``, each with the first line that grants it."""
    heads = [part.head for part in outline.about("rights")]
    granting = [*(line for line in _lines(outline) if not _limits(line.body)), *heads]
    found = []
    for kind, fits in _rights:
        line = next((line for line in granting if fits(line.body)), None)
        if line:
            found.append(DraftRight(kind=kind, span=line.span))
    return tuple(found)


def channels(outline: Outline) -> tuple[Channel, ...]:
    """Give the channels by which the text says a right may be used."""
    found: set[Channel] = set()
    for line in _lines(outline):
        body = re.sub(r"전자\s*우편", "이메일", line.body)
        named = {channel for channel, fits in _channels if fits(body)}
        if _how(body) or len(named) >= _many:  # a sentence may be broken between its channels and its verb
            found |= named
    return tuple(channel for channel, _ in _channels if channel in found)


def agents(outline: Outline) -> Span | None:
    """Give the line by which an agent may act."""
    return next((line.span for line in _lines(outline) if _agents(line.body)), None)


def frozen(outline: Outline) -> Span | None:
    """Give the place of the promise that disputed data is neither used nor provided until the request is done."""
    for part in outline.about("rights"):
        if not part.lines:
            continue
        start, end = part.lines[0].start, part.lines[-1].end
        body = outline.text[start:end]
        if found := _frozen(re.sub(r"\n+", lambda gap: " " * len(gap[0]), body)):
            opens = max((line.start for line in part.lines if line.start <= start + found.start()), default=start)
            return Span(start=opens, end=start + found.end())
    return None


def _lines(outline: Outline) -> tuple[Line, ...]:
    return tuple(line for part in outline.about("rights") for line in part.lines)
