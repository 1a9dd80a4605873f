"""Legal holds on one record: two people at one screen place and lift them; each has statute and own end (P7)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jikim.console.door import Caller, allowed
from jikim.console.dossier import inquiry_of
from jikim.console.page import names, show
from jikim.console.second import second_fields, second_person
from jikim.errors import Invalid, Refused, Unknown
from jikim.inquiries.models import Inquiry
from jikim.lifecycle.hold import Ground, lift_hold, place_hold
from jikim.lifecycle.models import Hold
from jikim.lifecycle.own_end import own_end
from jikim.policy.model import Purpose
from jikim.proof.values import Slug, Token
from jikim.registers.in_force import in_force, version
from jikim.vault.models import Record
from jikim.web.parts import Field, Words

STATUTES: Final[Mapping[str, Promise]] = {
    "e-commerce-act": gettext_lazy("전자상거래 등에서의 소비자보호에 관한 법률"),
    "framework-act-on-national-taxes": gettext_lazy("국세기본법"),
    "commercial-act": gettext_lazy("상법"),
    "civil-procedure-act": gettext_lazy("민사소송법"),
    "criminal-procedure-act": gettext_lazy("형사소송법"),
    "protection-of-communications-secrets-act": gettext_lazy("통신비밀보호법"),
    "personal-information-protection-act": gettext_lazy("개인정보 보호법"),
}
"""The statutes on whose ground a desk of this kind keeps something; a hold names one of them."""


@allowed("place-hold")
def holds(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Show the holds of one record and the form for a new one."""
    return _page(request, caller, inquiry_of(caller, token))


@allowed("place-hold", post=True)
def hold_place(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Place a hold."""
    inquiry = inquiry_of(caller, token)
    try:
        ground = _ground(request, caller, inquiry)
        second = second_person(request, caller)
        place_hold(Token(inquiry.token), ground, second=second, by=caller.by, at=caller.at)
    except Refused as error:
        if not (error.field or error.rule in {"two-people-needed", "hold-without-ground"}):
            raise
        return _page(request, caller, inquiry, error)
    messages.success(request, _("법정 보존을 정했습니다. 그날까지만 남고, 다른 이용은 할 수 없습니다."))
    return redirect("console:holds", token)


@allowed("place-hold", post=True)
def hold_lift(request: HttpRequest, caller: Caller, token: str, hold: str) -> HttpResponse:
    """Lift a hold; what it kept goes its way again."""
    inquiry = inquiry_of(caller, token)
    if not Hold.objects.filter(token=hold, record=inquiry.token).exists():
        rule = "unknown"
        raise Unknown(rule)
    try:
        lift_hold(Token(hold), second=second_person(request, caller), by=caller.by, at=caller.at)
    except Refused as error:
        if error.rule not in {"two-people-needed", "second-person-unproved"}:
            raise
        return _page(request, caller, inquiry, error)
    messages.success(request, _("법정 보존을 풀었습니다."))
    return redirect("console:holds", token)


def _ground(request: HttpRequest, caller: Caller, inquiry: Inquiry) -> Ground:
    statute = request.POST.get("statute", "")
    if statute not in STATUTES:
        rule = "required-missing"
        raise Invalid(rule, field="statute")
    try:
        ends = date.fromisoformat(request.POST.get("ends", ""))
    except ValueError:
        rule = "day-malformed"
        raise Invalid(rule, field="ends") from None
    if ends <= own_end(Token(inquiry.token)):
        rule = "hold-ends-early"
        raise Invalid(rule, field="ends")
    known = _purpose(caller, inquiry).items
    items = [Slug(slug) for slug in request.POST.getlist("item") if slug in known]
    article = request.POST.get("article", "")[:80]
    return Ground(statute=Slug(statute), article=article, items=items, ends=ends)


def _page(request: HttpRequest, caller: Caller, inquiry: Inquiry, error: Refused | None = None) -> HttpResponse:
    rows = list(Hold.objects.filter(record=inquiry.token))
    known = names([one for row in rows for one in (row.placed_by, row.seconded_by)])
    use = _purpose(caller, inquiry)
    labels = {slug: item.label for slug, item in use.items.items()}
    context = {
        "inquiry": inquiry,
        "holds": [
            {
                "row": row,
                "statute": STATUTES.get(row.statute, row.statute),
                "items": ", ".join(labels.get(slug, slug) for slug in row.items),
                "people": " · ".join(known.get(one, "") for one in (row.placed_by, row.seconded_by)),
            }
            for row in rows
        ],
        "fields": _fields(request, error),
        "items": list(use.items.values()),
        "second": second_fields(caller, error),
        "groundless": error is not None and error.rule == "hold-without-ground",
    }
    return show(request, caller, "holds", context, status=error.status if error else 200)


def _fields(request: HttpRequest, error: Refused | None) -> list[Field]:
    rows: tuple[tuple[str, Words, str], ...] = (
        ("statute", _("법률"), "choice"),
        ("article", _("조문"), "line"),
        ("ends", _("보존하는 마지막 날"), "date"),
    )
    return [
        Field(
            name=name,
            label=label,
            kind=kind,
            value=request.POST.get(name, ""),
            options=list(STATUTES.items()) if kind == "choice" else (),
            error=_wrong(error, name),
            longest=80 if kind == "line" else None,
            autocomplete="off",
        )
        for name, label, kind in rows
    ]


def _wrong(error: Refused | None, name: str) -> Words:
    if error is None or error.field != name:
        return ""
    if error.rule == "hold-ends-early":
        return _("보유 종료일보다 뒤여야 합니다.")
    return _("날짜를 골라 주세요.") if name == "ends" else _("골라 주세요.")


def _purpose(caller: Caller, inquiry: Inquiry) -> Purpose:
    record = Record.objects.values_list("policy", flat=True).get(token=inquiry.token)
    return (version(record) or in_force(caller.at)).policy.purpose(inquiry.purpose)
