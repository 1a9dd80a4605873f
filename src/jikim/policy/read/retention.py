"""Reads how long what is kept: rows of a table, ``subject : period (basis)``, or lines below a subject.

Phenomena: a flattened table; 보존이유 and 보존기간 on lines of their own; ``X의 경우, … 때``; the period of a
generator's sentence (동의일로부터<3년>까지); an event on the line below the subject; a sentence that keeps for as long
as a service is used; a public body's file (대상범위 · 보유기간); a placeholder (oo년간) is a row without a period.
Traps: answer times and days of notice are not keeping; the keeping of access logs is a safeguard; an exception (다만)
and its list are no rows; a statute's name holds words that look like subjects.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jikim.policy.read.draft import DraftRetention
from jikim.policy.read.lasting import is_event, lasting
from jikim.policy.read.outline import Outline, Part
from jikim.policy.read.rows import KEYS, halves, made, named_law, statute, told
from jikim.policy.read.table import Table
from jikim.policy.read.text import Line, pair

_bracket: Final = re.compile(r"[(（\[](?P<inside>[^()（）\[\]]*)[)）\]]\s*\.?$").search
_header: Final = re.compile(r"(?:항목|구분|근거|사유|내용).{0,20}(?:보유|보존|이용)\s*기간").search
_not_subject: Final = re.compile(
    r"^(?:다만|단[,\s]|그러나|회사는|제\d|\d+\s*(?:년|개월|일|월|회)|예외\s*사유|관련\s*법령|원칙$|파기|수집\s*방법|개인정보\s*(?:처리|수집)\s*방법)"
).match
_exception: Final = re.compile(r"다음의?\s*사유|해당\s*사유\s*종료|진행\s*중인\s*경우|잔존").search
_case: Final = re.compile(r"(?P<subject>[^,.]{2,40}?)의?\s*경우(?:에는|는)?[,:]?\s+(?P<event>.+)").fullmatch
_generated: Final = re.compile(
    r"(?:동의일|수집일|가입일)로부터\s*[<\[(]\s*(?P<period>[^>\])]{1,30})\s*[>\])]\s*까지"
).search
_named: Final = re.compile(r"^\d?\s*[<〈]\s*(?P<name>[^<>]{2,60})\s*[>〉]\s*$").match
_until: Final = re.compile(r"^(?P<event>[^.]{2,40}?(?:시|때|종료|완료|탈퇴)\s*까지)(?:[.,]|\s|$)").match
_while: Final = re.compile(
    r"(?P<event>[^.,]{2,30}(?:이용|사용|유지)하는\s*동안|(?:[^.,\s]+\s){0,3}[^.,\s]*탈퇴\s*시\s*까지)"
).search
_kept: Final = re.compile(r"보유|보관|보존").search
_who: Final = re.compile(r"(?P<whose>[가-힣]+들?의?\s*개인정보|개인정보)").search
_placeholder: Final = re.compile(r"[oO○0Xx]{2,}\s*년").search
_standard: Final = re.compile(
    r"[^.]{0,30}(?:법|법률)[에의][^.]{0,20}(?:기준|기간)[^.]{0,12}(?:보관|보존|보유)"
).fullmatch
_oo_years: Final = re.compile(
    r"(?P<text>[^,.\s]+\s[^,.\s]+부터\s*[oO○0Xx]{2,}\s*년간?)\s*(?P<subject>[^,.]{2,20}?)[을를]\s*(?:보유|보관|보존)"
).search
_aside: Final = re.compile(r"\s*\((?:단|다만)[^()]*\)\s*$").sub
_tells: Final = re.compile(r"[^.,]{4,40}(?:된|한|하는)\s*때").fullmatch
_word: Final = re.compile(r"\w").search
_LONGEST: Final = 60


@dataclass
class _Open:
    """A row whose basis and period stand on lines below its subject."""

    line: Line
    subject: str
    basis: str | None = None
    marker: str = ""


def retention(outline: Outline) -> tuple[DraftRetention, ...]:
    """Give the rows of the articles about keeping, in the order of the text."""
    parts = outline.about("retention", "items")
    found = [row for part in parts for row in _of_tables(part)]
    found += [row for part in outline.about("retention") for row in _of(part)]
    found = found or _files(outline)
    known = {row.period_text for row in found}
    found += [row for row in _while_used(outline) if row.period_text not in known]
    whole = (row for row in found if _word(row.subject) and _word(row.period_text))
    return tuple(sorted(whole, key=lambda row: row.span.start))


def _of_tables(part: Part) -> list[DraftRetention]:
    return [row for table in part.tables for row in _of_table(part, table)]


def _of_table(part: Part, table: Table) -> list[DraftRetention]:
    if "period" not in table.kinds or {"recipient", "processor"} & set(table.kinds):
        return []
    first = next((kind for kind in ("purpose", "subject", "items") if kind in table.kinds), "")
    found = []
    for row in table.rows:
        if "basis" in table.kinds and "|" not in row.lines[0].body and (told_whole := _cells(row.lines[0])):
            found.append(told_whole)
            continue
        subject, words = row.said.get(first, part.title), row.said.get("period", "")
        period = lasting(words)
        whole = " ".join(line.body for line in row.lines)
        basis = row.said.get("basis") or (named_law(words) if period else None)
        if subject and (period or (is_event(words) and len(words) <= _LONGEST)):
            text = period.text if period and len(words) > _LONGEST else words
            found.append(made(subject, basis, text, period.period if period else None, row.lines, whole=whole))
    return found


def _of(part: Part) -> list[DraftRetention]:
    found: list[DraftRetention] = []
    table, excepted = False, False
    law: str | None = None
    current: _Open | None = None
    for line in part.prose:
        split = pair(line.body)
        excepted = bool(_exception(line.body)) or (excepted and line.marker == "bracket")
        if _header(line.body) and not lasting(line.body):
            table = True
        elif split and current and (KEYS["basis"](split[0]) or KEYS["period"](split[0])):
            current = _continued(split, line, current, found)
        elif row := _below(line, current, found):
            found.append(row)
            current = None
        elif not excepted and (row := _row(line, split, law, table=table)):
            found.append(row)
        elif line.is_sentence or len(line.body) > _LONGEST:
            law = statute(line.body)
        elif not _not_subject(line.body):
            law = statute(line.body) or law
            current = _Open(line=line, subject=_subject(line.body), marker=line.marker, basis=told(line.body))
    return found


def _subject(body: str) -> str:
    split = pair(body)
    named = _named(body)
    if named:
        return named["name"].strip()
    return split[1] if split and split[1] and KEYS["subject"](split[0]) else body.rstrip(": ")


def _continued(split: tuple[str, str], line: Line, row: _Open, found: list[DraftRetention]) -> _Open | None:
    if KEYS["basis"](split[0]):
        row.basis = split[1] or row.basis
        if found and found[-1].subject == row.subject and found[-1].basis is None and split[1]:
            found[-1] = made(row.subject, split[1], found[-1].period_text, found[-1].period, (row.line, line), whole="")
        return row
    period = lasting(split[1])
    if period or is_event(split[1]) or _placeholder(split[1]):
        found.append(made(row.subject, row.basis, split[1], period.period if period else None, (row.line, line)))
    return None


def _below(line: Line, current: _Open | None, found: list[DraftRetention]) -> DraftRetention | None:
    """Read a period or an event that stands on the line below its subject, as prose."""
    if current is None or line.marker not in {"", "block", "dash"} or (line.marker and line.marker == current.marker):
        return None
    if any(row.subject == current.subject for row in found):
        return None
    both = (current.line, line)
    if generated := _generated(line.body):
        words = generated["period"].strip()
        period = lasting(words)
        return made(current.subject, current.basis, words, period.period if period else None, both)
    if oo_years := _oo_years(line.body):
        return made(oo_years["subject"], current.basis, oo_years["text"].strip(), None, both)
    return None if pair(line.body) or _not_subject(current.subject) else _event(line, current, both)


def _event(line: Line, current: _Open, both: tuple[Line, ...]) -> DraftRetention | None:
    if until := _until(line.body):
        return made(current.subject, current.basis, until["event"].strip(), None, both)
    if _standard(line.body) or (_tells(line.body) and current.marker):
        return made(current.subject, statute(line.body), line.body, None, both)
    return None


def _row(line: Line, split: tuple[str, str] | None, law: str | None, *, table: bool) -> DraftRetention | None:
    if _not_subject(line.body) or (line.is_sentence and _aside("", line.body) == line.body):
        return None
    if split and not KEYS["basis"](split[0]) and not KEYS["subject"](split[0]) and not _not_subject(split[0]):
        return _colon(line, split, law)
    if (case := _case(line.body)) and is_event(case["event"].split("(")[0]):
        event = case["event"].split("(")[0].strip()
        return made(case["subject"].strip(), None, event, None, (line,))
    return _cells(line) if table else None


def _colon(line: Line, split: tuple[str, str], law: str | None) -> DraftRetention | None:
    subject, value = split
    inside = _bracket(value)
    period = lasting(value)
    if period is None and not is_event(value) and not _placeholder(value):
        return None
    basis = inside["inside"].strip() if inside and named_law(inside["inside"]) else None
    if basis is None and period:
        basis = named_law(value[: period.start])
    text = period.text if period and (basis or inside) else value
    return made(subject, basis or law, text, period.period if period else None, (line,))


def _cells(line: Line) -> DraftRetention | None:
    period = lasting(line.body)
    if period is None or line.body[period.end :].strip(" ."):
        return None
    subject, basis = halves(line.body[: period.start].strip(" :|"))
    if basis and not named_law(basis) and is_event(basis):
        return made(subject, None, f"{basis} {period.text}", period.period, (line,))
    return made(subject, basis, period.text, period.period, (line,))


def _files(outline: Outline) -> list[DraftRetention]:
    """Read a public body's file: 대상범위, 운영근거 and 보유기간 stand in a list, wherever it is."""
    said: dict[str, tuple[str, Line]] = {}
    for line in outline.lines:
        split = pair(line.body)
        kind = next((kind for kind in ("whose", "basis", "period") if split and KEYS[kind](split[0])), None)
        if split and kind and split[1]:
            said.setdefault(kind, (split[1], line))
    if "whose" not in said or "period" not in said:
        return []
    (subject, first), (words, last) = said["whose"], said["period"]
    period = lasting(words)
    basis = said["basis"][0] if "basis" in said else None
    both = sorted((first, last), key=lambda line: line.start)
    return [made(subject, basis, words, period.period if period else None, tuple(both))]


def _while_used(outline: Outline) -> list[DraftRetention]:
    """Read the one sentence of an article that has no rows: kept for as long as a service is used."""
    for part in outline.about("retention"):
        for line in part.prose:
            found = _while(line.body)
            if found and _kept(line.body):
                whose = _who(line.body)
                subject = whose["whose"] if whose else "개인정보"
                return [made(subject, None, found["event"].strip(), None, (line,))]
    return []
