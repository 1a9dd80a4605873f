"""Reads who answers for privacy: a flattened table with a column a person, or lines ``성명 : …`` below a role.

Phenomena: two people in one row; name and title in one cell; one address for both; placeholders; an e-mail with a
space in it.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from jikim.policy.read.draft import DraftOfficer
from jikim.policy.read.outline import Outline, Part
from jikim.policy.read.text import Line, over, pair

_role: Final = re.compile(
    r"(?:개인정보\s*)?(?:보호|관리|처리)?\s*(?:총괄\s*)?(?:책임자|관리자|담당자)|"
    r"고충\s*처리\s*(?:부서|담당자)|[가-힣 ]{0,12}(?:책임자|담당자)"
).fullmatch
_roles: Final = re.compile(r"개인정보\s*(?:보호|관리)\s*(?:총괄)?\s*(?:책임자|관리자|담당자)").findall
_KEYS: Final = (
    ("department", r"(?:담당\s*)?(?:부서|소속)(?:명|\s*부서)?|담당\s*부서|소속\s*/?\s*부서"),
    ("title", r"직\s*[위책급함]|직책\s*/\s*직위"),
    ("email", r"(?:전자\s*우편|이?\s*-?\s*메\s*일|e-?\s*mail)(?:\s*주소)?"),
    ("phone", r"(?:전\s*화|연\s*락\s*처|대표\s*전화|TEL)(?:\s*번호)?"),
    ("address", r"주\s*소|소재지"),
    ("name", r"성\s*명|이\s*름|(?:개인정보\s*)?(?:보호|관리)?\s*책임자(?:\s*성명)?|담당자"),
)
_keys: Final = tuple((field_, re.compile(words, re.IGNORECASE).fullmatch) for field_, words in _KEYS)
_email: Final = re.compile(r"[A-Za-z0-9._%+-]+(?: [A-Za-z0-9._%+-]+)?@[A-Za-z0-9.-]+\.[A-Za-z]{2,}").search
_phone: Final = re.compile(r"(?:\+82[- ]?)?\(?0?\d{1,4}\)?[-. ]\d{3,4}[-. ]\d{4}|1\d{3}-\d{4}").search
_TITLES: Final = (
    "대표이사|대표자|대표|이사장|이사|부사장|사장|전무|상무|본부장|실장|부장|팀장|"
    "과장|차장|대리|담당|원장|소장|센터장|매니저|주임|책임"
)
_named: Final = re.compile(rf"(?P<name>[가-힣]{{2,4}})\s+(?P<title>(?:[가-힣]+\s)?(?:{_TITLES}))").fullmatch
_placeholder: Final = re.compile(r"[(\[<]?[가-힣\s]*명\s*[)\]>]|[○oO0Xx*]{2,}.*|-").fullmatch


@dataclass
class _Card:
    role: str
    lines: list[Line]
    said: dict[str, str] = field(default_factory=dict)


def officers(outline: Outline) -> tuple[DraftOfficer, ...]:
    """Give the people and desks of the articles about officers, each of them once."""
    found: list[DraftOfficer] = []
    for part in outline.about("officers"):
        cards = _columns(part) or _blocks(part)
        found += [_officer(card) for card in cards if card.said]
    return tuple(found)


def _columns(part: Part) -> list[_Card]:
    for at, line in enumerate(part.lines):
        roles = _roles(line.body)
        if len(roles) > 1 and not line.is_sentence:
            cards = [_Card(role=role, lines=[line]) for role in roles]
            for row in part.lines[at + 1 :]:
                if not _cells(row, cards):
                    break
            return cards
    return []


def _cells(row: Line, cards: list[_Card]) -> bool:
    label, _, rest = row.body.partition(" ")
    key = _key(label.rstrip(":"))
    if key is None or not rest:
        return False
    words = rest.split()
    each, over_ = divmod(len(words), len(cards))
    for at, card in enumerate(cards):
        shared = bool(over_) or key == "address"
        card.said[key] = rest if shared else " ".join(words[at * each : (at + 1) * each])
        card.lines.append(row)
    return True


def _blocks(part: Part) -> list[_Card]:
    cards: list[_Card] = []
    for line in part.lines:
        split = pair(line.body)
        if split is None:
            if _role(line.body.strip(" <>[]【】")) and len(line.body) <= 40:  # noqa: PLR2004 -- a role is a short line
                cards.append(_Card(role=line.body.strip(" <>[]【】"), lines=[line]))
            continue
        key = _key(split[0])
        if key is None:
            continue
        if not cards or key in cards[-1].said:
            cards.append(_Card(role=split[0] if _role(split[0]) else part.title, lines=[line]))
        if split[1]:
            cards[-1].said[key] = split[1]
            cards[-1].lines.append(line)
    return cards


def _key(label: str) -> str | None:
    return next((key for key, fits in _keys if fits(label.strip())), None)


def _officer(card: _Card) -> DraftOfficer:
    said = {key: value for key, value in card.said.items() if not _placeholder(value)}
    name, title = said.get("name"), said.get("title")
    if name and title is None and (both := _named(name)):
        name, title = both["name"], both["title"]
    reach = " ".join(said.get(key, "") for key in ("email", "phone", "address"))
    email = _email(said.get("email", "")) or _email(reach)
    phone = _phone(said.get("phone", "")) or _phone(reach)
    return DraftOfficer(
        role=card.role,
        department=said.get("department"),
        name=name,
        title=title,
        email=email[0] if email else None,
        phone=phone[0] if phone else None,
        address=said.get("address"),
        span=over(*card.lines),
    )
