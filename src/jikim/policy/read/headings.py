"""Finds the lines that open articles; it cuts nothing and reads no body.

Phenomena: 제N조 with the title in brackets or behind; numbers 1. 01. 1) Ⅰ., letters 가., signs ■, bare lines that are
titles, 제9조 among bare ones; a table of contents repeats the headings (a run without bodies, also in one line); a list
inside an article looks like headings (its numbers do not go on); one title of the chain may be unusual.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from jikim.policy.read.bodies import names_a_body
from jikim.policy.read.table import columns
from jikim.policy.read.text import Line
from jikim.policy.read.topics import topics

LONGEST: Final = 60
_ENOUGH: Final = 4
_RUN: Final = 3
_NEAR: Final = 6
_LETTERS: Final = "가나다라마바사아자차카타파하"
_ROMANS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN_SIGNS: Final = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

_article: Final = re.compile(
    r"제\s*(?P<number>\d{1,2})\s*조(?:의\s*\d+)?\s*[.:]?\s*"
    r"(?:[(\[【<](?P<inner>[^)\]】>]+(?:\([^)]*\)[^)\]】>]*)?)[)\]】>]\s*(?P<rest>.*)|(?P<title>\S.*))"
).fullmatch
_reference: Final = re.compile(r"(?:및|에|의|을|를|제\s*\d+\s*[항호]|부터|내지|와|과)(?=\s|제|따|$)").match
_several: Final = re.compile(r"\s\d{1,2}\s?\.\s").search
_about_privacy: Final = re.compile(
    r"개인\s*정보|정보\s*주체|이용자|회원|쿠키|권익|방침|14세|아동|법정대리인|영상정보"
).search
_title_end: Final = re.compile(
    r"(?:항목|목적|기간|방법|제공|위탁|위탁처리|사항|조치|책임자|담당자|대책|권리|의무|파기|변경|개정|안내|서비스|절차|청구|구제|"
    r"동의|보호|이용|보유|수집|관리|부서|센터|신고|쿠키|공유|운영|거부|기준|현황|기관|부칙|철회|행사항법|고지|연락처|이전|정보)"
    r"(?:\s*등)?(?:\s*\([^)]*\))?$"
).search
_role: Final = re.compile(
    r"개인정보\s*(?:보호|관리|처리)?\s*(?:총괄)?\s*(?:책임자|관리자|담당자|담당\s*부서)"
).fullmatch


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A line that opens an article; ``rest`` is what stands behind the title on the same line."""

    place: int
    number: int | None
    title: str
    rest: str = ""


def headings(every: Sequence[Line]) -> list[Heading]:
    """Give the headings in the first style that finds enough of them; else articles by number; else none."""
    for style in _STYLES:
        found = style(every)
        if len({topic for heading in found for topic in topics(heading.title)}) >= _ENOUGH:
            return _without_contents(found, every)
    numbered = _without_contents(_by_article(every), every)
    return numbered if len(numbered) >= _RUN else []


def _by_article(every: Sequence[Line]) -> list[Heading]:
    return [heading for place, line in enumerate(every) if (heading := _numbered_article(place, line))]


def _numbered_article(place: int, line: Line) -> Heading | None:
    match = _article(line.body)
    if match is None:
        return None
    title, rest = (match["inner"] or match["title"] or "").strip(), match["rest"] or ""
    long = match["title"] and (line.is_sentence or len(title) > LONGEST)
    if long or _reference(title) or rest.startswith("|"):
        return None
    return Heading(place=place, number=int(match["number"]), title=title, rest=rest)


def _by_number(every: Sequence[Line]) -> list[Heading]:
    return _chain(every, "number", lambda sign: int(sign.rstrip(" .")), numbered=True)


def _by_bracket(every: Sequence[Line]) -> list[Heading]:
    return _chain(every, "bracket", lambda sign: int(sign.strip("()")), numbered=True)


def _by_roman(every: Sequence[Line]) -> list[Heading]:
    return _chain(every, "roman", _roman, numbered=True)


def _by_letter(every: Sequence[Line]) -> list[Heading]:
    return _chain(every, "hangul", lambda sign: _LETTERS.index(sign[0]) + 1, numbered=False)


def _by_circle(every: Sequence[Line]) -> list[Heading]:
    return _chain(every, "circled", lambda sign: _CIRCLES.find(sign[0]) + 1, numbered=True)


def _roman(sign: str) -> int:
    bare = sign.rstrip(".")
    return _ROMAN_SIGNS.index(bare) + 1 if bare in _ROMAN_SIGNS else _ROMANS.index(bare) + 1 if bare in _ROMANS else 0


