"""The closed lists of reasons that a person can choose at this door; no free text, so no name slips in."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jikim.errors import Refused
from jikim.proof.values import Slug

LOOK: Final[Mapping[str, Promise]] = {
    "answer": _("문의에 답하려고"),
    "assign": _("담당자를 정하려고"),
    "check-duplicate": _("같은 문의인지 확인하려고"),
    "correct-error": _("잘못된 내용을 바로잡으려고"),
    "rights-request": _("권리 행사 요구를 처리하려고"),
    "complaint": _("불만을 처리하려고"),
    "audit": _("점검하려고"),
    "legal-duty": _("법령상 의무를 지키려고"),
}
"""Why a person looks at values; those of ``proof.facts.REASONS`` that a person can have (the others are a mail's)."""

GRANT: Final[Mapping[str, Promise]] = {
    "new-duty": _("새 업무"),
    "cover": _("업무 대행"),
    "change-of-duty": _("업무 변경"),
}

REVOKE: Final[Mapping[str, Promise]] = {
    "duty-ended": _("업무 종료"),
    "change-of-duty": _("업무 변경"),
    "granted-in-error": _("잘못 준 권한"),
    "misuse": _("오남용"),
}

OLD: Final[Mapping[str, Promise]] = {
    "first-officer": _("최초 설치"),
    "left": _("퇴직"),
    "renew": _("계정 재발급"),
}
"""Reasons that the house itself gives."""

EVERY: Final[Mapping[str, Promise]] = {**LOOK, **GRANT, **REVOKE, **OLD}


def reason_of(text: str, among: Mapping[str, Promise]) -> Slug:
    """Give the chosen reason; raises Refused("reason-missing") where none of the list was chosen."""
    if text not in among:
        rule = "reason-missing"
        raise Refused(rule)
    return Slug(text)
