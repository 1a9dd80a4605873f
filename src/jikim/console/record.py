"""One inquiry: masked until a reason is given, then open for a minute; what can be done stands beside (P11, P12)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jikim.console.door import Caller, allowed
from jikim.console.dossier import ANSWER, Draft, dossier, inquiry_of
from jikim.console.page import show
from jikim.console.reasons import LOOK, reason_of
from jikim.errors import Changed, Invalid, Refused, Unconfirmed, Unknown
from jikim.inquiries.answer import answer
from jikim.inquiries.assign import assign
from jikim.inquiries.close import close
from jikim.inquiries.models import Inquiry
from jikim.paper.register import register
from jikim.people.models import Staff
from jikim.people.roles import may
from jikim.proof.values import Slug, Token, slug
from jikim.vault.models import Place, Record
from jikim.vault.reveal import Revealed, reveal
from jikim.web.messages import words_for

SECONDS = 60
"""How long revealed values stay on the screen."""


@allowed("see-list")
def record(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Show the inquiry, masked."""
    return _page(request, caller, inquiry_of(caller, token))


@allowed("reveal", post=True)
def record_reveal(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Show the values for a reason; the log has it before the screen does."""
    return _reveal(request, caller, inquiry_of(caller, token), apart=False)


@allowed("read-apart", post=True)
def record_apart(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Show the values of a record that was set apart: the officer alone, one record, one reason."""
    return _reveal(request, caller, inquiry_of(caller, token), apart=True)


@allowed("assign", post=True)
def record_assign(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Give the inquiry to somebody who may answer it; without a name, to oneself."""
    inquiry = inquiry_of(caller, token)
    chosen = request.POST.get("to") or caller.staff.token
    taker = Staff.objects.filter(token=chosen).first()
    if taker is None or not may(taker, "assign", at=caller.at, purpose=inquiry.purpose).allowed:
        rule = "unknown"
        raise Unknown(rule)
    assign(Token(inquiry.token), taker.known_as, by=caller.by, at=caller.at)
    messages.success(request, _("담당을 정했습니다."))
    return redirect("console:record", token)


@allowed("answer", post=True)
def record_answer(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Seal the answer and send it; a text that is refused stays in its field."""
    inquiry = inquiry_of(caller, token)
    text = request.POST.get("answer", "").replace("\r\n", "\n")
    try:
        answer(Token(inquiry.token), text, by=caller.by, at=caller.at)
    except Invalid as error:
        draft = Draft(text=text, wrong=words_for(error.rule, type(error)).why)
        return _page(request, caller, inquiry, draft=draft, status=error.status)
    messages.success(request, _("답변을 보냈습니다. 문의한 분의 이메일로 갑니다."))
    return redirect("console:record", token)


@allowed("close", post=True)
def record_close(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """End the inquiry: its purpose is met, and the record leaves the desk."""
    inquiry = inquiry_of(caller, token)
    if request.POST.get("sure") != "yes":
        rule = "confirmation-missing"
        raise Unconfirmed(rule)
    close(Token(inquiry.token), by=caller.by, at=caller.at)
    messages.success(request, _("종결했습니다. 개인정보는 곧 분리된 저장소로 옮겨지고, 담당자는 더 볼 수 없습니다."))
    return redirect("console:record", token)


@allowed("assign", post=True)
def record_sheet(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Put a sheet of paper under the clock of this record."""
    inquiry = inquiry_of(caller, token)
    try:
        locker = slug(request.POST.get("locker", "").strip().lower())
    except ValueError:
        draft = Draft(locker=_("영문 소문자, 숫자, 붙임표로 적어 주세요. 예: a-3"))
        return _page(request, caller, inquiry, draft=draft, status=Invalid.status)
    register(Token(inquiry.token), locker=locker, custodian=caller.staff.known_as, by=caller.by, at=caller.at)
    messages.success(request, _("종이 문서를 등록했습니다. 아래 표찰 번호를 문서에 붙여 주세요."))
    return redirect(f"{reverse('console:record', args=[token])}#paper")


def _reveal(request: HttpRequest, caller: Caller, inquiry: Inquiry, *, apart: bool) -> HttpResponse:
    draft = Draft(text=request.POST.get("answer", "").replace("\r\n", "\n"))
    try:
        reason = reason_of(request.POST.get("reason", ""), LOOK)
    except Refused as error:
        draft = Draft(text=draft.text, reason=words_for(error.rule, type(error)).why)
        return _page(request, caller, inquiry, draft=draft, status=Invalid.status)
    if apart is not Record.objects.filter(token=inquiry.token, place=Place.APART).exists():
        rule = "changed-since"  # it was set apart, or destroyed, since the page was drawn
        raise Changed(rule)
    seen = reveal(Token(inquiry.token), purpose=Slug(inquiry.purpose), reason=reason, by=caller.by, at=caller.at)
    return _page(request, caller, inquiry, draft=draft, seen=seen, reason=reason)


def _page(
    request: HttpRequest,
    caller: Caller,
    inquiry: Inquiry,
    *,
    draft: Draft | None = None,
    seen: Revealed | None = None,
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    context = dossier(caller, inquiry, draft=draft or Draft(), seen=seen, reason=reason)
    response = show(request, caller, "record", {**context, "seconds": SECONDS}, status=status)
    if seen is not None and not (reason == ANSWER and context["can"]["answer"]):
        # A header, not a meta element: both lead back to the masked page, and only the element is a barrier to readers.
        # Beside an answer that is being written, the style sheet hides the values instead, so that no text is lost.
        response["Refresh"] = f"{SECONDS}; url={reverse('console:record', args=[inquiry.token])}"
    return response
