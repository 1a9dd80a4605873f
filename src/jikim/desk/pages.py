"""The pages that only show: home, receipt, policy, notices board; and the way from a typed code to its receipt."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from jikim.clock import day_of
from jikim.desk.story import told_of
from jikim.errors import Unknown
from jikim.ledger.prove import prove
from jikim.policy.notice import keeping
from jikim.policy.render import plain
from jikim.policy.render import render as rendered
from jikim.proof.bundle import write_bundle
from jikim.registers.in_force import Enacted, enacted, in_force, version
from jikim.registers.models import Enactment, Post
from jikim.registers.processor import listed
from jikim.rights.models import Right
from jikim.web import limits
from jikim.web.cookies import cookies
from jikim.web.days import day_text
from jikim.web.page import moment_of
from jikim.web.parts import Field, Table

BOARD = 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what can be asked, the way back to an inquiry, and the rights."""
    at = moment_of(request)
    policy = in_force(at).policy
    cards = [(purpose, keeping(policy.kept[purpose.slug])) for purpose in policy.purposes]
    coming = Enactment.objects.coming(day_of(at)).first()
    return render(request, "desk/home.html", {"cards": cards, "code": _code_field(), "coming": coming})


@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Take a receipt code as a person typed it and go to its receipt; the code travels in the form, not in a log."""
    if request.method != "POST":
        return render(request, "desk/look_up.html", {"code": _code_field()})
    limits.knock(request, "receipt", at=moment_of(request))
    typed = request.POST.get("code", "")
    try:
        told_of(typed, at=moment_of(request))
    except Unknown:
        return render(request, "desk/look_up.html", {"code": _code_field(wrong=True)}, status=404)
    return redirect("desk:receipt", code="".join(typed.upper().split()).replace("-", ""))


@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show the receipt: the life of an inquiry, for whoever holds its code."""
    at = moment_of(request)
    limits.knock(request, "receipt", at=at)
    told = told_of(code, at=at)
    story = told.story
    address = request.build_absolute_uri(reverse("desk:receipt", args=[code]))
    kept = day_text(story.enacted.effective) if story.enacted else ""
    facts = [
        (_("문의 종류"), told.purpose),
        (_("적용된 처리방침"), _("%(day)s 시행") % {"day": kept} if kept else "-"),
        (_("보관하는 마지막 날"), day_text(story.ends)),
        (_("늦어도 파기하는 날"), day_text(story.destroy_by)),
    ]
    rights = [(right.value, right.label) for right in Right]
    context = {"told": told, "story": story, "code": code, "address": address, "facts": facts, "rights": rights}
    context["answered"] = story.when("answered")
    return render(request, "desk/receipt.html", context)


@require_safe
def proof(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out every fact about the inquiry with its proof: ``jikim verify`` and any tlog tool can check it offline."""
    at = moment_of(request)
    limits.knock(request, "receipt", at=at)
    text = write_bundle(prove(told_of(code, at=at).story.token))
    if not text:
        rule = "proof-not-yet"
        raise Unknown(rule)
    return HttpResponse(
        text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="jikim-proof.txt"', "Cache-Control": "no-store"},
    )


@require_safe
def policy(request: HttpRequest, digest: str = "") -> HttpResponse:
    """Show the policy in force, or an earlier or coming version, word for word as it is compiled."""
    at = moment_of(request)
    today = day_of(at)
    now = in_force(at)
    shown = version(digest) if digest else now
    if shown is None:
        rule = "policy-version-unknown"
        raise Unknown(rule)
    context = {
        "shown": shown,
        "sections": rendered(shown.policy),
        "versions": _versions(today, now),
        "cookies": _cookies(),
        "refusal": shown.policy.cookies.refusal,
        "now": now,
        "coming": Enactment.objects.coming(today).first(),
        "processors": listed(today),
    }
    return render(request, "desk/policy.html", context)


def _versions(today: date, now: Enacted) -> list[dict[str, Any]]:
    """Give every version that stands, latest first: its first day, its last, and whether it is over, now or to come."""
    rows = [enacted(row) for row in Enactment.objects.standing().order_by("-effective", "-id")]
    after = [None, *(row.effective - timedelta(days=1) for row in rows)]
    return [
        {"one": row, "until": until, "now": row.digest == now.digest, "coming": row.effective > today}
        for row, until in zip(rows, after, strict=False)
    ]


def _cookies() -> Table:
    rows = [(one.name, one.purpose, one.life) for one in cookies()]
    return Table(caption=_("쿠키"), head=(_("이름"), _("하는 일"), _("남아 있는 동안")), rows=rows, show_caption=False)


@require_safe
def policy_file(request: HttpRequest) -> HttpResponse:
    """Hand out the policy in force as a file (drafting guide: privacy_policy.<ext>)."""
    return HttpResponse(
        plain(in_force(moment_of(request)).policy),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="privacy_policy.txt"'},
    )


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Show the board, newest first."""
    page = Paginator(Post.objects.order_by("-posted", "token"), BOARD).get_page(request.GET.get("page"))
    return render(request, "desk/notices.html", {"page": page})


@require_safe
def notice(request: HttpRequest, token: str) -> HttpResponse:
    """Show one post."""
    post = Post.objects.select_related("enactment").filter(token=token).first()
    if post is None:
        raise Http404
    return render(request, "desk/notice.html", {"post": post})


def _code_field(*, wrong: bool = False) -> Field:
    return Field(
        name="code",
        label=_("접수 번호"),
        kind="code",
        hint=_("접수증과 메일에 적힌 20자리입니다. 띄어쓰기는 상관없습니다."),
        error=_("그런 번호가 없습니다. 다시 확인해 주세요.") if wrong else "",
        need="none",
        autocomplete="off",
        longest=40,
    )
