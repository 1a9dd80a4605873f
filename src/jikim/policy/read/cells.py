"""Parts a row of a table whose cells stand side by side with nothing but spaces between them.

Phenomenon: pages copied without their table.  Each kind of column has endings that are usual for it; the cut is the one
whose cells look most like their columns, found over all cuts at once.  It never reorders or drops a word.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

_NAME: Final = (
    r"(?:\(주\)|㈜\S+|회사|업체|[가-힣]사|서비스|솔루션|사무소|은행|카드|택배|페이|클라우드|센터|협회|공단|원|법인|기관|"
    r"[가-힣](?:부|처|청)|cloud|services|inc\.?|ltd\.?|llc|corp\.?|[^\s(]\)|\([^\s)]+\))$"
)
_TASK: Final = (
    r"(?:조회|확인|제공|처리|관리|서비스|발송|전송|안내|가입|상담|신청|활용|응답|구분|분석|운영|대행|업무|보관|저장|유지보수|등|"
    r"개발|전달|배송|결제|정산|목적|식별|지원|접수|연동|제작|출력|활성화|답변|대응|예약|인증|통보|연락|청구)$"
)
_ITEM: Final = (
    r"(?:성명|이름|번호|주소|월일|연락처|이메일|전화|ID|아이디|내역|정보|기록|로그|쿠키|성별|나이|직업|회사명|부서|직급|직책|"
    r"통신사|상호|상호명|IP|데이터|사진|이력|\)|등|명)$"
)
_TIME: Final = r"(?:년|개월|일|월|시|때|까지|기간|즉시|후|파기|동안|종료|이내|이상|탈퇴|철회|달성)\)?\.?$"
_WAY: Final = r"(?:시|경우|수기|입력|홈페이지|전화|이메일|서면|자동|통해|방문|팩스)$"
_SHAPES: Final = {
    "recipient": _NAME, "processor": _NAME, "task": _TASK, "purpose": _TASK, "items": _ITEM, "required": _ITEM,
    "optional": _ITEM, "period": _TIME, "method": _WAY, "basis": r"(?:법|법률|조|항|동의|방침|시행령)[」』]?$",
    "subject": r"(?:정보|기록|자료|내역|항목|등|경우)$",
}  # fmt: skip
_fits: Final = {kind: re.compile(shape, re.IGNORECASE).search for kind, shape in _SHAPES.items()}
ends_as_item: Final = _fits["items"]
_dangling: Final = re.compile(r"^(?:및|또는|후|시)(?=\s|$)|(?:^|\s)(?:및|또는)$|[,·]$|^[,·]").search
_timed: Final = re.compile(r"완료|종료|탈퇴|해지|\d\s*(?:년|개월|일)|기간|즉시|철회|달성|까지").search
_only_time: Final = re.compile(r"까지|\d\s*(?:년|개월)|즉시\s*파기|기간").search
_NAMES: Final = frozenset(("recipient", "processor"))
_LISTS: Final = frozenset(("items", "required", "optional"))
_MOST: Final = 60
_TALLEST: Final = 3
_A_LINE: Final = 1.5
_EMPTY, _WRONG, _RIGHT, _A_WORD = -1.0, -3.0, 2.0, 0.06


def cells(row: str, kinds: Sequence[str]) -> tuple[str, ...] | None:
    """Cut a row into one cell a column ("" for an empty one); None where it has too few or too many words."""
    words = row.split()
    if not 1 < len(words) <= _MOST:
        return None
    none: tuple[int, ...] = ()
    best = [(0.0, none), *[(float("-inf"), none)] * len(words)]
    for kind in kinds:
        best = [_extended(best, words, kind, end) for end in range(len(words) + 1)]
    edges = (0, *best[-1][1])
    return tuple(" ".join(words[a:b]) for a, b in pairwise(edges))


def fit(kinds: Sequence[str], parts: Sequence[str]) -> float:
    """Tell how much some cells look like the columns that they would stand in."""
    return sum(_likeness(kind, part) for kind, part in zip(kinds, parts, strict=False))


def aligned(lines: Sequence[str], kinds: Sequence[str]) -> list[list[range]]:
    """Cut lines into rows of cells, each of one to three lines; gives the places of the lines of each cell.

    Lines behind the last whole row are left out.
    """
    width = len(kinds)
    best: list[list[tuple[float, int]]] = [[(float("-inf"), 0)] * width for _ in range(len(lines) + 1)]
    best[0][0] = (0.0, 0)
    for end in range(1, len(lines) + 1):
        for column, kind in enumerate(kinds):
            options = [
                (best[end - size][column][0] + _stacked(kind, lines[end - size : end]), size)
                for size in range(1, min(_TALLEST, end) + 1)
            ]
            best[end][(column + 1) % width] = max([best[end][(column + 1) % width], *options])
    ends = [end for end in range(len(lines), 0, -1) if best[end][0][0] > float("-inf")]
    return _rows(best, ends[0], width) if ends else []


def _stacked(kind: str, lines: Sequence[str]) -> float:
    tall = len(lines) - 1
    continues = sum(line.endswith((",", "，")) for line in lines[:-1])
    return _likeness(kind, " ".join(lines)) - tall * _A_LINE + continues * 2


def _rows(best: Sequence[Sequence[tuple[float, int]]], end: int, width: int) -> list[list[range]]:
    cells_found: list[range] = []
    column = 0
    while end > 0:
        size = best[end][column][1]
        cells_found.append(range(end - size, end))
        end, column = end - size, (column - 1) % width
    cells_found.reverse()
    return [cells_found[at : at + width] for at in range(0, len(cells_found), width)]


def _extended(
    best: list[tuple[float, tuple[int, ...]]], words: list[str], kind: str, end: int
) -> tuple[float, tuple[int, ...]]:
    score, start = max(
        (best[start][0] + _likeness(kind, " ".join(words[start:end])), start) for start in range(end + 1)
    )
    return score, (*best[start][1], end)


@lru_cache(maxsize=4096)
def _likeness(kind: str, cell: str) -> float:
    """Tell how much a cell looks like its column: usual endings count, commas count for lists and against names."""
    if not cell:
        return _EMPTY
    fits = _fits.get(kind)
    score = _RIGHT if fits and fits(cell) else 0.0
    score += _WRONG if _dangling(cell) else 0.0
    commas = min(cell.count(","), 3)
    if kind in _LISTS:
        score += commas
    elif kind in _NAMES:
        score -= commas * _RIGHT + cell.count(" ") * _A_WORD * 2
    if kind == "period":
        score += (1.0 if _timed(cell) else _WRONG) + cell.count(" ") * _A_WORD
    elif kind != "method" and _only_time(cell):
        score += _WRONG
    return score - (0 if kind == "period" else cell.count(" ") * _A_WORD)
