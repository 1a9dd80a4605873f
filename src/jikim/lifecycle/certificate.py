"""Writes the certificate of destruction (파기 확인서) as a tagged Korean PDF; it names no person."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import segno
import typst

from jikim.clock import SEOUL
from jikim.errors import Broken

TEMPLATE = Path(__file__).with_name("certificate.typ")
FONTS = ("Pretendard", "Noto Sans KR", "Noto Sans CJK KR", "NanumGothic", "Apple SD Gothic Neo", "Malgun Gothic")
WEEKDAYS = "월화수목금토일"


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What the certificate says: counts are rows of (purpose, reason, number); times are aware."""

    batch: str
    company: str
    officer: str
    kind: str
    ends: date
    deadline: date
    opened: datetime
    closed: datetime
    counts: Sequence[tuple[str, str, int]]
    root: str
    address: str
    confirmed: datetime | None


@cache
def korean_fonts() -> tuple[str, ...]:
    """Give the Korean typefaces of this machine; raises Broken where it has none."""
    have = set(typst.Fonts().families())
    found = tuple(name for name in FONTS if name in have)
    if not found:
        rule = "korean-font-missing"
        raise Broken(rule, hint="install a Korean typeface, on Debian the package fonts-nanum")
    return found


def spoken_day(day: date) -> str:
    """Write a day as people read it: 2026-11-23 (월)."""
    return f"{day.isoformat()} ({WEEKDAYS[day.weekday()]})"


def write(certificate: Certificate) -> bytes:
    """Give the PDF (PDF/A-2a and PDF/UA-1: tagged, fonts embedded); equal input gives equal bytes."""
    return typst.compile(
        TEMPLATE,
        sys_inputs={"data": json.dumps(_data(certificate), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
    )


def _data(told: Certificate) -> Mapping[str, object]:
    closed = told.closed.astimezone(SEOUL)
    confirmed = (
        f"개인정보 보호책임자가 파기 결과를 확인하였습니다. ({_moment(told.confirmed)})"
        if told.confirmed
        else "개인정보 보호책임자의 확인을 기다리고 있습니다."
    )
    return {
        "title": "파기 확인서",
        "subtitle": "개인정보 보호법 제21조 · 같은 법 시행령 제16조 · 표준 개인정보 보호지침 제10조",
        "company": told.company,
        "officer": told.officer,
        "issued": [closed.year, closed.month, closed.day],
        "date": f"{closed.year}년 {closed.month}월 {closed.day}일",
        "fonts": [*korean_fonts(), "Libertinus Serif"],
        "footer": f"파기 번호 {told.batch}",
        "facts": _facts(told),
        "counts": {
            "title": "파기한 개인정보",
            "head": ["처리 목적", "사유", "건수"],
            "rows": [[purpose, because, f"{count:,}"] for purpose, because, count in told.counts],
        },
        "proof": {
            "title": "증명",
            "text": "파기 사실은 접속기록 원장에 한 건씩 남아 있으며, 아래 값은 이 파기에 속한 기록의 머클 루트입니다. "
            "오른쪽 주소에서 원장의 체크포인트를 받아 직접 검증할 수 있습니다.",
            "root": told.root,
            "qr": _qr(told.address),
            "alt": f"검증 주소 {told.address}",
        },
        "confirmation": {"title": "확인", "text": confirmed},
    }


def _facts(told: Certificate) -> list[list[str]]:
    return [
        ["파기 번호", told.batch],
        ["파기 사유", told.kind],
        ["보유기간 종료일", spoken_day(told.ends)],
        ["파기 기한", spoken_day(told.deadline)],
        ["파기 시작", _moment(told.opened)],
        ["파기 완료", _moment(told.closed)],
        ["파기 방법", "암호키를 데이터베이스 밖에서 소거하고, 암호문과 색인을 삭제 · 덮어쓰기"],
        ["백업", "암호키는 데이터베이스 백업에 들어 있지 않아, 과거의 백업으로도 열 수 없습니다."],
    ]


def _moment(at: datetime) -> str:
    local = at.astimezone(SEOUL)
    return f"{spoken_day(local.date())} {local:%H:%M:%S}"


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0)
    return out.getvalue().decode()
