"""Reads how items are marked, 필수 or 선택, wherever the mark stands; it knows no context and no article.

Phenomena: (필수) a, b (선택) c in one cell; 필수항목 : a, b; 주소 (선택); "필수적인 정보는 a, b 등입니다";
"a, b 등 거래 기록" is one thing.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final, Literal

from jikim.policy.read.text import listed

Mark = Literal["required", "optional", "unspecified"]

_label: Final = re.compile(
    r"[<\[(【]?\s*(?:수집\s*)?(?:개인정보\s*)?(?:(?P<must>필수)|(?P<may>선택)|(?P<any>수집|주요|처리|기록|개인정보))\s*"
    r"(?:적\s*)?(?:수집\s*|입력\s*|개인)?(?:하는\s*)?(?:개인)?(?:항목|정보|사항)?\s*(?:항목)?\s*[>\])】]?"
).fullmatch
_inline: Final = re.compile(
    r"[(\[<【]\s*(?P<mark>필수|선택)\s*(?:수집\s*)?(?:항목|정보|사항)?\s*[)\]>】]\s*[:：]?|"
    r"(?:(?<=^)|(?<=[\s,/]))(?P<bare>필수|선택)\s*(?:수집\s*)?(?:항목|정보|사항)?\s*[:：]"
)
_after: Final = re.compile(r"^(?P<item>.+?)\s*[(\[](?P<mark>필수|선택)[)\]]$").fullmatch
_either: Final = re.compile(r"\s*[(\[](?:필수|선택)\s*[/,·]\s*(?:필수|선택)[)\]]").sub
_sources: Final = re.compile(r"\[[가-힣A-Za-z ]{1,20}\]\s*").sub

_one_thing: Final = re.compile(r"(?:등의?|과 같은)\s+[가-힣 ]{0,12}(?:기록|정보|내역|자료)$").search
_prose: Final = re.compile(
    r"(?P<mark>필수|선택)(?:적인?|적으로)?[^.,:]{0,24}?(?:정보|항목|사항)(?:은|는|으로서?|이|란)\s*(?P<list>[^.:]*?,[^.:]*?)\s*"
    r"(?:등|항목|정보)*\s*(?:입니다|이며|을|를|이고|으로)"
)
_end: Final = re.compile(r"\s*(?:등|항목|정보)+$").sub


def label(text: str) -> Mark | None:
    """Give the mark of a label (필수항목, 선택, 수집항목); None for any other words."""
    found = _label(text.strip())
    if found is None:
        return None
    if found["must"]:
        return "required"
    return "optional" if found["may"] else "unspecified"


def mark_of(context: str) -> Mark | None:
    """Give the mark that a context bears: 회원 가입 시 필수 항목; None for no mark, and for both."""
    found = {match["must"] or match["may"] for match in re.finditer(r"(?P<must>필수)|(?P<may>선택)", context)}
    if len(found) == 1:
        return "required" if "필수" in found else "optional"
    return (
        "unspecified" if re.search(r"(?:수집|처리)\S*\s*(?:항목|정보)$", context.rstrip(": ")) and not found else None
    )


def listed_items(text: str) -> tuple[str, ...]:
    """Split a list of items; an enumeration that only describes one kind of record stays one."""
    return (text.strip(),) if _one_thing(text) else listed(text)


def marked(text: str) -> list[tuple[Mark, tuple[str, ...]]]:
    """Part a cell into lists by the marks in it."""
    text = _either("", text)
    single = _after(text)
    if single:
        return [(_named(single["mark"]), (single["item"].strip(),))]
    found: list[tuple[Mark, tuple[str, ...]]] = []
    places = list(_inline.finditer(text))
    before = text[: places[0].start()] if places else text
    _add(found, "unspecified", before)
    for at, place in enumerate(places):
        end = places[at + 1].start() if at + 1 < len(places) else len(text)
        _add(found, _named(place["mark"] or place["bare"]), text[place.end() : end])
    return found


def _add(found: list[tuple[Mark, tuple[str, ...]]], mark: Mark, text: str) -> None:
    if some := listed_items(_sources("", text).strip(" /·")):
        found.append((mark, some))


def in_sentence(text: str) -> list[tuple[Mark, tuple[str, ...]]]:
    """Give the lists that a sentence holds behind the words "필수 정보는" and "선택적으로 …사항으로서"."""
    return [(_named(match["mark"]), listed(_end("", match["list"]))) for match in _prose.finditer(text)]


def _named(mark: str) -> Mark:
    return "required" if mark == "필수" else "optional"
