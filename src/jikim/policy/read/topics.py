"""Tells what an article is about from its title: a table of words, read from top to bottom."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

from jikim.policy.words import Topic

# The first row that fits and is not marked "also" ends the search: titles with two topics name the rarer one first.
_TABLE: Final[tuple[tuple[Topic, str, bool], ...]] = (
    ("mobile-cctv", r"이동형영상", False),
    ("cctv", r"영상정보처리|CCTV", False),
    ("automated", r"자동화된", False),
    ("behaviour", r"행태정보", False),
    ("cookies", r"쿠키|cookie|자동수집|자동으로수집|자동수집장치", False),
    ("pseudonyms", r"가명", False),
    ("abroad", r"국외|해외", False),
    ("children", r"14세미만|아동(?!.*권리)", False),
    ("further-use", r"추가적인?이용", False),
    ("agent-in-korea", r"국내대리인", False),
    ("sensitive", r"공개가능성|비공개(?:를)?선택", False),
    ("self-regulation", r"자율.{0,6}(?:보호|규제)|ISMS|인증현황", False),
    ("remedies", r"권익침해|구제|침해.{0,4}(?:신고|상담)|분쟁", True),
    ("changes", r"변경|개정|고지의?의무|공지의?의무|고지및통지|시행일", False),
    ("rights", r"권리|열람|동의철회|행사방법|정정요청", False),
    ("officers", r"책임자|담당자|민원|고충|연락처|담당부서", False),
    ("processors", r"위탁|수탁", False),
    ("third-parties", r"제3자|제삼자|제공및공유|공유및제공|(?:개인)?정보(?:의)?(?:이용및)?제공", False),
    ("destruction", r"파기", True),
    ("safeguards", r"안[전정]성|보호조치|보호대책|기술적|보안|해킹|취급직원|내부관리", False),
    ("purposes", r"목적", True),
    (
        "items",
        r"항목|수집하는(?!개인정보의보유)|수집방법|수집되는|생성되어수집|수집(?:및|·)?(?:이용|보유)(?!목적|기간)",
        True,
    ),
    ("retention", r"보유|이용기간|보관|보존|처리기간", True),
    # Titles that are an article of their own though no recogniser reads them.
    ("other", r"수집에대한동의|동의방법|총칙|영향평가|등록현황|민감(?:한|정보)", False),
)
_rows: Final = tuple((topic, re.compile(words, re.IGNORECASE).search, also) for topic, words, also in _TABLE)
_squash: Final = re.compile(r"[\s·∙․ㆍ•,./()\[\]-]").sub


def topics(title: str) -> tuple[Topic, ...]:
    """Give the topics of a title; none for a line that is no title of a privacy policy's article."""
    squashed = _squash("", title)
    found: list[Topic] = []
    for topic, fits, also in _rows:
        if fits(squashed):
            found.append(topic)
            if not also:
                break
    return tuple(found)
