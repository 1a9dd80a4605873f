"""Shows the form of a purpose beside its notice, and takes an inquiry in (P1 to P4)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jikim.clock import day_of
from jikim.desk.form import CONSENT, choices_of, draw, faults, picked_of
from jikim.errors import Changed, Invalid
from jikim.inquiries.receive import Receipt, Submission, receive
from jikim.policy.admit import consents
from jikim.policy.ends import destroy_by, ends
from jikim.policy.notice import notice
from jikim.proof.values import VISITOR, Slug
from jikim.registers.in_force import Enacted, in_force
from jikim.web import limits, once
from jikim.web.page import moment_of

MASKED: Final[Mapping[str, Promise]] = {
    "resident-number": gettext_lazy("주민등록번호"),
    "foreigner-number": gettext_lazy("외국인등록번호"),
    "passport": gettext_lazy("여권 번호"),
    "driver-licence": gettext_lazy("운전면허 번호"),
    "card": gettext_lazy("카드 번호"),
    "account": gettext_lazy("계좌 번호"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def ask(request: HttpRequest, purpose: str) -> HttpResponse:
    """Show the form, or take what it brought."""
    enacted = in_force(moment_of(request))
    enacted.policy.purpose(purpose)
    return _take(request, enacted, purpose) if request.method == "POST" else _show(request, enacted, purpose)


def _take(request: HttpRequest, enacted: Enacted, slug: str) -> HttpResponse:
    at = moment_of(request)
    limits.knock(request, "intake", at=at)
    once.refuse_machines(request.POST)
    purpose = enacted.policy.purpose(slug)
    key = once.key_of(request.POST)
    aside = frozenset(f"{CONSENT}{block}" for block in consents(purpose))
    answers = once.answers_of(request.POST, aside=aside)
    choices: dict[str, bool] = {}
    try:
        choices = choices_of(purpose, request.POST)
        wrong = faults(purpose, answers, choices)
        if wrong and answers.keys() <= purpose.items.keys():
            return _show(request, enacted, slug, answers=answers, wrong=wrong)
        submission = Submission(
            purpose=Slug(purpose.slug),
            answers=answers,
            choices=choices,
            notice=request.POST.get(once.NOTICE_FIELD, ""),
            key=key,
            channel=Slug("web"),
        )
        receipt = receive(submission, policy=enacted.policy, digest=enacted.digest, by=VISITOR, at=at)
    except Invalid as error:
        if error.rule == "field-not-in-policy" or error.field not in {*purpose.items, *consents(purpose)}:
            raise
        wrong = {**faults(purpose, answers, choices), error.field: error.rule}
        return _show(request, enacted, slug, answers=answers, wrong=wrong)
    except Changed as error:
        if error.rule != "notice-changed":
            raise
        return _show(request, enacted, slug, answers=answers, changed=True)
    _tell_masked(request, receipt)
    return redirect("desk:receipt", code=receipt.code)


def _tell_masked(request: HttpRequest, receipt: Receipt) -> None:
    if receipt.masked:
        kinds = ", ".join(str(MASKED.get(kind, kind)) for kind in receipt.masked)
        messages.warning(
            request, _("적으신 내용에서 %(kinds)s로 보이는 숫자를 가리고 저장했습니다.") % {"kinds": kinds}
        )


def _show(
    request: HttpRequest,
    enacted: Enacted,
    slug: str,
    *,
    answers: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
    changed: bool = False,
) -> HttpResponse:
    policy = enacted.policy
    purpose = policy.purpose(slug)
    shown = notice(policy, slug)
    end = ends(policy, slug, day_of(moment_of(request)))
    sent = request.POST if wrong else None  # after a change of the notice, what was agreed to must be asked again
    context = {
        "purpose": purpose,
        "purposes": policy.purposes,
        "notice": shown,
        "form": draw(
            purpose, shown, answers=answers, picked=picked_of(purpose, sent) if sent is not None else None, wrong=wrong
        ),
        "key": once.key_of(sent) if sent is not None else once.new_key(),
        "ends": end,
        "destroy_by": destroy_by(policy, end),
        "changed": changed,
        "wrong": bool(wrong),
    }
    return render(request, "desk/ask.html", context, status=422 if wrong else (409 if changed else 200))
