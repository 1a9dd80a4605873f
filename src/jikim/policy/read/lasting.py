"""Reads how long something lasts: 1년, 3개월, 6월 (six months), 30일, 최대, 이상; event words give no period.

Traps: 2024년 is a date; "5월" after a year is a month of the calendar; oo년 is a placeholder.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jikim.policy.words import Bound

_length: Final = re.compile(
    r"(?:최대|최소|최장)?\s*(?<![\d.])(?P<count>\d{1,3})\s*(?P<unit>년|개월|달|월|주|일)(?!\s*\d+\s*[월일])\s*(?:간|동안)?"
    r"\s*(?:이상|이하|이내|까지)?"
)
_years_and_months: Final = re.compile(
    r"(?:최대|최소|최장)?\s*(?<![\d.])(?P<years>\d{1,2})\s*년\s*(?P<months>\d{1,2})\s*개월\s*(?:간|동안)?\s*(?:이상|이하|이내|까지)?"
)
_UNITS: Final = {"년": "P{}Y", "개월": "P{}M", "달": "P{}M", "월": "P{}M", "일": "P{}D"}
_until: Final = re.compile(
    r"(?:시|때|경우|까지|종료|완료|즉시|해지|탈퇴|철회|기간|동안|(?:즉시|지체\s*없이)\s*파기)\s*(?:까지|\+|후)?(?:\s*\(.*\))?\.?$"
).search
_WEEK: Final = 7


@dataclass(frozen=True, kw_only=True)
class Lasting:
    """A period in a line: ISO 8601, its words, its bound, where it stands in the line."""

    period: str
    text: str
    bound: Bound | None
    start: int
    end: int


def lasting(text: str) -> Lasting | None:
    """Find the last period that a text names; the ones before are often conditions.  None where there is no number."""
    found = [match for match in _length.finditer(text) if int(match["count"])]
    if not found:
        return None
    match = found[-1]
    if both := _both(text):
        return both
    words = match[0].strip()
    count = int(match["count"])
    period = f"P{count * _WEEK}D" if match["unit"] == "주" else _UNITS[match["unit"]].format(count)
    return Lasting(period=period, text=words, bound=_bound(words), start=match.start(), end=match.end())


def _both(text: str) -> Lasting | None:
    """Read ``1년 6개월`` as one period."""
    found = list(_years_and_months.finditer(text))
    if not found:
        return None
    match = found[-1]
    words = match[0].strip()
    period = f"P{int(match['years'])}Y{int(match['months'])}M"
    return Lasting(period=period, text=words, bound=_bound(words), start=match.start(), end=match.end())


def is_event(text: str) -> bool:
    """Tell whether a text names an event that ends the keeping: ``회원 탈퇴 시까지``."""
    return bool(_until(text.strip()))


def _bound(words: str) -> Bound | None:
    if "이상" in words or "최소" in words:
        return "min"
    return "max" if any(word in words for word in ("최대", "최장", "이내", "이하")) else None
