"""Reads how long what is kept: rows of a flattened table, ``subject : period (basis)``, or lines below a subject.

Traps: answer times and days of notice are not keeping; the keeping of access logs is a safeguard; a statute's name
holds words that look like subjects; a placeholder (oo년) is a row without a period.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jikim.policy.read.draft import DraftRetention
from jikim.policy.read.lasting import is_event, lasting
from jikim.policy.read.outline import Outline, Part
from jikim.policy.read.text import Line, over, pair
from jikim.policy.words import Bound, Start

_law_at_end: Final = re.compile(r"(?P<subject>.+?)\s+(?P<basis>\S*법)").fullmatch
_noun_end: Final = re.compile(r"(?:개인정보|정보|기록|자료|내역|등)(?=\s+\S)").finditer
_law_named: Final = re.compile(
    r"[「『]?[가-힣][가-힣·ㆍ∙ ]{1,38}?(?:법률|법)[」』]?(?=$|[\s,에의및제)\]」』]|시행)"
).search
_bracket: Final = re.compile(r"[(（\[](?P<inside>[^()（）\[\]]*)[)）\]]\s*\.?$").search
_header: Final = re.compile(r"(?:항목|구분|근거|사유|내용).{0,20}(?:보유|보존|이용)\s*기간").search
_basis_key: Final = re.compile(r"(?:보존|보유|수집|이용)?\s*(?:이유|근거|사유|법령|근거\s*법령|법적\s*근거)").fullmatch
_period_key: Final = re.compile(r"(?:보존|보유|이용|처리|개인정보)?[\s·및]*(?:보유|이용|보존)?\s*기간").fullmatch
_subject_key: Final = re.compile(r"(?:보존|보유|수집)?\s*(?:항목|대상|정보|기록)").fullmatch
_not_subject: Final = re.compile(r"^(?:다만|단[,\s]|그러나|회사는|제\d|\d)").match
_receipt: Final = re.compile(r"(?:접수|신청|문의|수집|동의|제출)\s*(?:한\s*날|받은\s*날|일|시점)?\s*(?:로)?부터").search
_finished: Final = re.compile(r"(?:완료|종료|처리|답변|해결)\S{0,4}\s*(?:일|날|시점)?\s*(?:(?:로)?부터|후)").search
_LONGEST: Final = 60


@dataclass
class _Open:
    """A row whose basis and period stand on lines below its subject."""

    line: Line
    subject: str
    basis: str | None = None


def retention(outline: Outline) -> tuple[DraftRetention, ...]:
    """Give the rows of the articles about keeping, in the order of the text."""
    return tuple(row for part in outline.about("retention") for row in _of(part))


def _of(part: Part) -> list[DraftRetention]:
    found: list[DraftRetention] = []
    table = False
    law: str | None = None
    current: _Open | None = None
    for line in part.lines:
        split = pair(line.body)
        if _header(line.body) and not lasting(line.body):
            table = True
        elif split and current and (_basis_key(split[0]) or _period_key(split[0])):
            current = _continued(split, line, current, found)
        elif row := _row(line, split, law, table=table):
            found.append(row)
        elif line.is_sentence or len(line.body) > _LONGEST:
            law = _statute(line.body)
        else:
            law = _statute(line.body) or law
            current = _Open(line=line, subject=_subject(line.body))
    return found


def _subject(body: str) -> str:
    split = pair(body)
    return split[1] if split and _subject_key(split[0]) else body.rstrip(": ")


def _continued(split: tuple[str, str], line: Line, row: _Open, found: list[DraftRetention]) -> _Open | None:
    if _basis_key(split[0]):
        row.basis = split[1]
        return row
    period = lasting(split[1])
    found.append(_made(row.subject, row.basis, split[1], period.period if period else None, (row.line, line)))
    return None


def _row(line: Line, split: tuple[str, str] | None, law: str | None, *, table: bool) -> DraftRetention | None:
    if _not_subject(line.body) or line.is_sentence:
        return None
    if split and not _basis_key(split[0]) and not _subject_key(split[0]):
        return _colon(line, split, law)
    return _cells(line) if table else None


def _colon(line: Line, split: tuple[str, str], law: str | None) -> DraftRetention | None:
    subject, value = split
    inside = _bracket(value)
    period = lasting(value)
    if period is None and not is_event(value):
        return None
    basis = inside["inside"].strip() if inside and _law_named(inside["inside"]) else None
    if basis is None and period and (named := _law_named(value[: period.start])):
        basis = named[0].strip()
    text = period.text if period and (basis or inside) else value
    return _made(subject, basis or law, text, period.period if period else None, (line,))


def _cells(line: Line) -> DraftRetention | None:
    period = lasting(line.body)
    if period is None or line.body[period.end :].strip(" ."):
        return None
    subject, basis = _halves(line.body[: period.start].strip(" :|"))
    return _made(subject, basis, period.text, period.period, (line,))


def _halves(cells: str) -> tuple[str, str | None]:
    """Part subject and basis of a flattened row: at a statute's name, else behind the last noun that ends a subject."""
    ends = [match.end() for match in _noun_end(cells)]
    for end in reversed(ends):
        subject, basis = cells[:end].strip(), cells[end:].strip()
        if _law_named(basis) or end == ends[-1]:
            return subject, basis
    if found := _law_at_end(cells):
        return found["subject"], found["basis"]
    return cells, None


def _statute(text: str) -> str | None:
    found = _law_named(text)
    return found[0].strip("「『」』 ") if found else None


def _made(subject: str, basis: str | None, text: str, period: str | None, lines: tuple[Line, ...]) -> DraftRetention:
    words = lasting(text)
    bound: Bound | None = words.bound if words else None
    return DraftRetention(
        subject=subject.strip(),
        basis=basis,
        period=period,
        period_text=text.strip(),
        bound=bound,
        start=_start(" ".join(line.body for line in lines)),
        statute=bool(basis and _law_named(basis)),
        span=over(*lines),
    )


def _start(row: str) -> Start | None:
    if _finished(row):
        return "finished"
    return "receipt" if _receipt(row) else None
