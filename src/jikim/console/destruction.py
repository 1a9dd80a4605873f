"""The destruction register (파기관리대장): what died, its certificate and confirmation, and what dies next (P6)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jikim.clock import day_of
from jikim.console.door import Caller, allowed
from jikim.console.page import names, paged, show
from jikim.errors import Unknown
from jikim.lifecycle import register
from jikim.lifecycle.confirm import confirm
from jikim.lifecycle.destroy_due import overdue_days
from jikim.lifecycle.models import Batch, Hold
from jikim.paper.models import Sheet
from jikim.policy.model import Policy
from jikim.proof.values import Token
from jikim.registers.in_force import in_force
from jikim.web.chart import Bar, Chart
from jikim.web.days import day_text
from jikim.web.parts import Table

AHEAD: Final = 90
"""Days that the preview looks ahead."""


@allowed("confirm-destruction")
def destruction(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show the register, latest first, and what waits for confirmation."""
    page = paged(request, Batch.objects.exclude(count=0).order_by("-opened", "token"))  # nobody's record ended that day
    context = {
        "page": page,
        "overdue": [day_text(day) for day in overdue_days(in_force(caller.at).policy, at=caller.at)],
    }
    return show(request, caller, "destruction", context)


@allowed("confirm-destruction")
def destruction_coming(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show what dies when, by purpose; what a hold keeps is named."""
    policy = in_force(caller.at).policy
    due = register.coming(policy, at=caller.at, days=AHEAD)
    context = {
        "days": AHEAD,
        "chart": _chart(due, caller.today),
        "due": _table(due, policy),
        "total": sum(one.count for one in due),
        "holds": Hold.objects.active(caller.today),
    }
    return show(request, caller, "destruction_coming", context)


@allowed("confirm-destruction")
def batch(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Show one batch of the register."""
    row = _batch(token)
    policy = in_force(caller.at).policy
    known = names([row.confirmed_by])
    context = {
        "batch": row,
        "counts": Table(
            caption=_("파기한 개인정보"),
            head=(_("처리 목적"), _("건수")),
            rows=[(_use(policy, purpose), count) for purpose, count in register.counts(row)],
            numbers=frozenset({1}),
        ),
        "by": known.get(row.confirmed_by, ""),
        "sheets": Sheet.objects.filter(batch=row.token).order_by("label"),
        "last": day_of(row.deadline),
    }
    return show(request, caller, "batch", context)


@allowed("confirm-destruction")
def certificate(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Give the certificate as a PDF."""
    del request
    row = _batch(token)
    address = settings.JIKIM_URL.rstrip("/")
    pdf = register.certificate_pdf(row, policy=in_force(caller.at).policy, address=address)
    headers = {"Content-Disposition": f'attachment; filename="certificate-{row.day.isoformat()}-{row.token}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@allowed("confirm-destruction", post=True)
def batch_confirm(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Confirm the result of a batch."""
    confirm(Token(_batch(token).token), by=caller.by, at=caller.at)
    messages.success(request, _("파기 결과를 확인했습니다. 확인서에도 적힙니다."))
    return redirect("console:batch", token)


def _batch(token: str) -> Batch:
    row = Batch.objects.filter(token=token).first()
    if row is None:
        rule = "unknown"
        raise Unknown(rule)
    return row


def _use(policy: Policy, slug: str) -> str:
    use = policy.by_slug.get(slug)
    return use.name if use else slug


def _table(due: Sequence[register.Due], policy: Policy) -> Table:
    return Table(
        caption=_("다가오는 파기"),
        head=(_("보유 종료"), _("파기 기한"), _("처리 목적"), _("건수")),
        rows=[(day_text(one.ends), day_text(one.deadline), _use(policy, one.purpose), one.count) for one in due],
        numbers=frozenset({3}),
        show_caption=False,
    )


def _chart(due: Sequence[register.Due], today: date) -> Chart:
    weeks = [0] * (AHEAD // 7 + 1)
    for one in due:
        weeks[max(0, (one.ends - today).days) // 7] += one.count
    bars = [
        Bar(label=_("이번 주") if not week else f"+{week}", value=count, now=not week)
        for week, count in enumerate(weeks)
    ]
    return Chart(title=_("주마다 파기할 건수"), of=_("건수"), by=_("몇 주 뒤"), bars=bars)
