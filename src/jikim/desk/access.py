"""Lays out everything that is held about one inquiry, for the person alone: as a page, and as a file of the same.

Page and file come from one look, so they cannot differ, and the proof of identity is used once: the file travels inside
the page as a ``data:`` link, and nothing is kept on the server for it to be fetched again.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jikim.desk.form import named
from jikim.desk.story import looks_table
from jikim.evidence.receipt import Story, story
from jikim.inquiries.models import Inquiry
from jikim.policy.model import Purpose
from jikim.registers.models import Provision
from jikim.rights.proposal import KIND as CORRECTION
from jikim.rights.show import Shown
from jikim.web.days import day_text, moment_text
from jikim.web.parts import Table

FORMAT: Final = "jikim-access/1"
PLACES: Final[Mapping[str, Promise]] = {
    "active": gettext_lazy("업무 저장소"),
    "apart": gettext_lazy("따로 보관하는 저장소"),
}
CHANNELS: Final[Mapping[str, Promise]] = {
    "web": gettext_lazy("홈페이지"),
    "api": gettext_lazy("다른 누리집의 양식"),
    "paper": gettext_lazy("서면"),
    "mail": gettext_lazy("전자우편"),
}


@dataclass(frozen=True, kw_only=True)
class View:
    """What the page shows; printing it shows nothing."""

    values: list[tuple[str, str]] = field(repr=False)
    talk: list[tuple[str, str, str]] = field(repr=False)
    facts: list[tuple[Any, Any]]
    notice: str = field(repr=False)
    choices: list[tuple[str, str]]
    given: Table
    looks: Table
    file: str = field(repr=False)


def view_of(shown: Shown, *, at: datetime) -> View:
    """Lay out what ``show`` gave, for the moment ``at``."""
    inquiry = Inquiry.objects.select_related("choice").get(token=shown.record)
    told = story(inquiry, at=at)
    use = told.enacted.policy.by_slug.get(shown.purpose) if told.enacted else None
    provisions = list(Provision.objects.filter(record=shown.record).order_by("provided"))
    return View(
        values=list(_values(shown, use, told.choice)),
        talk=[(_kind(part.kind), moment_text(part.at), _said(part.kind, part.text, use)) for part in shown.parts],
        facts=_facts(shown, told, use),
        notice=shown.notice,
        choices=[
            (_block(slug), _("동의함") if agreed else _("동의하지 않음")) for slug, agreed in shown.choices.items()
        ],
        given=_given(provisions),
        looks=looks_table(told.opened),
        file=_link(_data(shown, told, use, provisions)),
    )


def _values(shown: Shown, use: Purpose | None, choice: str) -> Iterator[tuple[str, str]]:
    items = use.items if use else {}
    for slug, item in items.items():
        if item.kind == "choice" and choice:
            yield named(item), choice
        elif slug in shown.fields:
            yield named(item), shown.fields[slug]
    for slug in shown.fields.keys() - items.keys():
        yield _("접수 번호") if slug == "receipt" else slug, shown.fields[slug]
    if choice and all(item.kind != "choice" for item in items.values()):
        yield _("고르신 항목"), choice


def _kind(kind: str) -> str:
    return {"answer": _("답변"), CORRECTION: _("정정하신 내용")}.get(kind, kind)


def _said(kind: str, text: str, use: Purpose | None) -> str:
    """Give a text of the conversation; a correction is sealed as data, and shown line by line."""
    if kind != CORRECTION:
        return text
    items = use.items if use else {}
    changed = json.loads(text).items()
    return "\n".join(
        f"{named(items[slug]) if slug in items else slug}: {value or _('(지움)')}" for slug, value in changed
    )


def _facts(shown: Shown, told: Story, use: Purpose | None) -> list[tuple[Any, Any]]:
    under = _("%(day)s 시행") % {"day": day_text(told.enacted.effective)} if told.enacted else shown.policy
    return [
        (_("쓰는 목적"), f"{use.name}. {use.detail}".strip(". ") if use else shown.purpose),
        (_("받은 때"), moment_text(shown.received)),
        (_("받은 길"), CHANNELS.get(shown.channel, shown.channel)),
        (_("둔 곳"), PLACES.get(shown.place, shown.place)),
        (_("보관하는 마지막 날"), day_text(shown.ends)),
        (_("늦어도 파기하는 날"), day_text(told.destroy_by)),
        (_("적용된 처리방침"), under),
    ]


def _block(slug: str) -> str:
    return {"optional": _("선택 항목의 수집·이용"), "required": _("필수 항목의 수집·이용")}.get(slug, slug)


def _yes(*, agreed: bool) -> str:
    return _("동의함") if agreed else _("동의하지 않음")


def _given(provisions: list[Provision]) -> Table:
    rows = [(one.recipient, one.purpose, ", ".join(one.items), day_text(one.until)) for one in provisions]
    head = (_("받은 곳"), _("목적"), _("항목"), _("언제까지"))
    return Table(caption=_("다른 곳에 준 일"), head=head, rows=rows, show_caption=False)


def _data(shown: Shown, told: Story, use: Purpose | None, provisions: list[Provision]) -> dict[str, Any]:
    labels = {item.slug: item.label for item in use.items.values()} if use else {}
    return {
        "format": FORMAT,
        "purpose": {"slug": shown.purpose, "name": use.name if use else ""},
        "policy": {"digest": shown.policy, "effective": told.enacted.effective if told.enacted else None},
        "received": shown.received,
        "channel": shown.channel,
        "place": shown.place,
        "ends": shown.ends,
        "destroy_by": told.destroy_by,
        "fields": [{"item": slug, "label": labels.get(slug, ""), "value": text} for slug, text in shown.fields.items()],
        "choice": told.choice,
        "conversation": [
            {
                "number": part.seq,
                "kind": part.kind,
                "at": part.at,
                "text": json.loads(part.text) if part.kind == CORRECTION else part.text,
            }
            for part in shown.parts
        ],
        "notice": shown.notice,
        "choices": dict(shown.choices),
        "provisions": [
            {
                "recipient": one.recipient,
                "purpose": one.purpose,
                "items": one.items,
                "ground": one.ground,
                "until": one.until,
                "at": one.provided,
            }
            for one in provisions
        ],
        "looks": [{"at": look.at, "role": look.role, "reason": look.reason} for look in told.opened],
        "log": [{"fact": trace.name, "role": trace.role, "at": trace.at} for trace in shown.traces],
    }


def _link(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, indent=2, default=_plain) + "\n"
    return f"data:application/json;charset=utf-8;base64,{base64.b64encode(text.encode()).decode()}"


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    message = "no such thing belongs into the file"
    raise TypeError(message)
