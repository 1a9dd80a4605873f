"""Tells the life of one inquiry to whoever holds its receipt code: what was, what is, what is promised, who looked.

It reads tokens, days and facts; nothing here can open a record.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jikim.errors import Unknown
from jikim.inquiries.models import Inquiry, State
from jikim.inquiries.receive import by_code
from jikim.ledger.models import Entry
from jikim.policy.ends import destroy_by
from jikim.proof.facts import RecordRevealed
from jikim.proof.values import Token
from jikim.registers.in_force import Enacted, version
from jikim.vault.models import Place, Record
from jikim.web.days import day_text, moment_text
from jikim.web.parts import Step, Table

ROLES: Final[Mapping[str, Promise]] = {
    "staff": gettext_lazy("담당 직원"),
    "officer": gettext_lazy("개인정보 보호책임자"),
    "operator": gettext_lazy("운영자"),
    "worker": gettext_lazy("자동 처리"),
    "visitor": gettext_lazy("본인"),
    "system": gettext_lazy("자동 처리"),
}
REASONS: Final[Mapping[str, Promise]] = {
    "answer": gettext_lazy("문의 답변"),
    "assign": gettext_lazy("담당 지정"),
    "audit": gettext_lazy("자체 감사"),
    "check-duplicate": gettext_lazy("중복 문의 확인"),
    "complaint": gettext_lazy("불만 처리"),
    "correct-error": gettext_lazy("오류 정정"),
    "legal-duty": gettext_lazy("법령상 의무"),
    "mail-answer": gettext_lazy("답변 메일 보내기"),
    "mail-code": gettext_lazy("인증 번호 보내기"),
    "mail-receipt": gettext_lazy("접수증 보내기"),
    "rights-request": gettext_lazy("권리 행사 처리"),
}


@dataclass(frozen=True, kw_only=True)
class Story:
    """What the receipt page shows."""

    inquiry: Inquiry
    record: Record
    enacted: Enacted | None
    purpose: str
    destroy_by: date
    steps: list[Step]
    looks: Table

    @property
    def destroyed(self) -> datetime | None:
        """When the record died; None while it lives."""
        return self.record.destroyed


def story_of(code: str) -> Story:
    """Find the story of a receipt code; raises Unknown whether the code is wrong or malformed."""
    inquiry = by_code(code)
    record = Record.objects.filter(token=inquiry.token).first() if inquiry else None
    if inquiry is None or record is None:
        rule = "receipt-unknown"
        raise Unknown(rule)
    enacted = version(record.policy)
    purpose = enacted.policy.by_slug.get(record.purpose) if enacted else None
    latest = destroy_by(enacted.policy, record.ends) if enacted else record.ends
    return Story(
        inquiry=inquiry,
        record=record,
        enacted=enacted,
        purpose=purpose.name if purpose else inquiry.purpose,
        destroy_by=latest,
        steps=_steps(inquiry, record, latest, apart=bool(enacted and enacted.policy.destruction.apart)),
        looks=_looks(Token(inquiry.token)),
    )


def _steps(inquiry: Inquiry, record: Record, latest: date, *, apart: bool) -> list[Step]:
    steps = [
        Step(what=_("접수되었습니다"), state="done", at=inquiry.received, note=_("파기할 날을 이때 정했습니다.")),
        _answered(inquiry),
    ]
    if apart:
        steps.append(_apart(inquiry, record))
    steps.append(_destroyed(record, latest))
    return steps


def _answered(inquiry: Inquiry) -> Step:
    if inquiry.answered:
        return Step(
            what=_("답변을 보냈습니다"), state="done", at=inquiry.answered, note=_("적어 주신 이메일로 보냈습니다.")
        )
    if inquiry.state == State.CLOSED:
        return Step(what=_("답변 없이 마쳤습니다"), state="done", at=inquiry.closed)
    waiting = _("담당자가 살펴보고 있습니다") if inquiry.state == State.ASSIGNED else _("담당자를 기다리고 있습니다")
    return Step(what=waiting, state="now")


def _apart(inquiry: Inquiry, record: Record) -> Step:
    note = _("업무에서 볼 수 없는 별도의 저장소로 옮깁니다.")
    if record.place == Place.APART:
        return Step(what=_("따로 보관하고 있습니다"), state="now", at=inquiry.closed, note=note)
    if record.place == Place.DESTROYED and inquiry.closed:
        return Step(what=_("따로 보관했습니다"), state="done", at=inquiry.closed)
    return Step(what=_("처리를 마치면 따로 보관합니다"), note=note)


def _destroyed(record: Record, latest: date) -> Step:
    if record.destroyed:
        note = _("열쇠를 지워 모든 사본과 함께 되살릴 수 없게 되었습니다.")
        return Step(what=_("파기되었습니다"), state="done", at=record.destroyed, note=note)
    note = _("늦어도 %(day)s까지 파기합니다.") % {"day": day_text(latest)}
    what = _("다툼이 끝날 때까지 멈추어 있습니다") if record.frozen else _("보관 기간이 끝나면 파기합니다")
    return Step(what=what, day=record.ends, note=note)


def _looks(token: Token) -> Table:
    rows = [
        (
            moment_text(told.at),
            str(ROLES.get(told.by.role, told.by.role)),
            str(REASONS.get(told.fact.reason, told.fact.reason)),
        )
        for told in (entry.told for entry in Entry.objects.about(token).filter(name=RecordRevealed.name))
        if isinstance(told.fact, RecordRevealed)
    ]
    return Table(caption=_("누가 열어 보았나"), head=(_("때"), _("누가"), _("왜")), rows=rows)
