"""Builds one row of keeping from its words: which statute, where the subject ends, from which event it counts."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

from jikim.policy.read.draft import DraftRetention
from jikim.policy.read.lasting import lasting
from jikim.policy.read.text import Line, over
from jikim.policy.words import Start

KEYS: Final = {
    "basis": re.compile(
        r"(?:보존|보유|수집|이용|운영|처리)?\s*(?:이유|근거|사유|법령|근거\s*법령|법적\s*근거)"
    ).fullmatch,
    "period": re.compile(r"(?:보존|보유|이용|처리|개인정보의?)?[\s·및/]*(?:보유|이용|보존)?\s*기간").fullmatch,
    "subject": re.compile(r"(?:보존|보유|수집|개인정보)?\s*(?:항목|대상|정보|기록|파일명|파일)").fullmatch,
    "whose": re.compile(r"대상\s*(?:범위|자)?|정보\s*주체").fullmatch,
}
"""The words in front of a colon that say what stands behind it."""

_law_at_end: Final = re.compile(r"(?P<subject>.+?)\s+(?P<basis>\S*법)").fullmatch
_noun_end: Final = re.compile(r"(?:개인정보|정보|기록|자료|내역|등)(?=\s+\S)").finditer
_law_named: Final = re.compile(
    r"[「『]?[가-힣][가-힣·ㆍ∙ ]{1,38}?(?:법률|법)[」』]?(?=$|[\s,에의및제)\]」』]|시행)"
).search
_policy: Final = re.compile(r"(?:회사\s*)?내부\s*방침|(?:이용자|정보주체)(?:의)?\s*동의").search
_receipt: Final = re.compile(r"(?:접수|신청|문의|수집|동의|제출)\s*(?:한\s*날|받은\s*날|일|시점)?\s*(?:로)?부터").search
_finished: Final = re.compile(r"(?:완료|종료|처리|답변|해결)\S{0,4}\s*(?:일|날|시점)?\s*(?:(?:로)?부터|후)").search


def named_law(text: str) -> str | None:
    """Give the statute that some words name."""
    found = _law_named(text)
    return found[0].strip() if found else None


def statute(text: str) -> str | None:
    """Give the statute that a line names, without its brackets."""
    found = named_law(text)
    return found.strip("「『」』 ") if found else None


def told(text: str) -> str | None:
    """Give the ground that a subject's own line tells: 회사 내부 방침에 따른 보유, 이용자 동의에 의한 보관."""
    found = _policy(text)
    return found[0] if found else None


def halves(words: str) -> tuple[str, str | None]:
    """Part subject and basis of a flattened row: at a statute's name, else behind the last noun that ends a subject."""
    ends = [match.end() for match in _noun_end(words)]
    for end in reversed(ends):
        subject, basis = words[:end].strip(), words[end:].strip()
        if _law_named(basis) or end == ends[-1]:
            return subject, basis
    if found := _law_at_end(words):
        return found["subject"], found["basis"]
    return words, None


def made(
    subject: str, basis: str | None, text: str, period: str | None, lines: tuple[Line, ...], *, whole: str | None = None
) -> DraftRetention:
    """Build the row; ``whole`` are the words in which its starting event is looked for, else the lines themselves."""
    words = lasting(text)
    return DraftRetention(
        subject=re.sub(r"\s*보유$", "", subject.strip()) or subject.strip(),
        basis=basis,
        period=period,
        period_text=text.strip(),
        bound=words.bound if words else None,
        start=_start(" ".join(line.body for line in lines) if whole is None else whole),
        statute=bool(basis and _law_named(basis) and not _policy(basis)),
        span=over(*lines),
    )


def _start(row: str) -> Start | None:
    if _finished(row):
        return "finished"
    return "receipt" if _receipt(row) else None
