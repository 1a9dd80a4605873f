"""Finds which row of one article belongs to which purpose of another: by shared words, never by position."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import Final, TypeVar

from jikim.policy.read.draft import Draft

Row = TypeVar("Row")

_squash: Final = re.compile(r"[\s·∙․ㆍ•,.:;'\"「」『』()\[\]/‘’“”-]").sub
_suffix: Final = re.compile(r"(?:및)?(?:의)?(?:처리|관리|제공|업무|수행|활용|실시|개인정보|정보|항목|시)+$").sub
_general: Final = re.compile(
    r"(?:수집|처리)(?:하는|된|되는)?(?:개인정보)?(?:의)?(?:항목)?.*|(?:회원|이용자|고객|정보주체|주요)?(?:의)?(?:개인정보|정보|항목)(?:처리)?"
).fullmatch
_ALIKE: Final = 0.6
_SHORTEST: Final = 2

_SLUGS: Final = (
    ("quote", r"견적"),
    ("consultation", r"상담"),
    ("membership", r"회원"),
    ("marketing", r"마케팅|광고|홍보|이벤트"),
    ("complaint", r"민원|고충|불만"),
    ("recruitment", r"채용|입사|지원자"),
    ("reservation", r"예약"),
    ("payment", r"결제|정산"),
    ("delivery", r"배송"),
    ("inquiry", r"문의"),
    ("service", r"서비스|재화|공급"),
)
_slugs: Final = tuple((slug, re.compile(words).search) for slug, words in _SLUGS)


def core(text: str) -> str:
    """Squash a name to the letters that tell it from others: no spaces, no 처리, 관리, 제공 at its end."""
    squashed = _squash("", text)
    return _suffix("", squashed) or squashed


def best(
    name: str,
    rows: Iterable[Row],
    words: Callable[[Row], str],
    fits: Callable[[Row], bool],
) -> Row | None:
    """Give the row whose words share most with a name; a row for everybody stands for all; None where none is alike."""
    possible = [row for row in rows if fits(row)]
    general = [row for row in possible if _general(_squash("", words(row)))]
    if len(possible) == 1 and general:
        return general[0]
    scored = [(_share(core(name), core(words(row))), row) for row in possible]
    if not scored:
        return None
    share, row = max(scored, key=lambda pair: pair[0])
    if share >= _ALIKE:
        return row
    return general[0] if general else None


def _share(name: str, words: str) -> float:
    short, long = sorted((name, words), key=len)
    if len(short) >= _SHORTEST and short in long:
        return 1.0 + len(short) / max(1, len(long))
    return SequenceMatcher(None, name, words, autojunk=False).ratio()


def purpose_slugs(draft: Draft) -> tuple[str, ...]:
    """Name each purpose by a slug of its words, numbered where two would be the same."""
    names = [purpose.name for purpose in draft.purposes] or ["문의 처리"]
    found: list[str] = []
    for at, name in enumerate(names, start=1):
        slug = next((slug for slug, fits in _slugs if fits(name)), f"purpose-{at}")
        found.append(slug if slug not in found else f"{slug}-{at}")
    return tuple(found)
