"""Renders a policy as the sections of its public page: the summary in front, then every article word for word.

It adds no promise of its own.  This is what the public page shows of an adopted policy: the published text binds, and a
text drafted from the object stands beside it in ``draft``.  Markup, links and downloads are the door's.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jikim.policy.model import Officer, Policy
from jikim.policy.notice import keeping
from jikim.policy.words import Topic

_NONE: Final = "없음"
_NOT_NAMED: Final = "방침에 적힌 곳 없음"


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One or more lines of prose, each a line of its own."""

    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table with a head; a page may show it as cards on a phone."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Piece = Paragraph | Grid


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section: ``anchor`` for links, ``number`` as the text numbers it (None where it does not)."""

    anchor: str
    number: int | None
    title: str
    about: tuple[Topic, ...]
    blocks: tuple[Piece, ...]


def render(policy: Policy) -> tuple[Section, ...]:
    """Give the sections in the order of the page."""
    return (summary(policy), *_preamble(policy), *_articles(policy))


def plain(policy: Policy) -> str:
    """Give the published text itself, as a file to download."""
    parts = [policy.title, policy.preamble]
    for one in policy.articles:
        head = f"제{one.number}조 {one.title}" if one.number else one.title
        parts.append(f"{head}\n\n{one.text}" if one.text else head)
    return "\n\n".join(part for part in parts if part) + "\n"


def summary(policy: Policy) -> Section:
    """Give the labelling block (주요 개인정보 처리 표시제): what is processed, who gets it, whom to ask."""
    rows = tuple(
        (
            use.name,
            ", ".join(item.label for item in use.required) or _NONE,
            ", ".join(item.label for item in use.optional) or _NONE,
            keeping(policy.kept[use.slug]),
        )
        for use in policy.purposes
    )
    given = ", ".join(to.recipient for to in policy.third_parties) or _NOT_NAMED
    tasks = (f"{one.name}({one.task})" if one.task else one.name for one in policy.processors)
    entrusted = ", ".join(tasks) or _NOT_NAMED
    asked = ", ".join(map(_reach, policy.officers)) or _NONE
    return Section(
        anchor="summary",
        number=None,
        title="한눈에 보는 개인정보 처리",
        about=(),
        blocks=(
            Grid(head=("목적", "필수 항목", "선택 항목", "보유 기간"), rows=rows),
            Grid(
                head=("구분", "내용"),
                rows=(("제3자 제공", given), ("처리위탁", entrusted), ("문의·고충처리", asked)),
            ),
        ),
    )


def _reach(officer: Officer) -> str:
    reach = officer.phone or officer.email
    who = " ".join(part for part in (officer.role, officer.department) if part)
    return f"{who} {reach}".strip()


def _preamble(policy: Policy) -> tuple[Section, ...]:
    if not policy.preamble:
        return ()
    lines = _lines(policy.preamble)
    return (Section(anchor="preamble", number=None, title=policy.title, about=("preamble",), blocks=lines),)


def _articles(policy: Policy) -> tuple[Section, ...]:
    return tuple(
        Section(
            anchor=f"article-{one.number or at}", number=one.number, title=one.title, about=one.about,
            blocks=_lines(one.text),
        )
        for at, one in enumerate(policy.articles, start=1)
    )  # fmt: skip


def _lines(text: str) -> tuple[Piece, ...]:
    """Part a text at its blank lines; what stands together stays together."""
    parts = (tuple(line.strip() for line in part.splitlines() if line.strip()) for part in text.split("\n\n"))
    return tuple(Paragraph(lines=lines) for lines in parts if lines)
