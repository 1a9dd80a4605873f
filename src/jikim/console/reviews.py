"""Reviews of the log and quarterly self-audits: opened by themselves, read and signed by the officer (P13, P16)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jikim.console.door import Caller, allowed
from jikim.console.page import names, paged, show
from jikim.console.words import FACTS
from jikim.errors import Invalid, Unknown
from jikim.ledger.models import Entry
from jikim.oversight import audit, review
from jikim.oversight.models import Note, Review, SelfAudit
from jikim.proof.values import Token
from jikim.web.days import moment_text
from jikim.web.parts import Field, Table

FINDINGS: Final[Mapping[str, Promise]] = {
    "bulk-reveals": gettext_lazy("하루에 많은 문의를 열어 봄"),
    "bulk-searches": gettext_lazy("하루에 많이 찾아봄"),
    "out-of-hours": gettext_lazy("업무 시간 밖에 봄"),
    "repeated-subject": gettext_lazy("같은 문의를 거듭 봄"),
}


@allowed("review")
def reviews(request: HttpRequest, caller: Caller) -> HttpResponse:
    """List the monthly reviews and the quarterly audits, those that wait first."""
    rows = Review.objects.order_by("signed", "-first")
    context = {"page": paged(request, rows), "audits": SelfAudit.objects.order_by("-first")[:8]}
    return show(request, caller, "reviews", context)


@allowed("review", post=True)
def review_open(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Open what is due now, without waiting for the worker."""
    opened = review.open_due(caller.at) + audit.open_due(caller.at)
    words = ngettext("점검 %(count)d건을 열었습니다.", "점검 %(count)d건을 열었습니다.", opened) % {"count": opened}
    messages.success(request, words if opened else _("지금 열 점검이 없습니다. 한 달이 끝나면 저절로 열립니다."))
    return redirect("console:reviews")


@allowed("review")
def review_page(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Show one review: figures, findings, the sample, and the place to sign."""
    return _page(request, caller, _review(token))


@allowed("review", post=True)
def review_sign(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Sign."""
    row = _review(token)
    try:
        note = Note(request.POST.get("note", ""))
    except ValueError:
        return _page(request, caller, row, wrong=_("하나를 골라 주세요."))
    try:
        review.sign(Token(row.token), note, by=caller.by, at=caller.at)
    except Invalid:
        return _page(request, caller, row, wrong=_("눈에 띄는 기록이 있으면 ‘이상 없음’으로 서명할 수 없습니다."))
    messages.success(request, _("서명했습니다."))
    return redirect("console:review", token)


@allowed("review", post=True)
def audit_sign(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Sign a quarterly self-audit."""
    audit.sign(Token(token), by=caller.by, at=caller.at)
    messages.success(request, _("서명했습니다."))
    return redirect("console:reviews")


def _page(request: HttpRequest, caller: Caller, row: Review, *, wrong: str = "") -> HttpResponse:
    figures: dict[str, Any] = row.figures
    counts = ("reveals", "listings", "searches", "out_of_hours")
    people = sorted({actor for kind in counts for actor in figures[kind]})
    found = figures["findings"]
    known = names([*people, *(one["actor"] for one in found), row.signed_by])
    context = {
        "review": row,
        "signer": known.get(row.signed_by, ""),
        "figures": Table(
            caption=_("사람별 횟수"),
            head=(_("사람"), _("열람"), _("목록"), _("검색"), _("업무 시간 밖")),
            rows=[(known.get(actor, actor), *(figures[kind].get(actor, 0) for kind in counts)) for actor in people],
            numbers=frozenset({1, 2, 3, 4}),
        ),
        "findings": Table(
            caption=_("눈에 띄는 기록"),
            head=(_("무엇"), _("사람"), _("횟수"), _("언제·무엇에 대해")),
            rows=[
                (
                    FINDINGS.get(one["kind"], one["kind"]),
                    known.get(one["actor"], one["actor"]),
                    one["count"],
                    _about(one),
                )
                for one in found
            ],
            numbers=frozenset({2}),
        ),
        "sample": _sample(row),
        "field": Field(name="note", kind="choice", label=_("확인한 결과"), options=Note.choices, error=wrong),
    }
    return show(request, caller, "review", context, status=422 if wrong else 200)


def _about(finding: Mapping[str, Any]) -> str:
    about = str(finding["about"])
    return _("이 달") if about == "period" else about


def _sample(row: Review) -> Table:
    entries = list(Entry.objects.filter(index__in=row.sample).order_by("index"))
    known = names(entry.actor for entry in entries)
    return Table(
        caption=_("직접 볼 표본"),
        head=(_("번호"), _("언제"), _("누가"), _("무엇을"), _("대상")),
        rows=[
            (
                entry.index,
                moment_text(entry.at),
                known.get(entry.actor or "", ""),
                FACTS.get(entry.name, entry.name),
                entry.subject or "",
            )
            for entry in entries
        ],
    )


def _review(token: str) -> Review:
    row = Review.objects.filter(token=token).first()
    if row is None:
        rule = "unknown"
        raise Unknown(rule)
    return row


def overdue(day: date) -> int:
    """Count what the officer should have signed before ``day``."""
    return Review.objects.overdue(day).count() + SelfAudit.objects.overdue(day).count()
