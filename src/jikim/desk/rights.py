"""The public way to a right: choose it and name the receipt; the proof goes to the contact given at intake (P10)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from jikim.errors import Unknown
from jikim.inquiries.receive import by_code
from jikim.proof.values import VISITOR, Token
from jikim.registers.in_force import in_force
from jikim.rights.models import Channel, Right
from jikim.rights.open import open_request
from jikim.web import limits
from jikim.web.page import moment_of
from jikim.web.parts import Field
from jikim.web.remedies import remedies

ABOUT: Final[Mapping[Right, Promise]] = {
    Right.ACCESS: _("어떤 정보를 갖고 있는지, 누가 보았는지 받아 봅니다."),
    Right.CORRECTION: _("틀린 정보를 바로잡습니다. 끝날 때까지 아무도 쓰지 않습니다."),
    Right.DELETION: _("지금 지우도록 합니다. 지운 정보는 되살릴 수 없습니다."),
    Right.SUSPENSION: _("보관만 하고 쓰지 않도록 멈춥니다."),
    Right.WITHDRAWAL: _("동의를 거둡니다. 동의하신 항목만 따로 지울 수 없어 이 문의의 정보를 모두 파기합니다."),
}


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


@require_safe
def complaint(request: HttpRequest) -> HttpResponse:
    """Say whom to turn to: the officers of the policy, then the bodies outside."""
    policy = in_force(moment_of(request)).policy
    return render(request, "desk/complaint.html", {"officers": policy.officers, "remedies": remedies(policy)})


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
