"""The public way to a right: choose it, name the receipt, prove by a code that is mailed, follow the answer (P10)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from jikim.errors import JikimError, Refused, Unknown
from jikim.inquiries.receive import by_code
from jikim.proof.values import VISITOR, Token
from jikim.registers.in_force import in_force
from jikim.rights.models import Channel, Request, Right, State
from jikim.rights.open import open_request
from jikim.rights.prove import prove
from jikim.web import limits
from jikim.web.messages import words_for
from jikim.web.page import moment_of
from jikim.web.parts import Field, Step

ABOUT: Final[Mapping[Right, Promise]] = {
    Right.ACCESS: _("어떤 정보를 갖고 있는지, 누가 보았는지 받아 봅니다."),
    Right.CORRECTION: _("틀린 정보를 바로잡습니다. 끝날 때까지 아무도 쓰지 않습니다."),
    Right.DELETION: _("지금 지우도록 합니다. 지운 정보는 되살릴 수 없습니다."),
    Right.SUSPENSION: _("보관만 하고 쓰지 않도록 멈춥니다."),
    Right.WITHDRAWAL: _("선택 항목에 대한 동의를 거두고 그 항목을 지웁니다."),
}
REMEDIES: Final = (
    (_("개인정보 분쟁조정위원회"), "1833-6972", "https://www.kopico.go.kr"),
    (_("개인정보 침해신고센터"), "118", "https://privacy.kisa.or.kr"),
    (_("대검찰청"), "1301", "https://www.spo.go.kr"),
    (_("경찰청"), "182", "https://ecrm.police.go.kr"),
)
"""Where the drafting guide (2026.4) sends a person whose privacy was hurt, when the policy names nobody itself."""


@require_safe
def entry(request: HttpRequest) -> HttpResponse:
    """Show the rights as cards."""
    cards = [(right.value, right.label, ABOUT[right]) for right in Right]
    return render(request, "desk/rights.html", {"cards": cards})


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, right: str) -> HttpResponse:
    """Take the receipt code and send the proof of identity to the contact given at intake."""
    if right not in Right.values:
        rule = "unknown"
        raise Unknown(rule)
    asked = Right(right)
    if request.method != "POST":
        return _start(request, asked)
    at = moment_of(request)
    limits.knock(request, "rights", at=at)
    inquiry = by_code(request.POST.get("code", ""))
    if inquiry is None:
        return _start(request, asked, wrong=True)
    token = open_request(
        Token(inquiry.token), asked, channel=Channel.WEB, policy=in_force(at).policy, by=VISITOR, at=at
    )
    return redirect("desk:rights_follow", token=token)


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Take the code that was mailed, then show how far the request has come."""
    at = moment_of(request)
    error: JikimError | None = None
    if request.method == "POST":
        limits.knock(request, "code", at=at)
        try:
            prove(Token(token), request.POST.get("code", ""), by=VISITOR, at=at)
        except Refused as refusal:
            if refusal.rule not in {"code-wrong", "code-expired"}:
                raise
            error = refusal
        else:
            return redirect("desk:rights_follow", token=token)
    asked = Request.objects.filter(token=token).first()
    if asked is None:
        rule = "unknown"
        raise Unknown(rule)
    context = {
        "asked": asked,
        "steps": _steps(asked),
        "code": _code_field(error),
        "waiting": asked.state == State.OPENED,
    }
    return render(request, "desk/follow.html", context, status=error.status if error else 200)


@require_safe
def complaint(request: HttpRequest) -> HttpResponse:
    """Say whom to turn to: the officers of the policy, then the bodies outside."""
    policy = in_force(moment_of(request)).policy
    named = [(one.name, one.phone, one.url) for one in policy.remedies]
    return render(request, "desk/complaint.html", {"officers": policy.officers, "remedies": named or REMEDIES})


def _start(request: HttpRequest, right: Right, *, wrong: bool = False) -> HttpResponse:
    field = Field(
        name="code",
        label=_("접수 번호"),
        kind="code",
        hint=_("접수증과 메일에 적힌 20자리입니다. 다른 서류는 필요하지 않습니다."),
        error=_("그런 번호가 없습니다. 다시 확인해 주세요.") if wrong else "",
        autocomplete="off",
        longest=40,
    )
    context = {"right": right, "about": ABOUT[right], "field": field}
    return render(request, "desk/rights_start.html", context, status=404 if wrong else 200)


def _code_field(error: JikimError | None) -> Field:
    return Field(
        name="code",
        label=_("인증 번호"),
        kind="code",
        hint=_("접수 때 적으신 이메일로 보낸 여섯 자리 숫자입니다. 10분 동안 쓸 수 있습니다."),
        error=words_for(error.rule, type(error)).why if error else "",
        autocomplete="one-time-code",
        inputmode="numeric",
        longest=12,
    )


def _steps(asked: Request) -> list[Step]:
    proved, closed = asked.proved, asked.closed
    return [
        Step(what=_("요구하셨습니다"), state="done", at=asked.opened),
        Step(what=_("본인 확인"), state="done" if proved else "now", at=proved),
        Step(
            what=asked.get_state_display() if closed else _("답변"),
            state="done" if closed else ("now" if proved else "coming"),
            at=closed,
            day=None if closed else asked.due,
        ),
    ]
