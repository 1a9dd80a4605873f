"""Reads how data is destroyed: within how many days, how files and paper go, whether it is set apart before.

Phenomena: both methods in one sentence; one a line; ``종이 : 분쇄``; a broken word (전 자적); a method in the article
about keeping where none is about destruction; a deadline counted from the end of keeping.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

from jikim.policy.read.draft import DraftDestruction, Span
from jikim.policy.read.outline import Outline
from jikim.policy.read.text import Line, over

_ENDS: Final = r"(?=하며|하고|합니다|한다|함[.\s]|됩니다|하여야|,\s*(?:종이|출력|서면)|[.。;]|$)"
_electronic: Final = re.compile(
    r"(?:전\s*자\s*적?\s*(?:파일|형태|기록|매체|문서)|디스크|데이터베이스)[^.:]*?(?:(?:개인)?정보|경우|파일|문서)?(?:는|은|에는|에)?\s*[:：,]?\s*"
    rf"(?P<how>(?:기록|복구|복원|재생|영구|로우|포맷|다시|완전)[^.]*?(?:파기|삭제|사용|포맷|조치|방법)(?:\s*\([^)]*\))?){_ENDS}"
).search
_anyhow: Final = re.compile(rf"(?P<how>(?:재생|복구|복원)할\s*수\s*없는\s*[^.,]*?(?:파기|삭제)){_ENDS}").search
_paper: Final = re.compile(
    r"(?:종이|서면|출력물|인쇄물)[^.:]*?(?:(?:개인)?정보|경우|문서|출력물|서류|인쇄물)?(?:는|은|에는|등은)?\s*[:：,]?\s*"
    rf"(?P<how>(?:분쇄|파쇄|소각|용해)[^.]*?(?:파기|삭제|소각|분쇄|파쇄|처리|폐기)){_ENDS}"
).search
_days: Final = re.compile(r"(\d{1,3})\s*일\s*(?:이내|내에)").search
_apart: Final = re.compile(r"별도의?\s*(?:DB|데이터\s*베이스|저장|서류|보관)", re.IGNORECASE).search


def destruction(outline: Outline) -> DraftDestruction:
    """Give what the articles about destruction say; None is what they leave open."""
    parts = outline.about("destruction") or outline.about("retention")
    lines = [line for part in parts for line in part.lines]
    if not lines:
        return DraftDestruction()
    bodies = [line.body for line in lines]
    destroyed = [body for body in bodies if "파기" in body]
    days = next((int(found[1]) for body in destroyed if (found := _days(body))), None)
    return DraftDestruction(
        days=days,
        electronic=next(
            (found["how"].strip() for body in bodies if (found := _electronic(body) or _anyhow(body))), None
        ),
        paper=next((found["how"].strip() for body in bodies if (found := _paper(body))), None),
        apart=next((line.span for line in lines if _apart(line.body)), None),
        span=_place(lines),
    )


def _place(lines: list[Line]) -> Span:
    telling = [line for line in lines if _days(line.body) or _electronic(line.body) or _paper(line.body)]
    return over(*telling) if telling else over(*lines)
