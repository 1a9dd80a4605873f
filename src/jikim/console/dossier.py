"""Gathers what the page of one inquiry shows; values appear in it only where ``reveal`` has given them out."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from jikim.clock import day_of
from jikim.console.door import Caller
from jikim.console.inbox import ANSWER_DAYS, TONES
from jikim.console.page import names
from jikim.console.reasons import LOOK
from jikim.console.words import ACTORS, CHANNELS, FACTS
from jikim.errors import Unknown
from jikim.inquiries.models import Inquiry, State
from jikim.law.daycount import answer_by
from jikim.ledger.models import Entry
from jikim.lifecycle.models import Hold
from jikim.paper.models import Sheet
from jikim.people.models import Grant, Staff
from jikim.people.roles import may, purposes
from jikim.policy.ends import destroy_by
from jikim.policy.model import Item
from jikim.policy.see import may_see
from jikim.proof.facts import RecordRevealed
from jikim.proof.values import Slug, Token
from jikim.registers.in_force import Enacted, in_force, version
from jikim.rights.models import Request
from jikim.vault.glance import Masked, glance
from jikim.vault.models import Place, Record
from jikim.vault.reveal import Revealed
from jikim.web.days import moment_text
from jikim.web.parts import Field, Step, Table, Words

ANSWER: Final = "answer"
ACTS: Final = ("answer", "assign", "close", "reveal", "read-apart", "place-hold")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What was typed and could not be taken, with what is wrong with it."""

    text: str = field(default="", repr=False)
    wrong: Words = ""
    reason: Words = ""
    locker: Words = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """One text of the conversation; ``ours`` where the desk said it."""

    text: str = field(repr=False)
    when: str
    ours: bool
    label: Words


def inquiry_of(caller: Caller, token: str) -> Inquiry:
    """Find an inquiry that this visit may touch; another purpose's and an unknown one get the same words."""
    inquiry = Inquiry.objects.select_related("choice").filter(token=token).first()
    if inquiry is None or not caller.serves(inquiry.purpose):
        rule = "unknown"
        raise Unknown(rule)
    return inquiry


def dossier(caller: Caller, inquiry: Inquiry, *, draft: Draft, seen: Revealed | None, reason: str) -> dict[str, Any]:
    """Gather everything about one inquiry."""
    record = Record.objects.defer("body", "wrapped").select_related("evidence").get(token=inquiry.token)
    enacted = version(record.policy) or in_force(caller.at)
    can = _can(caller, inquiry, record)
    known = names([inquiry.assignee])
    return {
        "inquiry": inquiry,
        "record": record,
        "enacted": enacted,
        "use": enacted.policy.by_slug.get(inquiry.purpose),
        "tone": TONES[State(inquiry.state)],
        "assignee": known.get(inquiry.assignee or "", ""),
        "answer_due": answer_by(day_of(inquiry.received), ANSWER_DAYS),
        "destroy": destroy_by(enacted.policy, record.ends),
        "can": can,
        "seen": seen,
        "reason": LOOK.get(reason, ""),
        "writes": seen is not None and reason == ANSWER and can["answer"],
        "person": _fields(caller, enacted, seen) if seen else _masked(caller, inquiry, record, enacted),
        "talk": _talk(caller, enacted, inquiry, seen) if seen else [],
        "fields": _forms(caller, inquiry, draft),
        "steps": _steps(inquiry, record, destroy_by(enacted.policy, record.ends)),
        "evidence": _evidence(record, enacted),
        "looks": looks(inquiry.token),
        "sheets": Sheet.objects.for_record(inquiry.token),
        "holds": Hold.objects.active(caller.today).filter(record=inquiry.token),
        "requests": Request.objects.about(inquiry.token).exclude(state="lapsed"),
    }


def _can(caller: Caller, inquiry: Inquiry, record: Record) -> dict[str, bool]:
    """Tell which buttons to draw; each door asks again."""
    may_do = {act: may(caller.staff, act, at=caller.at, purpose=inquiry.purpose).allowed for act in ACTS}
    usable = record.place == Place.ACTIVE and record.frozen is None and record.ends >= caller.today
    working = usable and inquiry.state != State.CLOSED
    return {
        "answer": may_do["answer"] and working,
        "assign": may_do["assign"] and working,
        "close": may_do["close"] and working,
        "reveal": may_do["reveal"] and usable,
        "apart": may_do["read-apart"] and record.place == Place.APART and record.ends >= caller.today,
        "hold": may_do["place-hold"] and record.place != Place.DESTROYED,
        "sheet": may_do["assign"] and record.place != Place.DESTROYED,
    }


def _masked(caller: Caller, inquiry: Inquiry, record: Record, enacted: Enacted) -> list[tuple[str, str]]:
    if record.place != Place.ACTIVE:
        return []
    token = Token(inquiry.token)
    listed = glance([token], purpose=Slug(inquiry.purpose), by=caller.by, at=caller.at)
    who = listed.get(token, Masked(token=token))
    use = enacted.policy.by_slug.get(inquiry.purpose)
    labels = {slug: item.label for slug, item in use.items.items()} if use else {}
    values = (("name", who.name), ("phone", who.phone), ("email", who.email))
    return [(labels.get(slug, slug), value) for slug, value in values if value]


