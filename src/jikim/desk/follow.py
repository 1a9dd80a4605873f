"""Follows one request: takes the code that was mailed, shows or seals what it opens, then how far it has come (P10).

A request for access is answered in the very answer to the code: shown once, stored nowhere.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from jikim.desk import access, correction
from jikim.errors import Invalid, JikimError, Refused, Unknown
from jikim.policy.model import Policy, Purpose
from jikim.proof.values import VISITOR, Token
from jikim.registers.in_force import in_force, version
from jikim.rights.code import code_of
from jikim.rights.models import Request, Right, State
from jikim.rights.proposal import Proposal
from jikim.rights.prove import prove
from jikim.rights.show import show
from jikim.vault.models import Record
from jikim.web import limits
from jikim.web.messages import words_for
from jikim.web.outcome import outcome_of
from jikim.web.page import moment_of
from jikim.web.parts import Field, Step
from jikim.web.remedies import remedies

_AGAIN = frozenset({"code-wrong", "code-expired"})
"""What a person mends on the same page."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A form that comes back: what was typed, and what is wrong with it (item -> rule; the code's own error)."""

    wanted: correction.Wanted = field(default_factory=correction.Wanted)
    wrong: Mapping[str, str] = field(default_factory=dict)
    error: JikimError | None = None

    @property
    def status(self) -> int:
        """The status of the page that shows it."""
        if self.error is not None:
            return self.error.status
        return Invalid.status if self.wrong else 200


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Show the request, or take the code."""
    asked = Request.objects.filter(token=token).first()
    if asked is None:
        rule = "unknown"
        raise Unknown(rule)
    return _take(request, asked) if request.method == "POST" else _page(request, asked, Draft())


@sensitive_variables()
def _take(request: HttpRequest, asked: Request) -> HttpResponse:
    at = moment_of(request)
    limits.knock(request, "code", at=at)
    token = Token(asked.token)
    wanted = correction.wanted_of(request.POST)
    proposal: Proposal | None = None
    if asked.right == Right.CORRECTION and asked.takes_code:
        policy, _use = _collected(asked, at)
        wrong = correction.faults(token, wanted, policy=policy)
        if set(wrong.values()) - {"field-not-in-policy"}:  # what no form of ours asks is refused as a whole, below
            return _page(request, asked, Draft(wanted=wanted, wrong=wrong))
        proposal = correction.proposal_of(token, wanted, policy=policy)
    try:
        prove(token, request.POST.get("code", ""), proposal=proposal, by=VISITOR, at=at)
    except Refused as error:
        if error.rule not in _AGAIN:
            raise
        return _page(request, asked, Draft(wanted=wanted, error=error))
    if asked.right == Right.ACCESS:
        return _shown(request, asked, at)
    return redirect("desk:rights_follow", token=token)


@sensitive_variables()
def _shown(request: HttpRequest, asked: Request, at: datetime) -> HttpResponse:
    view = access.view_of(show(Token(asked.token), by=VISITOR, at=at), at=at)
    response = render(request, "desk/access.html", {"view": view, "asked": asked})
    response["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, asked: Request, draft: Draft) -> HttpResponse:
    at = moment_of(request)
    corrects = asked.right == Right.CORRECTION and asked.takes_code
    form = None
    if corrects:
        _policy, use = _collected(asked, at)
        form = correction.draw(use, draft.wanted, draft.wrong)
    code = _code_field(draft.error)
    context = {
        "asked": asked,
        "steps": _steps(asked),
        "outcome": outcome_of(asked),
        "code": code,
        "form": form,
        "empty": draft.wrong.get("") == "correction-empty",
        "errors": [*(form.fields if form else ()), code],
        "waiting": asked.takes_code,
        "again": asked.awaits_code and not asked.takes_code,
        "refused": asked.state == State.REFUSED,
        "helpers": remedies(in_force(at).policy),
        "demo_code": code_of(asked) if settings.JIKIM_DEMO and asked.takes_code else "",
    }
    return render(request, "desk/follow.html", context, status=draft.status)


def _collected(asked: Request, at: datetime) -> tuple[Policy, Purpose]:
    """Give the policy under which the record came, and its purpose there."""
    record = Record.objects.only("policy", "purpose").get(token=asked.record)
    policy = (version(record.policy) or in_force(at)).policy
    return policy, policy.purpose(record.purpose)


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
    answered = closed if asked.state != State.ACCEPTED else asked.decided
    return [
        Step(what=_("요구하셨습니다"), state="done", at=asked.opened),
        Step(what=_("본인 확인"), state="done" if proved else "coming" if closed else "now", at=proved),
        Step(
            what=asked.get_state_display() if answered else _("답변"),
            state="done" if closed else ("now" if proved else "coming"),
            at=answered,
            day=None if answered else asked.due,
        ),
    ]
