"""Finds the articles of a text: numbered with 제N조, numbered 1., marked with a sign, or bare lines that are titles.

Phenomena: a table of contents repeats the headings (a run without bodies); numbered lists look like headings
(their numbers do not go on from the last heading); a heading may carry its text on the same line; chapters are skipped.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from jikim.policy.read.text import Line, lines
from jikim.policy.read.topics import topics
from jikim.policy.words import Topic

_LONGEST: Final = 60
_ENOUGH: Final = 4
_RUN: Final = 3

_article: Final = re.compile(
    r"제\s*(?P<number>\d{1,2})\s*조(?:의\s*\d+)?\s*[.:]?\s*"
    r"(?:[(\[【<](?P<inner>[^)\]】>]+(?:\([^)]*\)[^)\]】>]*)?)[)\]】>]\s*(?P<rest>.*)|(?P<title>\S.*))"
).fullmatch
_chapter: Final = re.compile(r"제\s*\d{1,2}\s*장\b.*").fullmatch
_reference: Final = re.compile(r"(?:및|에|의|을|를|제\s*\d+\s*[항호]|부터|내지|와|과)(?=\s|제|따|$)").match


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A line that opens an article; ``rest`` is what stands behind the title on the same line."""

    place: int
    number: int | None
    title: str
    rest: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One article: its heading line, its body lines, what it is about."""

    number: int | None
    title: str
    head: Line
    lines: tuple[Line, ...]
    about: tuple[Topic, ...]

    @property
    def text(self) -> str:
        """The body as one text, markers left out; recognisers that look for phrases read this."""
        return "\n".join(line.body for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A text cut into articles; ``before`` are the lines in front of the first."""

    text: str
    before: tuple[Line, ...]
    parts: tuple[Part, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the text but the headings."""
        return self.before + tuple(line for part in self.parts for line in part.lines)

    def about(self, *wanted: Topic) -> tuple[Part, ...]:
        """Give the articles about any of some topics, in the order of the text."""
        return tuple(part for part in self.parts if set(wanted) & set(part.about))


def outline(text: str) -> Outline:
    """Cut a prepared text into its articles; one nameless part where it has no headings at all."""
    every = lines(text)
    headings = _without_contents(_headings(every), every)
    before = every[: headings[0].place] if headings else every
    parts = []
    for at, heading in enumerate(headings):
        end = headings[at + 1].place if at + 1 < len(headings) else len(every)
        parts.append(_part(heading, every[heading.place], every[heading.place + 1 : end]))
    return Outline(text=text, before=before, parts=tuple(parts))


def _part(heading: Heading, head: Line, body: tuple[Line, ...]) -> Part:
    kept = tuple(line for line in body if not _chapter(line.body))
    if heading.rest:
        first = Line(
            marker="", sign="", body=heading.rest, start=head.end - len(heading.rest), end=head.end,
            body_start=head.end - len(heading.rest),
        )  # fmt: skip
        kept = (first, *kept)
    return Part(number=heading.number, title=heading.title, head=head, lines=kept, about=topics(heading.title))


def _headings(every: tuple[Line, ...]) -> list[Heading]:
    for style in _STYLES:
        found = style(every)
        if len({topic for heading in found for topic in topics(heading.title)}) >= _ENOUGH:
            return found
    return []


def _by_article(every: tuple[Line, ...]) -> list[Heading]:
    found = []
    for place, line in enumerate(every):
        match = _article(line.body)
        if match is None:
            continue
        title = (match["inner"] or match["title"] or "").strip()
        if _reference(title) or (match["title"] and (line.is_sentence or len(title) > _LONGEST)):
            continue
        found.append(Heading(place=place, number=int(match["number"]), title=title, rest=match["rest"] or ""))
    return found


def _by_number(every: tuple[Line, ...]) -> list[Heading]:
    found: list[Heading] = []
    for place, line in enumerate(every):
        if line.marker not in {"number", "roman"} or not _is_title(line) or not line.sign[0].isdigit():
            continue
        number = int(line.sign.rstrip("."))
        last = (found[-1].number or 0) if found else 0
        if number == last + 1 or (number == 1 and _starts_again(place, line, found)):
            found.append(Heading(place=place, number=number, title=line.body.rstrip(".: ")))
    return found


def _starts_again(place: int, line: Line, found: list[Heading]) -> bool:
    """Tell the first heading behind a table of contents from the first entry of a list."""
    return place == found[-1].place + 1 or topics(line.body) == topics(found[0].title)


def _by_sign(every: tuple[Line, ...]) -> list[Heading]:
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


def _bare(every: tuple[Line, ...]) -> list[Heading]:
    return [
        Heading(place=place, number=None, title=line.body.rstrip(".: "))
        for place, line in enumerate(every)
        if not line.marker and _is_title(line) and "개인정보" in line.body
    ]


def _is_title(line: Line) -> bool:
    short = len(line.body) <= _LONGEST and not line.is_sentence
    return short and bool(topics(line.body))


def _without_contents(found: list[Heading], every: tuple[Line, ...]) -> list[Heading]:
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
    return kept


_STYLES: Final[tuple[Callable[[tuple[Line, ...]], list[Heading]], ...]] = (_by_article, _by_number, _by_sign, _bare)
