"""The officer's queue of people's requests: carried out, or refused on a ground of the law, in time (P10)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jikim.console.door import Caller, allowed
from jikim.console.page import names, paged, show
from jikim.errors import Invalid, Unconfirmed, Unknown
from jikim.policy.model import Policy
from jikim.proof.values import Slug, Token
from jikim.registers.in_force import in_force, version
from jikim.rights.decide import carry_out, refuse
from jikim.rights.grounds import GROUNDS, grounds_against
from jikim.rights.models import OPEN, Request, Right, State
from jikim.rights.proposal import proposed
from jikim.vault.models import Place, Record
from jikim.vault.reveal import reveal
from jikim.web.parts import Field, Table

SECONDS: Final = 60
REASON: Final = Slug("rights-request")

CARRIED: Final[Mapping[str, Promise]] = {
    "correction": gettext_lazy("정정한 내용을 처음 내용 옆에 봉인해 남기고, 이용을 다시 엽니다."),
    "deletion": gettext_lazy("이 문의의 모든 내용을 지금 파기합니다. 되돌릴 수 없고 증명서가 나옵니다."),
    "suspension": gettext_lazy("이 문의를 누구도 이용하지 못하게 둔 채로 기한에 파기합니다."),
    "withdrawal": gettext_lazy("동의를 거둔 것으로 적고 이 문의를 지금 파기합니다. 되돌릴 수 없습니다."),
}
"""What carrying out does, by right; access is carried out by the person's own look."""

RESULTS: Final[Mapping[str, Promise]] = {
    "shown": gettext_lazy("열람함"),
    "recorded-beside": gettext_lazy("정정함"),
    "destroyed": gettext_lazy("파기함"),
    "suspended": gettext_lazy("처리를 멈춤"),
    "identity-unproved": gettext_lazy("본인 확인이 되지 않음"),
}


@allowed("handle-request")
def requests(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show what waits, by due day, and below it what is done."""
    done = Request.objects.exclude(state__in=[*OPEN, State.LAPSED]).order_by("-closed", "token")
    context = {
        "working": [_drawn(row, caller) for row in Request.objects.working()],
        "page": paged(request, done),
    }
    context["done"] = [(row, _result(row)) for row in context["page"]]
    return show(request, caller, "requests", context)


@allowed("handle-request")
def request_page(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Show one request, masked."""
    return _page(request, caller, _request(caller, token))


@allowed("handle-request", post=True)
def request_reveal(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Show original and change side by side, for the request itself alone: that passes a freeze."""
    row = _request(caller, token)
    record = Record.objects.get(token=row.record)
    seen = reveal(Token(row.record), purpose=Slug(record.purpose), reason=REASON, by=caller.by, at=caller.at)
    wanted = proposed(seen)
    use = _policy(record, caller).purpose(record.purpose)
    lines = [(item.label, seen.fields.get(slug, ""), wanted.get(slug, "")) for slug, item in use.items.items()]
    shown = Table(
        caption=_("원래 값과 바꿀 값"),
        head=(_("항목"), _("원래 값"), _("바꿀 값")),
        rows=[line for line in lines if any(line[1:])],
        show_caption=False,
    )
    response = _page(request, caller, row, shown=shown)
    response["Refresh"] = f"{SECONDS}; url={reverse('console:request', args=[row.token])}"
    return response


@allowed("handle-request", post=True)
def request_carry_out(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Do what the person asks."""
    row = _request(caller, token)
    if request.POST.get("sure") != "yes":
        rule = "confirmation-missing"
        raise Unconfirmed(rule)
    carry_out(Token(row.token), by=caller.by, at=caller.at)
    messages.success(request, _("요구대로 처리합니다. 결과는 문의한 분의 접수증에 나타납니다."))
    return redirect("console:request", token)


@allowed("handle-request", post=True)
def request_refuse(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Refuse on one of the law's grounds."""
    row = _request(caller, token)
    try:
        refuse(Token(row.token), Slug(request.POST.get("ground", "")), by=caller.by, at=caller.at)
    except Invalid as error:
        return _page(request, caller, row, wrong=_("법이 정한 사유를 골라 주세요."), status=error.status)
    messages.success(request, _("거절했습니다. 사유와 이의제기 방법을 함께 알립니다."))
    return redirect("console:request", token)


def _page(
    request: HttpRequest,
    caller: Caller,
    row: Request,
    *,
    shown: Table | None = None,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    record = Record.objects.get(token=row.record)
    use = _policy(record, caller).by_slug.get(record.purpose)
    context: dict[str, Any] = {
        **_drawn(row, caller),
        "record": record,
        "use": use.name if use else record.purpose,
        "alive": record.place != Place.DESTROYED,
        "carried": CARRIED.get(row.right, ""),
        "access": row.right == Right.ACCESS,
        "decides": row.state == State.PROVED,
        "decided_by": names([row.decided_by]).get(row.decided_by, ""),
        "result": _result(row),
        "shown": shown,
        "seconds": SECONDS,
        "ground": Field(
            name="ground",
            kind="choice",
            label=_("거절 사유"),
            options=[(slug, f"{one.name} ({one.article})") for slug, one in grounds_against(row.right).items()],
            error=wrong,
        ),
    }
    return show(request, caller, "request", context, status=status)


def _drawn(row: Request, caller: Caller) -> dict[str, Any]:
    return {"one": row, "late": row.due < caller.today}


def _request(caller: Caller, token: str) -> Request:
    row = Request.objects.filter(token=token).first()
    purpose = Record.objects.filter(token=row.record).values_list("purpose", flat=True).first() if row else None
    if row is None or purpose is None or not caller.serves(purpose):
        rule = "unknown"
        raise Unknown(rule)
    return row


def _policy(record: Record, caller: Caller) -> Policy:
    return (version(record.policy) or in_force(caller.at)).policy


def _result(row: Request) -> Any:
    ground = GROUNDS.get(Slug(row.result))
    return ground.name if ground else RESULTS.get(row.result, row.result)
