"""Words for people, by the rule that was broken: what happened, why, what to do next.

A room adds a rule by raising it; its words stand in ``words_visitor``, ``words_staff`` or ``words_operator``, by who
meets it first, and a test fails for a rule that has none.  Short words beside a form field stand in ``FIELD_WORDS``.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from jikim.errors import Invalid, JikimError
from jikim.web.words import FAMILIES, Said, Words
from jikim.web.words_operator import OPERATOR_RULES
from jikim.web.words_staff import STAFF
from jikim.web.words_visitor import VISITOR

RULES: Final[Mapping[str, Words]] = {**OPERATOR_RULES, **STAFF, **VISITOR}

FIELD_WORDS: Final[Mapping[str, Said]] = {
    "choice-unknown": _("목록에서 골라 주세요."),
    "choice-malformed": _("목록에서 골라 주세요."),
    "consent-both-ways": _("동의와 동의하지 않음 가운데 하나만 골라 주세요."),
    "correction-both-ways": _("새 값과 지우기가 함께 왔습니다. 둘 가운데 하나만 골라 주세요."),
    "consent-missing": _("동의 여부를 골라 주세요."),
    "consent-unclear": _("동의와 동의하지 않음 가운데 하나를 골라 주세요."),
    "control-character": _("쓸 수 없는 문자가 들어 있습니다."),
    "email-malformed": _("이메일 주소의 모양이 아닙니다. 예: name@example.com"),
    "name-malformed": _("이름에 쓸 수 없는 문자가 들어 있습니다."),
    "optional-without-consent": _("선택 항목을 적으시려면 동의를, 동의하지 않으시면 칸을 비워 주세요."),
    "phone-malformed": _("전화번호의 모양이 아닙니다. 예: 010-1234-5678"),
    "required-missing": _("꼭 적어 주세요."),
    "too-long": _("너무 깁니다. 줄여 주세요."),
    "value-too-long": _("너무 깁니다. 줄여 주세요."),
    "value-not-text": _("글자로 적어 주세요."),
}


def words_for(rule: str, family: type[JikimError]) -> Words:
    """Give the words of a rule, or those of the nearest family."""
    found = RULES.get(rule)
    return found or next(FAMILIES[parent] for parent in family.__mro__ if parent in FAMILIES)


def beside_field(rule: str) -> Said:
    """Give the short words that stand beside a form field."""
    return FIELD_WORDS.get(rule) or words_for(rule, Invalid).why
