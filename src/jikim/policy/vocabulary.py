"""Gives a policy's own words for items their slugs and kinds; an unknown word gets a slug made of its letters.

The desk never asks for what no inquiry needs and the law guards: registration, passport and card numbers, passwords.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from jikim.policy.model import Item
from jikim.policy.words import Kind

_TABLE: Final[tuple[tuple[str, Kind, str], ...]] = (
    ("company", "line", r"회사|상호|업체|기업|법인명|기관명|사업자명"),
    ("name", "name", r"이름|성명|성함|신청자|작성자|담당자명?|고객명"),
    ("email", "email", r"이메일|전자우편|전자메일|메일주소|^메일$|email"),
    ("home-phone", "phone", r"(?:자택|집|유선|일반).*전화"),
    ("office-phone", "phone", r"(?:회사|직장|사무실).*(?:전화|연락처)"),
    ("fax", "phone", r"팩스|fax"),
    ("phone", "phone", r"연락처|전화|휴대폰|핸드폰|휴대번호"),
    ("rank", "line", r"직급|직위|직책|직함"),
    ("department", "line", r"부서"),
    ("affiliation", "line", r"소속"),
    ("job", "line", r"직업|직무|직종"),
    ("address", "line", r"주소|거주지|소재지"),
    ("birthdate", "line", r"생년월일|생일|나이|연령"),
    ("gender", "line", r"성별"),
    ("region", "line", r"지역"),
)
_rows: Final = tuple((slug, kind, re.compile(words, re.IGNORECASE).search) for slug, kind, words in _TABLE)
_never: Final = re.compile(
    r"비밀번호|패스워드|아이디|로그인|\bID\b|주민등록|외국인등록|여권|운전면허|계좌|카드|결제|신용|건강|진료|사상|범죄"
).search
_plain: Final = re.compile(r"[\s-]|\([^)]*\)|\[[^]]*\]").sub
_contact: Final = frozenset(("name", "phone", "email"))
_LENGTH: Final = 8

_product: Final = re.compile(r"(?:제품|품목|상품)\s*선택").search
_kind: Final = re.compile(r"(?:상담|문의|신청)\s*(?:유형|분야|종류)").search
_matter: Final = re.compile(r"(?:상담|문의|신청|요청)\s*사항").search
_content: Final = re.compile(r"(?:상담|문의|신청|요청|민원)\s*내용").search


def item(label: str) -> Item:
    """Give the item that a label names; the same label is the same slug in every purpose."""
    plain = _plain("", label)
    for slug, kind, fits in _rows:
        if fits(plain):
            return Item(slug=slug, label=label, kind=kind)
    return Item(slug=f"item-{sha256(plain.encode()).hexdigest()[:_LENGTH]}", label=label, kind="line")


def askable(label: str) -> bool:
    """Tell whether an inquiry form may ask for it at all (법 제23조, 제24조, 제24조의2; no accounts at this desk)."""
    return not _never(_plain("", label))


def is_contact(one: Item) -> bool:
    """Tell whether an item is what an answer cannot do without: a name, a phone number, an e-mail address."""
    return one.slug in _contact


def distinct(labels: Iterable[str], taken: set[str]) -> tuple[Item, ...]:
    """Give items for labels, none of a slug already taken in this form: the second phone becomes ``phone-2``."""
    found = []
    for label in labels:
        one, count = item(label), 1
        slug = one.slug
        while slug in taken:
            count += 1
            slug = f"{one.slug}-{count}"
        taken.add(slug)
        found.append(Item(slug=slug, label=label, kind=one.kind))
    return tuple(found)


def needs(detail: str) -> tuple[Item, ...]:
    """Give what the purpose itself needs, in the policy's own words; where it names no content, 문의 내용 is asked."""
    found = []
    if product := _product(detail):
        found.append(Item(slug="product", label=product[0], kind="choice"))
    if kind := _kind(detail):
        found.append(Item(slug="kind", label=kind[0], kind="choice"))
    matter, content = _matter(detail), _content(detail)
    if matter and content:
        found.append(Item(slug="subject", label=matter[0], kind="line"))
    words = content or matter
    found.append(Item(slug="content", label=words[0] if words else "문의 내용", kind="text"))
    return tuple(found)
