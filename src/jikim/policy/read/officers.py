"""Reads who answers for privacy: a person a column, a person a row, or lines ``성명 : …`` below a role.

Phenomena: two people in one row; name and title in one cell, either first; department and name behind the role; one
address for both; a label without a colon; a desk (부서) instead of a person; placeholders; an e-mail broken by a space.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from jikim.policy.read.draft import DraftOfficer
from jikim.policy.read.outline import Outline, Part
from jikim.policy.read.people import in_charge, key_of, pieces, role_of
from jikim.policy.read.text import Line, over, pair

_roles: Final = re.compile(r"개인정보\s*(?:보호|관리)\s*(?:총괄)?\s*(?:책임자|관리자|담당자)").findall
_desk: Final = re.compile(r"(?:열람|청구|고충)[^.]*부서").search
_email: Final = re.compile(r"[A-Za-z0-9._%+-]+(?: [A-Za-z0-9._%+-]+)?@[A-Za-z0-9.-]+\.[A-Za-z]{2,}").search
_phone: Final = re.compile(r"(?:\+82[- ]?)?\(?0?\d{1,4}\)?[-. ]\d{3,4}[-. ]\d{4}|1\d{3}-\d{4}").search
_placeholder: Final = re.compile(
    r"[(\[<]?[가-힣\s]*명\s*[)\]>]|[○oO0Xx*]{2,}.*|-|\[.*(?:기재|입력).*\]|0{2,3}-0{3,4}-0{4}.*"
).fullmatch
_FEW: Final = 2


@dataclass
class _Card:
    role: str
    lines: list[Line]
    said: dict[str, str] = field(default_factory=dict)


def officers(outline: Outline) -> tuple[DraftOfficer, ...]:
    """Give the people and desks of the articles about officers, and the desk that takes requests."""
    found: list[DraftOfficer] = []
    for part in outline.about("officers"):
        cards = _columns(part.lines) or _rows(part.lines) or _blocks(part, part.lines)
        found += [_officer(card) for card in cards if card.said]
    for part in outline.about("rights"):
        found += [_officer(card) for card in _blocks(part, part.lines) if card.said and _desk(card.role)]
    return tuple(found)


def _columns(lines: Sequence[Line]) -> list[_Card]:
    for at, line in enumerate(lines):
        roles = _roles(line.body)
        if len(roles) > 1 and not line.is_sentence and pair(line.body) is None:
            cards = [_Card(role=role, lines=[line]) for role in roles]
            for row in lines[at + 1 :]:
                if not _cells(row, cards):
                    break
            return [card for card in cards if card.said]
    return []


def _cells(row: Line, cards: list[_Card]) -> bool:
    if "|" in row.body:
        label, *values = (cell.strip() for cell in row.body.split("|"))
        rest = " ".join(values)
    else:
        label, _, rest = row.body.partition(" ")
        values = []
    key = key_of(label.rstrip(":"))
    if key is None or not rest:
        return False
    words = rest.split()
    each, over_ = divmod(len(words), len(cards))
    for at, card in enumerate(cards):
        shared = bool(over_) or key == "address"
        alone = rest if shared else " ".join(words[at * each : (at + 1) * each])
        card.said[key] = values[at] if len(values) == len(cards) else alone
        card.lines.append(row)
    return True


def _rows(lines: Sequence[Line]) -> list[_Card]:
    """Read a table with a row a person: its head names 부서, 성명, 연락처; the first cell is the role."""
    for at, line in enumerate(lines):
        keys = [key_of(cell.strip()) for cell in line.body.split("|")]
        if sum(key is not None for key in keys) >= _FEW and "|" in line.body:
            return [card for row in lines[at + 1 :] if "|" in row.body and (card := _row(row, keys))]
    return []


def _row(row: Line, keys: list[str | None]) -> _Card | None:
    cells = [cell.strip() for cell in row.body.split("|")]
    starts = next((at for at, cell in enumerate(cells) if role_of(cell)), None)
    if starts is None:
        return None
    said = {key: cell for key, cell in zip(keys[1:], cells[starts + 1 :], strict=False) if key and cell}
    return _Card(role=cells[starts], lines=[row], said=said)


def _blocks(part: Part, lines: Sequence[Line]) -> list[_Card]:
    cards: list[_Card] = []
    for line in lines:
        if role := role_of(line.body):
            cards.append(_Card(role=role, lines=[line]))
        elif behind := in_charge(line.body):
            _in_charge(behind, line, cards)
        else:
            _labelled(line, part, cards)
    return cards


def _in_charge(behind: tuple[str, dict[str, str]], line: Line, cards: list[_Card]) -> None:
    role, said = behind
    if cards and cards[-1].role == role and "name" not in cards[-1].said:
        cards[-1].said |= said
        cards[-1].lines.append(line)
    else:
        cards.append(_Card(role=role, lines=[line], said=said))


def _labelled(line: Line, part: Part, cards: list[_Card]) -> None:
    found = pieces(line.body)
    if found is None:
        return
    key, label, value = found
    taken = cards[-1].said if cards else {}
    opens = not cards or (key == "name" and "name" in taken) or (key == "department" and "phone" in taken)
    if opens:
        above = cards[-1].role if cards else part.title
        cards.append(_Card(role=role_of(label) or above, lines=[line]))
    if value and key not in cards[-1].said:
        cards[-1].said[key] = value
        cards[-1].lines.append(line)


def _officer(card: _Card) -> DraftOfficer:
    said = {key: value.strip() for key, value in card.said.items() if not _placeholder(value.strip())}
    reach = " ".join(said.get(key, "") for key in ("email", "phone", "address"))
    email = _email(said.get("email", "")) or _email(reach)
    phone = _phone(said.get("phone", "")) or _phone(reach)
    name, title, department = in_cell(said)
    return DraftOfficer(
        role=card.role,
        department=department,
        name=name,
        title=title,
        email=email[0] if email else None,
        phone=phone[0] if phone else None,
        address=said.get("address"),
        span=over(*sorted(card.lines, key=lambda line: line.start)),
    )


_TITLES: Final = (
    r"대표이사|대표자|대표|이사장|이사|부사장|사장|전무|상무|본부장|국장|실장|부장|부팀장|팀장|과장|차장|대리|담당|원장|소장|"
    r"센터장|관장|매니저|주임|책임"
)
_name_first: Final = re.compile(rf"(?P<name>[가-힣]{{2,4}})\s+(?P<title>(?:[가-힣]+\s)?(?:{_TITLES}))").fullmatch
_title_first: Final = re.compile(
    rf"(?P<title>(?:[가-힣A-Za-z]+\s?)?(?:{_TITLES}))\s+(?P<name>[가-힣]{{2,4}}|[가-힣](?:\s[가-힣]){{1,3}})"
).fullmatch
_desk_first: Final = re.compile(
    r"(?P<department>[가-힣A-Za-z]+(?:과|팀|부|실|국|처|센터))\s+(?P<name>[가-힣]{2,4}|[가-힣](?:\s[가-힣]){1,3})"
).fullmatch


def in_cell(said: dict[str, str]) -> tuple[str | None, str | None, str | None]:
    """Part a cell that holds name and title, or department and name."""
    name, title, department = said.get("name"), said.get("title"), said.get("department")
    if name and title is None and (both := _name_first(name) or _title_first(name)):
        return both["name"], both["title"], department
    if name and department is None and (both := _desk_first(name)):
        return both["name"], title, both["department"]
    return name, title, department
