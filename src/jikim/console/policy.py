"""The policy as the officer sees it: in force, coming, before; announcing is the only way to change it (P19)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jikim.console.door import Caller, allowed
from jikim.console.page import names, show
from jikim.errors import Invalid, JikimError, Unknown
from jikim.policy import toml
from jikim.proof.values import Digest
from jikim.registers.enact import announce, withdraw
from jikim.registers.in_force import in_force, version
from jikim.registers.models import Enactment, Processor
from jikim.registers.processor import engage
from jikim.web.days import day_text
from jikim.web.messages import words_for
from jikim.web.parts import Field, Words


@allowed("enact-policy")
def policy(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show the version in force, what comes, and every version before."""
    current = in_force(caller.at)
    rows = list(Enactment.objects.order_by("-effective", "-id"))
    known = names(row.approved_by for row in rows)
    context = {
        "current": current,
        "versions": [
            {"row": row, "state": _state(row, current.digest, caller.today), "by": known.get(row.approved_by or "", "")}
            for row in rows
        ],
    }
    return show(request, caller, "policy", context)


@allowed("enact-policy")
def policy_version(request: HttpRequest, caller: Caller, digest: str) -> HttpResponse:
    """Give one version as the file that the desk runs on."""
    del request, caller  # the text of a policy is public
    if version(digest) is None:
        rule = "unknown"
        raise Unknown(rule)
    text = Enactment.objects.values_list("toml", flat=True).get(digest=digest)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="policy-{digest[:12]}.toml"'
    return response


@allowed("enact-policy")
def policy_new(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show the form that announces a version, filled with the text in force."""
    values = {"toml": toml.dumps(in_force(caller.at).policy), "title": _("개인정보 처리방침 변경 안내")}
    return show(request, caller, "policy_new", {"fields": _fields(values)})


@allowed("enact-policy", post=True)
def policy_announce(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Announce a version: notice and coming policy appear at once, the desk changes on the day."""
    sent = {name: request.POST.get(name, "").strip() for name in ("toml", "title", "body", "effective")}
    try:
        coming = toml.loads(sent["toml"].replace("\r\n", "\n"))
        _demand_words(sent)
        announce(
            coming,
            effective=_day(sent["effective"]),
            title=sent["title"],
            body=sent["body"],
            by=caller.by,
            at=caller.at,
        )
    except JikimError as error:
        return show(request, caller, "policy_new", {"fields": _fields(sent, error)}, status=error.status)
    messages.success(request, _("공고했습니다. 공지사항에 실렸고, 시행일이 되면 창구가 새 방침으로 바뀝니다."))
    return redirect("console:policy")


@allowed("enact-policy", post=True)
def policy_withdraw(request: HttpRequest, caller: Caller, digest: str) -> HttpResponse:
    """Take an announcement back before its day."""
    withdraw(Digest(digest), by=caller.by, at=caller.at)
    messages.success(request, _("공고를 거두었습니다."))
    return redirect("console:policy")


@allowed("enact-policy")
def processors(request: HttpRequest, caller: Caller) -> HttpResponse:
    """List the companies that process for us, as the public page shows them."""
    return show(request, caller, "processors", _processors(caller))


@allowed("enact-policy", post=True)
def processor_engage(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Put a company on the list; the public page shows it at once."""
    sent = {name: request.POST.get(name, "").strip() for name in ("name", "task", "since")}
    try:
        since = _day(sent["since"], field="since")
        engage(sent["name"][:120], sent["task"][:200], since=since, by=caller.by, at=caller.at)
    except Invalid as error:
        return show(request, caller, "processors", _processors(caller, sent, error), status=error.status)
    messages.success(request, _("수탁자를 적었습니다. 공개된 처리방침에도 나타납니다."))
    return redirect("console:processors")


def _processors(
    caller: Caller, sent: dict[str, str] | None = None, error: JikimError | None = None
) -> dict[str, object]:
    given = sent or {"since": caller.today.isoformat()}
    labels = (("name", _("수탁자"), "line"), ("task", _("맡긴 일"), "line"), ("since", _("시작일"), "date"))
    fields = [
        Field(
            name=name, label=label, kind=kind, value=given.get(name, ""), error=_wrong(error, name), autocomplete="off"
        )
        for name, label, kind in labels
    ]
    return {"processors": Processor.objects.order_by("until", "name"), "fields": fields}


def _state(row: Enactment, current: str, today: date) -> tuple[Words, str]:
    if row.withdrawn:
        return _("철회"), ""
    if row.digest == current:
        return _("시행 중"), "good"
    return (_("예고"), "go") if row.effective > today else (_("지난 방침"), "")


def _demand_words(sent: dict[str, str]) -> None:
    for name in ("title", "body"):
        if not sent[name]:
            rule = "required-missing"
            raise Invalid(rule, field=name)


def _day(text: str, *, field: str = "effective") -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        rule = "day-malformed"
        raise Invalid(rule, field=field) from None


def _fields(values: dict[str, str], error: JikimError | None = None) -> list[Field]:
    rows = (
        ("title", _("공지 제목"), "line", 120),
        ("body", _("공지 내용: 무엇이 왜 바뀌는지"), "text", 20_000),
        ("effective", _("시행일"), "date", None),
        ("toml", _("새 처리방침 (policy.toml)"), "text", None),
    )
    return [
        Field(
            name=name,
            label=label,
            kind=kind,
            longest=longest,
            value=values.get(name, ""),
            error=_wrong(error, name),
            autocomplete="off",
        )
        for name, label, kind, longest in rows
    ]


PLACES = {
    "policy-toml-syntax": "toml",
    "policy-toml-shape": "toml",
    "policy-announced-already": "toml",
    "notice-too-short": "effective",
}


def _wrong(error: JikimError | None, name: str) -> Words:
    if error is None or name != (error.field or PLACES.get(error.rule)):
        return ""
    if error.rule == "notice-too-short":
        earliest = day_text(date.fromisoformat(error.hint))
        return _("고지 기간이 지나야 합니다. 가장 이른 날은 %(day)s입니다.") % {"day": earliest}
    if error.rule.startswith("policy-toml"):
        return _("읽을 수 없습니다: %(where)s") % {"where": error.hint}
    if error.rule == "policy-announced-already":
        return _("이 내용은 이미 공고되었습니다.")
    return _("날짜를 골라 주세요.") if error.rule == "day-malformed" else words_for(error.rule, type(error)).why
