"""Tests of purposes, items, grounds and the form of the text itself."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from datetime import date
from typing import Final

from jikim.policy.lint_text import Test, labels, text, told
from jikim.policy.model import Policy
from jikim.policy.words import Topic

_vague: Final = re.compile(r"등(?=\s*(?:을|의|,|\.|$|통신비밀|개인정보))|일부").search
_resident: Final = re.compile(r"주민\s*(?:등록)?\s*번호").search
_identity: Final = re.compile(r"여권\s*번호|운전면허|외국인\s*등록\s*번호").search
_sensitive: Final = re.compile(r"건강|진료|병력|종교|사상|신념|정치적|성생활|유전|범죄\s*경력|생체").search
_denied: Final = re.compile(r"수집하지\s*않|처리하지\s*않").search
_refusal: Final = re.compile(
    r"거부[^.\n]{0,60}(?:불이익|제한|이용)|선택[^.\n]{0,40}(?:않|없)[^.\n]{0,20}(?:이용|제한)"
).search
_presumed: Final = re.compile(r"동의(?:한|하는)\s*것(?:으로|이라고)\s*(?:간주|봅니다|보며)|동의한\s*것으로\s*본").search
_selling: Final = re.compile(r"마케팅|광고|홍보|이벤트").search
_CONDITIONAL: Final[tuple[Topic, ...]] = (
    "children", "further-use", "abroad", "pseudonyms", "behaviour", "automated", "cctv",
)  # fmt: skip


def _grounds_not_parted(policy: Policy, _on: date) -> str | None:
    words = text(policy, "purposes", "items")
    return None if re.search(r"동의\s*없이|제15조\s*제1항", words) else "purposes"


def _items_missing(policy: Policy, _on: date) -> str | None:
    return "items" if any(not (use.required or use.optional) for use in policy.purposes) else None


def _resident_number(policy: Policy, _on: date) -> str | None:
    return "items" if any(_resident(label) for label in labels(policy)) else None


def _identity_number(policy: Policy, _on: date) -> str | None:
    return "items" if any(_identity(label) for label in labels(policy)) else None


def _sensitive_item(policy: Policy, _on: date) -> str | None:
    asked = (line for label in labels(policy) for line in label.splitlines())
    return "items" if any(_sensitive(line) and not _denied(line) for line in asked) else None


def _refusal_unsaid(policy: Policy, _on: date) -> str | None:
    optional = any(use.optional for use in policy.purposes)
    return "items" if optional and not _refusal(text(policy)) else None


def _consent_presumed(policy: Policy, _on: date) -> str | None:
    return "purposes" if _presumed(text(policy) + policy.preamble) else None


def _selling_bundled(policy: Policy, _on: date) -> str | None:
    selling = (use for use in policy.purposes if _selling(use.name) and use.ground != "consent")
    return next(("purposes" for _ in selling), None)


def _children_half(policy: Policy, _on: date) -> str | None:
    words = text(policy)
    half = re.search(r"14세", words) and "법정대리인" not in re.sub(r"\s", "", words)
    return "articles" if half and not re.search(r"14세[^.\n]{0,30}(?:않|없)", words) else None


def _cctv_unsaid(policy: Policy, _on: date) -> str | None:
    filmed = any("영상" in use.name for use in policy.purposes)
    return "purposes" if filmed and "cctv" not in told(policy) else None


def _conditions_silent(policy: Policy, _on: date) -> str | None:
    return None if told(policy).issuperset(_CONDITIONAL) else "articles"


def _vague_words(policy: Policy, _on: date) -> str | None:
    words = (*(use.detail for use in policy.purposes), *(row.subject for row in policy.retention))
    return "purposes" if any(_vague(word) for word in (*words, text(policy, "purposes"))) else None


def _not_minimal(policy: Policy, _on: date) -> str | None:
    return None if "최소" in text(policy, "purposes", "items") else "items"


def _site_open(policy: Policy, _on: date) -> str | None:
    return "site" if policy.site.startswith("http://") else None


def _title_old(policy: Policy, _on: date) -> str | None:
    return None if policy.title.replace(" ", "").endswith("개인정보처리방침") else "title"


def _undated(policy: Policy, _on: date) -> str | None:
    return None if policy.effective_date else "effective_date"


def _unlabelled(policy: Policy, _on: date) -> str | None:
    summary = re.search(r"라벨링|처리\s*표시|한눈에", policy.preamble + text(policy))
    return None if summary else "preamble"


TESTS: Final[dict[str, Test]] = {
    "grounds-not-parted": _grounds_not_parted,
    "items-missing": _items_missing,
    "resident-number": _resident_number,
    "identity-number": _identity_number,
    "sensitive-item": _sensitive_item,
    "refusal-unsaid": _refusal_unsaid,
    "consent-presumed": _consent_presumed,
    "selling-bundled": _selling_bundled,
    "children-half": _children_half,
    "cctv-unsaid": _cctv_unsaid,
    "conditions-silent": _conditions_silent,
    "vague-words": _vague_words,
    "not-minimal": _not_minimal,
    "site-open": _site_open,
    "title-old": _title_old,
    "undated": _undated,
    "unlabelled": _unlabelled,
}
