"""Cuts a text into its articles at the headings found; chapters are no articles, and no line is lost."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from jikim.policy.read.headings import Heading, headings
from jikim.policy.read.table import Table, tables
from jikim.policy.read.text import Line, lines
from jikim.policy.read.topics import topics
from jikim.policy.words import Topic

_chapter: Final = re.compile(r"제\s*\d{1,2}\s*장\b.*").fullmatch


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

    @cached_property
    def _cut(self) -> tuple[tuple[Table, ...], tuple[Line, ...]]:
        return tables(self.lines)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the body."""
        return self._cut[0]

    @property
    def prose(self) -> tuple[Line, ...]:
        """The lines of the body that stand in no table."""
        return self._cut[1]


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
    """Cut a prepared text into its articles; no article at all where it has no headings."""
    every = lines(text)
    found = headings(every)
    before = every[: found[0].place] if found else every
    parts = []
    for at, heading in enumerate(found):
        end = found[at + 1].place if at + 1 < len(found) else len(every)
        parts.append(_part(heading, every[heading.place], every[heading.place + 1 : end]))
    return Outline(text=text, before=before, parts=tuple(parts))


def _part(heading: Heading, head: Line, body: tuple[Line, ...]) -> Part:
    kept = tuple(line for line in body if not _chapter(line.body))
    if heading.rest:
        start = head.end - len(heading.rest)
        first = Line(marker="", sign="", body=heading.rest, start=start, end=head.end, body_start=start)
        kept = (first, *kept)
    return Part(number=heading.number, title=heading.title, head=head, lines=kept, about=topics(heading.title))
