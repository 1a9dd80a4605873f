"""Refuses what is no Korean privacy policy before anything is read; a refusal names its rule, its line and its mend.

It never judges a poor policy: what is only thin becomes questions.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

from jikim.errors import Invalid
from jikim.policy.read.outline import Outline

MAX_CHARACTERS: Final = 200_000

_binary: Final = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]").findall
_letters: Final = re.compile(r"[^\W\d_]").findall
_hangul: Final = re.compile(r"[가-힣]").findall
_policy: Final = re.compile(
    r"개인\s*정보\s*(?:보호\s*)?(?:처리|취급|보호|관리)?\s*(?:방침|정책|지침)|privacy policy", re.IGNORECASE
).search
_terms: Final = re.compile(r"(?:이용|서비스|판매|거래|회원)\s*약관").search
_agreement: Final = re.compile(r"약관").findall
_privacy: Final = re.compile(r"개인\s*정보").findall
_HEAD: Final = 300
_ENOUGH: Final = 200
_A_TENTH: Final = 10
_TOPICS: Final = 5


def too_long(text: str) -> None:
    """Raise Invalid("policy-text-too-long")."""
    if len(text) > MAX_CHARACTERS:
        rule = "policy-text-too-long"
        raise Invalid(rule, hint=f"at most {MAX_CHARACTERS} characters; paste the policy alone")


def no_text(raw: str, prepared: str) -> None:
    """Raise Invalid: "policy-text-empty", "policy-text-binary", "policy-text-not-korean", "policy-text-is-terms"."""
    if not prepared.strip():
        rule = "policy-text-empty"
        raise Invalid(rule, hint="line 1: nothing to read; paste the text of the policy")
    if len(_binary(raw)) * _A_TENTH > len(raw):
        rule = "policy-text-binary"
        raise Invalid(rule, hint="line 1: these are no words; upload the file itself or paste its text")
    letters = _letters(prepared)
    if len(letters) > _ENOUGH and len(_hangul(prepared)) * _A_TENTH < len(letters):
        rule = "policy-text-not-korean"
        raise Invalid(rule, hint="line 1: hardly a Korean word; the Korean policy is the one that binds")
    head = prepared[:_HEAD]
    if _terms(head) and not _policy(head) and len(_privacy(prepared)) < 2 * len(_agreement(prepared)):
        rule = "policy-text-is-terms"
        raise Invalid(rule, hint="line 1: these are terms of use; paste the privacy policy (개인정보 처리방침)")


def two_policies(outline: Outline) -> None:
    """Raise Invalid("policy-text-two-policies") where whole articles begin a second time at number one."""
    runs: list[list[int]] = []
    for place, part in enumerate(outline.parts):
        if part.number == 1 or not runs:
            runs.append([])
        runs[-1].append(place)
    whole = [run for run in runs if len({topic for place in run for topic in outline.parts[place].about}) >= _TOPICS]
    if len(whole) > 1:
        rule = "policy-text-two-policies"
        line = outline.text.count("\n", 0, outline.parts[whole[1][0]].head.start) + 1
        raise Invalid(rule, hint=f"line {line}: a second policy begins; read one version at a time")
