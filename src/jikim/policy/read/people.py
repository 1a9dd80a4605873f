"""Knows the words by which a text labels people: roles, and what stands behind each label; it reads no article."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

from jikim.policy.read.text import pair

_PRIVACY: Final = r"(?:개인\s*\(?(?:신용)?\)?\s*정보\s*)?(?:보호|관리|처리)?\s*(?:업무\s*)?(?:총괄|분야별|분야)?\s*"
_role: Final = re.compile(
    rf"(?!(?:담당\s*)?부서|소속|성명){_PRIVACY}(?:책임자|관리자|담당자|담당\s*부서|관리\s*책임자)(?:\s*및\s*담당자)?|"
    r"(?:개인정보\s*)?(?:고충|민원|열람|보호)[가-힣·․・\s]{0,16}(?:부서|담당자)|[가-힣 ]{2,12}(?:책임자|담당자)"
).fullmatch
_edges: Final = " <>[]【】〈〉▶■"
_LONGEST: Final = 40
_KEYS: Final = (
    ("department", r"(?:담당\s*|소속\s*)?(?:부서|소속)(?:명|\s*부서)?|소속\s*/?\s*부서"),
    ("title", r"직\s*[위책급함]|직책\s*/\s*직위"),
    ("email", r"(?:전자\s*우편|이?\s*-?\s*메\s*일|e-?\s*mail)(?:\s*주소)?"),
    ("phone", r"(?:전\s*화|연\s*락\s*처|대표\s*전화|TEL)(?:\s*번호)?"),
    ("address", r"주\s*소|소재지"),
    ("name", r"(?:개인정보\s*(?:보호|관리)?\s*(?:책임자|담당자)\s*)?(?:성\s*명|이\s*름)|담당자|책임자"),
)
_keys: Final = tuple((field, re.compile(words, re.IGNORECASE).fullmatch) for field, words in _KEYS)
_behind: Final = re.compile(
    rf"(?:(?!개인정보)[가-힣A-Za-z0-9]{{1,20}}\s+)?(?P<role>{_PRIVACY}(?:책임자|담당자|관리자))(?:\s*성명)?\s*[:：]\s*(?P<value>\S.*)"
).fullmatch
_spaced: Final = re.compile(r"(?P<role>개인정보\s*(?:보호|관리)?\s*(?:책임자|담당자))\s+(?P<value>\S.*)").fullmatch
_LABELS: Final = re.compile(
    r"(?P<key>성\s*명|이름|담당\s*부서|부서명?|소속|직책|직위|전화(?:번호)?|연락처|이메일|E-?mail)\s+(?P<value>\S.*)",
    re.IGNORECASE,
).fullmatch
_title_like: Final = re.compile(r"책임자|위임").search


def key_of(label: str) -> str | None:
    """Give the field that a label names."""
    return next((key for key, fits in _keys if fits(label.strip())), None)


def role_of(line: str) -> str | None:
    """Give the role that a short line is; None for any other line, and for a bare 담당자 or 책임자 as a label."""
    bare = line.strip(_edges)
    return bare if _role(bare) and len(bare) <= _LONGEST and bare not in {"담당자", "책임자"} else None


def in_charge(line: str) -> tuple[str, dict[str, str]] | None:
    """Read a role with the person behind it: ``개인정보보호담당자: 정책자료과 정 재 상``."""
    found = _behind(line) or _spaced(line)
    if found is None or len(line) > 2 * _LONGEST or found["role"].strip() == "담당자" or "합니다" in line:
        return None
    value = found["value"].strip()
    return found["role"].strip(), {"title" if _title_like(value) else "name": value}


def pieces(line: str) -> tuple[str, str, str] | None:
    """Read a label and its value, with a colon between them or without: field, label, value."""
    split = pair(line)
    if split is None and (found := _LABELS(line)):
        split = found["key"], found["value"]
    if split is None or (key := key_of(split[0])) is None:
        return None
    return key, split[0], split[1]