def _chain(every: Sequence[Line], marker: str, ordinal: Callable[[str], int], *, numbered: bool) -> list[Heading]:
    """Follow a chain of ordinals through the titles; a list inside an article breaks it, an unusual title does not."""
    found: list[tuple[int, Heading]] = []
    spare: dict[int, Heading] = {}
    titles: set[str] = set()
    for place, line in enumerate(every):
        title = _title(line, titles) if line.marker == marker else None
        if title is None:
            continue
        titles.add(title)
        count, last = ordinal(line.sign), found[-1][0] if found else 0
        rest = line.body[len(title) :].strip(".: ")
        heading = Heading(place=place, number=count if numbered else None, title=title, rest=rest)
        if not topics(title):
            spare[count] = heading
        elif count == last + 1 or (count == 1 and _starts_again(place, title, found)):
            found.append((count, heading))
            spare = {}
        elif count == last + 2 and last + 1 in spare:
            found += [(last + 1, spare.pop(last + 1)), (count, heading)]
            spare = {}
    return [heading for _, heading in found]


def _title(line: Line, known: set[str]) -> str | None:
    """Give the title that a line is, or that it opens with where a table of contents has named it before."""
    if _is_short(line):
        return line.body.rstrip(".: ")
    return max((title for title in known if line.body.startswith(title)), key=len, default=None)


def _starts_again(place: int, title: str, found: Sequence[tuple[int, Heading]]) -> bool:
    """Tell the first heading behind a table of contents from the first entry of a list."""
    return bool(found) and (place == found[-1][1].place + 1 or topics(title) == topics(found[0][1].title))


def _by_sign(every: Sequence[Line]) -> list[Heading]:
    signs = [line.sign for line in every if line.marker == "block" and _is_title(line)]
    for sign in dict.fromkeys(signs):
        found = [
            Heading(place=place, number=None, title=line.body.rstrip(".: "))
            for place, line in enumerate(every)
            if line.sign == sign and _is_title(line)
        ]
        if len(found) >= _ENOUGH:
            return found
    return []


def _bare(every: Sequence[Line]) -> list[Heading]:
    found: list[Heading] = []
    for place, line in enumerate(every):
        if numbered := _numbered_article(place, line):
            found.append(numbered)
        elif _is_bare_title(line) and not _is_role_below(place, line, found):
            found.append(Heading(place=place, number=None, title=line.body.rstrip(".: ")))
    return found


def _is_bare_title(line: Line) -> bool:
    body = line.body.rstrip(".: ")
    if line.marker or not _is_title(line) or not _about_privacy(body) or not _title_end(body):
        return False
    return not columns(body) and not names_a_body(body)


def _is_role_below(place: int, line: Line, found: Sequence[Heading]) -> bool:
    """Tell the name of a role below its heading from a heading: it opens a card, not an article."""
    near = bool(found) and place - found[-1].place <= _NEAR and "officers" in topics(found[-1].title)
    return near and bool(_role(line.body.strip()))


def _is_short(line: Line) -> bool:
    return 1 < len(line.body) <= LONGEST and not line.is_sentence and not _several(line.body)


def _is_title(line: Line) -> bool:
    return _is_short(line) and bool(topics(line.body))


def _without_contents(found: list[Heading], every: Sequence[Line]) -> list[Heading]:
    """Drop runs of headings without bodies: a table of contents.  The last of a run is kept where a body follows."""
    kept: list[Heading] = []
    run: list[Heading] = []
    for at, heading in enumerate(found):
        run.append(heading)
        following = found[at + 1] if at + 1 < len(found) else None
        close = following is not None and following.place == heading.place + 1 and not heading.rest
        if close and following is not None and (following.number or 0) >= (heading.number or 0):
            continue
        is_last_line = heading.place == len(every) - 1
        kept += run if len(run) < _RUN else ([] if close or is_last_line else run[-1:])
        run = []
    return _once(kept)


def _once(found: list[Heading]) -> list[Heading]:
    """Drop a heading that its caption repeats below it, and what stands in front of the first where numbers begin."""
    kept = [
        one for one, after in zip(found, [*found[1:], None], strict=False) if after is None or not _same(one, after)
    ]
    first = next((at for at, one in enumerate(kept) if one.number == 1), 0)
    return kept[first:] if any(one.number for one in kept[:first]) else kept


def _same(one: Heading, after: Heading) -> bool:
    return (one.number, one.title) == (after.number, after.title) and one.number is not None


_STYLES: Final[tuple[Callable[[Sequence[Line]], list[Heading]], ...]] = (
    _by_article, _by_number, _by_roman, _by_sign, _by_letter, _by_bracket, _by_circle, _bare,
)  # fmt: skip
