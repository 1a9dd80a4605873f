"""Reads which measures a text names, from the articles about safety; it does not judge them.

The headings of the list are read first; where the article has no list, its sentences are.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

from jikim.policy.read.draft import DraftSafeguard
from jikim.policy.read.outline import Outline, Part
from jikim.policy.read.text import Line, over, pair
from jikim.policy.words import SafeguardKind

# Read from top to bottom; one line may name several measures.
_TABLE: Final[tuple[tuple[SafeguardKind, str], ...]] = (
    ("internal_plan", r"내부\s*관리\s*계획"),
    (
        "staff_minimise_training",
        r"(?:직원|인원|취급자|처리자|담당자).{0,24}(?:최소|교육)|(?:최소|교육).{0,14}(?:직원|취급자)|정기.{0,6}교육",
    ),
    ("self_audit", r"자체\s*감사"),
    ("encryption", r"암호화|암호\s*알고리즘"),
    ("anti_hacking", r"해킹|바이러스|백신|보안\s*프로그램|방화벽|악성"),
    ("access_log", r"접속\s*기록"),
    ("document_lock", r"(?:문서|서류|매체|문서보안).{0,20}잠금|잠금\s*장치"),
    ("physical_access", r"출입\s*통제|물리적\s*조치|(?:전산실|자료\s*보관실).{0,14}통제|비인가"),
    ("access_control", r"접근\s*(?:권한|통제|제한)|접근을\s*통제|접근이\s*통제된\s*별도|(?:에\s*대한)\s*접근"),
)
_kinds: Final = tuple((kind, re.compile(words).search) for kind, words in _TABLE)
_cycle: Final = re.compile(r"(?P<unit>분기|반기|연|년|월|매월|매년)\s*(?:에\s*)?(?P<count>\d)\s*회").search
_CYCLES: Final = {"분기": 3, "반기": 6, "연": 12, "년": 12, "월": 1, "매월": 1, "매년": 12}
_kept: Final = re.compile(r"(?P<count>\d{1,2})\s*(?P<unit>년|개월)\s*이상").search


def safeguards(outline: Outline) -> tuple[DraftSafeguard, ...]:
    """Give the measures in the order of the text, each kind once."""
    found: dict[SafeguardKind, DraftSafeguard] = {}
    for part in outline.about("safeguards"):
        for group in _groups(part):
            for measure in _measures(group):
                found.setdefault(measure.kind, measure)
    return tuple(found.values())


def _groups(part: Part) -> list[list[Line]]:
    """Group each heading of the list with the lines that explain it."""
    heads = [line.marker for line in part.lines if line.marker and not line.is_sentence]
    if not heads:
        return [[line] for line in part.lines]
    groups: list[list[Line]] = []
    for line in part.lines:
        if line.marker == heads[0] and not line.is_sentence:
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    return groups


def _measures(group: list[Line]) -> list[DraftSafeguard]:
    head, *rest = group
    split = pair(head.body)
    title = head.body
    kinds = _named(title)
    if not kinds or (split is None and any(not line.is_sentence for line in rest)):
        kinds = list(dict.fromkeys(kinds + [kind for line in rest for kind in _named(line.body)]))
    whole = "\n".join(line.body for line in group)
    return [
        DraftSafeguard(
            kind=kind,
            title=title,
            every=_every(whole) if kind == "self_audit" else None,
            keeps=_keeps(whole) if kind == "access_log" else None,
            span=over(*group),
        )
        for kind in kinds
    ]


def _named(text: str) -> list[SafeguardKind]:
    return [kind for kind, fits in _kinds if fits(text)]


def _every(text: str) -> str | None:
    found = _cycle(text)
    return f"P{_CYCLES[found['unit']] // max(1, int(found['count'])) or 1}M" if found else None


def _keeps(text: str) -> str | None:
    found = _kept(text)
    return f"P{found['count']}{'Y' if found['unit'] == '년' else 'M'}" if found else None
