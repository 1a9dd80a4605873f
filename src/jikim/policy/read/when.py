"""Reads the day a text came into force, and how long ahead it promises to tell of changes.

Phenomena: 2021년 6월 7일 · 2021.06.07 · 2021-6-7, a day of notice beside it,
histories of earlier versions, [YYYY.MM.DD].
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from datetime import date
from typing import Final

from jikim.policy.read.draft import Figure, Span
from jikim.policy.read.outline import Outline

_DATE: Final = r"\[?\s*(?P<y>(?:19|20)\d\d)\s*[년.\-/]\s*(?P<m>\d{1,2})\s*[월.\-/]\s*(?P<d>\d{1,2})\s*일?\s*\]?\.?"
_THIS: Final = r"(?:본|이)\s*(?:개인정보\s*)?(?:[「『]?개인정보\s*)?(?:처리|취급)?\s*방침[」』]?"

# Strongest first: what the text says of itself, then a labelled date, then any date that takes effect.
_SHAPES: Final = tuple(
    re.compile(shape)
    for shape in (
        rf"(?:시행|적용)\s*(?:일자?|날짜)\s*[:：]?\s*{_DATE}",
        rf"{_THIS}[은는이]?[^\n]{{0,20}}?{_DATE}\s*(?:부터|자로|에)\s*(?:시행|적용)",
        rf"{_DATE}\s*(?:부터|자로|부로|에)?\s*(?:시행|적용|발효)",
    )
)
_notice: Final = re.compile(r"(?<!\d)(\d{1,3})\s*일\s*(?:이?전|앞서)").search


def effective(outline: Outline) -> tuple[date, Span] | None:
    """Give the day in force with its place; the latest one where the strongest wording names several."""
    for shape in _SHAPES:
        found = [
            (day, Span(start=match.start(), end=match.end()))
            for match in shape.finditer(outline.text)
            if (day := _day(match["y"], match["m"], match["d"]))
        ]
        if found:
            return max(found, key=lambda pair: pair[0])
    return None


def notice(outline: Outline) -> Figure | None:
    """Give the days of notice before a change, from the article about changes, else from any line about changes."""
    changing = [line for part in outline.about("changes") for line in part.lines]
    for line in [*changing, *(line for line in outline.lines if "변경" in line.body or "개정" in line.body)]:
        if found := _notice(line.body):
            return Figure(days=int(found[1]), span=line.span)
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