def _fields(caller: Caller, enacted: Enacted, seen: Revealed) -> list[tuple[str, str]]:
    """Give who asks: the values that the policy lets this role see; the question stands in the conversation."""
    use = enacted.policy.purpose(seen.purpose)
    return _visible(caller, enacted, seen, (*use.required, *use.optional))


def _visible(caller: Caller, enacted: Enacted, seen: Revealed, items: Sequence[Item]) -> list[tuple[str, str]]:
    return [
        (item.label, seen.fields[item.slug])
        for item in items
        if seen.fields.get(item.slug) and may_see(enacted.policy, caller.by.role, item.slug, seen.purpose)
    ]


def _talk(caller: Caller, enacted: Enacted, inquiry: Inquiry, seen: Revealed) -> list[Said]:
    needs = enacted.policy.purpose(seen.purpose).needs
    asked = [
        Said(text=text, when=moment_text(inquiry.received), ours=False, label=label)
        for label, text in _visible(caller, enacted, seen, needs)
    ]
    added = [
        Said(
            text=part.text,
            when=moment_text(part.at),
            ours=part.kind == ANSWER,
            label=_("답변") if part.kind == ANSWER else _("더한 내용"),
        )
        for part in seen.parts
    ]
    return [*asked, *added]


def _forms(caller: Caller, inquiry: Inquiry, draft: Draft) -> dict[str, Field]:
    return {
        "reason": Field(
            name="reason", kind="choice", label=_("열람 사유"), options=list(LOOK.items()), error=draft.reason
        ),
        "to": Field(
            name="to",
            kind="choice",
            label=_("담당자"),
            value=inquiry.assignee or "",
            options=_takers(caller, inquiry),
        ),
        "answer": Field(
            name="answer",
            kind="text",
            label=_("답변"),
            hint=_("문의한 분의 이메일로 갑니다. 답변도 암호화되어 같은 날 함께 파기됩니다."),
            value=draft.text,
            error=draft.wrong,
            longest=10_000,
            autocomplete="off",
        ),
        "locker": Field(
            name="locker",
            label=_("보관함"),
            hint=_("예: a-3. 보관 책임은 등록하는 사람이 집니다."),
            error=draft.locker,
            longest=64,
            autocomplete="off",
        ),
    }


def _takers(caller: Caller, inquiry: Inquiry) -> list[tuple[str, Words]]:
    able = Staff.objects.filter(is_active=True, pk__in=Grant.objects.in_force(caller.at).values("staff"))
    chosen = [one for one in able.order_by("name", "pk") if _handles(one, caller, inquiry.purpose)]
    return [(one.token, one.name) for one in chosen]


def _handles(staff: Staff, caller: Caller, purpose: str) -> bool:
    served = purposes(staff, "assign", at=caller.at)
    return served is None or purpose in served


def _steps(inquiry: Inquiry, record: Record, last: Any) -> list[Step]:
    steps = [Step(what=_("접수"), state="done", at=inquiry.received)]
    if inquiry.answered or not inquiry.closed:
        steps.append(Step(what=_("답변"), state="done" if inquiry.answered else "now", at=inquiry.answered))
    steps.append(Step(what=_("종결"), state="done" if inquiry.closed else "coming", at=inquiry.closed))
    if record.destroyed:
        return [*steps, Step(what=_("파기"), state="done", at=record.destroyed)]
    if record.place == Place.APART:
        steps.append(Step(what=_("분리 보관"), state="done"))
    return [*steps, Step(what=_("파기"), state="coming", day=last)]


def _evidence(record: Record, enacted: Enacted) -> dict[str, Any]:
    told = record.evidence
    choices: dict[str, bool] = told.choices
    return {
        "effective": enacted.effective,
        "policy": told.policy,
        "notice": told.notice_id,
        "text": told.notice.text,
        "at": told.at,
        "channel": CHANNELS.get(told.channel, told.channel),
        "choices": [(_("선택 항목 동의") if slug == "optional" else slug, agreed) for slug, agreed in choices.items()],
    }


def looks(token: str) -> Table:
    """Draw who did what with a record, as the log has it."""
    entries = list(Entry.objects.about(Token(token)))
    known = names(entry.actor for entry in entries)
    return Table(
        caption=_("이 문의에 남은 기록"),
        head=(_("언제"), _("누가"), _("무엇을"), _("사유")),
        rows=[_look(entry, known) for entry in entries],
        show_caption=False,
    )


def _look(entry: Entry, known: dict[str, str]) -> Sequence[object]:
    told = entry.told
    reason = LOOK.get(told.fact.reason, told.fact.reason) if isinstance(told.fact, RecordRevealed) else ""
    who = known.get(entry.actor or "") or ACTORS.get(told.by.role, told.by.role)
    return (moment_text(entry.at), who, FACTS.get(entry.name, entry.name), reason)
