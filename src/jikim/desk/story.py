"""Words the story of one inquiry for whoever holds its receipt code; what it tells, ``evidence.receipt`` has gathered.

Nothing here can open a record.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jikim.errors import Unknown
from jikim.evidence.receipt import Look, Story, story
from jikim.inquiries.models import State
from jikim.inquiries.receive import by_code
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
class Told:
    """A story in words: ``purpose`` as the policy names it."""

    story: Story
    purpose: str
    steps: list[Step]
    looks: Table


def told_of(code: str, *, at: datetime) -> Told:
    """Find the story of a receipt code and word it; raises Unknown whether the code is wrong or malformed."""
    inquiry = by_code(code)
    if inquiry is None:
        rule = "receipt-unknown"
        raise Unknown(rule)
    found = story(inquiry, at=at)
    purpose = found.enacted.policy.by_slug.get(found.purpose) if found.enacted else None
    return Told(
        story=found,
        purpose=purpose.name if purpose else found.purpose,
        steps=steps_of(found),
        looks=looks_table(found.opened),
    )


def steps_of(told: Story) -> list[Step]:
    """Word the steps of a life, done and to come."""
    received = Step(
        what=_("접수되었습니다"), state="done", at=told.when("received"), note=_("파기할 날을 이때 정했습니다.")
    )
    steps = [received, _answered(told), _apart(told), _destroyed(told)]
    return [step for step in steps if step is not None]


def looks_table(looks: Iterable[Look]) -> Table:
    """Show who looked: when, in which role, why."""
    rows = [
        (moment_text(look.at), str(ROLES.get(look.role, look.role)), str(REASONS.get(look.reason, look.reason)))
        for look in looks
    ]
    return Table(caption=_("누가 열어 보았나"), head=(_("때"), _("누가"), _("왜")), rows=rows)


def _answered(told: Story) -> Step | None:
    answered, closed = told.when("answered"), told.when("closed")
    if answered:
        return Step(what=_("답변을 보냈습니다"), state="done", at=answered, note=_("적어 주신 이메일로 보냈습니다."))
    if closed:
        return Step(what=_("답변 없이 마쳤습니다"), state="done", at=closed)
    if told.destroyed:
        return None
    waiting = _("담당자가 살펴보고 있습니다") if told.state == State.ASSIGNED else _("담당자를 기다리고 있습니다")
    return Step(what=waiting, state="now")


def _apart(told: Story) -> Step | None:
    if not told.promises("apart"):
        return None
    note = _("업무에서 볼 수 없는 별도의 저장소로 옮깁니다.")
    moved = told.when("apart")
    if moved and told.destroyed:
        return Step(what=_("따로 보관했습니다"), state="done", at=moved)
    if moved:
        return Step(what=_("따로 보관하고 있습니다"), state="now", at=moved, note=note)
    return Step(what=_("처리를 마치면 따로 보관합니다"), note=note)


def _destroyed(told: Story) -> Step:
    if told.destroyed:
        note = _("열쇠를 지워 모든 사본과 함께 되살릴 수 없게 되었습니다.")
        return Step(what=_("파기되었습니다"), state="done", at=told.destroyed, note=note)
    note = _("늦어도 %(day)s까지 파기합니다.") % {"day": day_text(told.destroy_by)}
    what = _("다툼이 끝날 때까지 멈추어 있습니다") if told.frozen else _("보관 기간이 끝나면 파기합니다")
    return Step(what=what, day=told.ends, note=note)
