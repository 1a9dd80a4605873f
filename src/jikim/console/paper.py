"""The paper that the desk keeps: what is due, and its end by shredder or fire, with two people present (P17)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jikim.console.door import Caller, allowed
from jikim.console.page import names, paged, show
from jikim.console.second import second_fields, second_person
from jikim.errors import Invalid, Refused
from jikim.lifecycle.models import Batch
from jikim.paper.destroy_with import Hands, destroy_with
from jikim.paper.models import Method, Sheet
from jikim.proof.values import Token
from jikim.web.days import day_text
from jikim.web.parts import Field


@allowed("confirm-destruction")
def sheets(request: HttpRequest, caller: Caller) -> HttpResponse:
    """List the paper, what is due first."""
    return _page(request, caller)


@allowed("confirm-destruction", post=True)
def sheets_destroy(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Record that the chosen sheets were destroyed, as part of a batch, by this person before another."""
    try:
        chosen = _chosen(request, caller)
        method = Method(request.POST.get("method", ""))
        batch = Batch.objects.filter(token=request.POST.get("batch", "")).first()
        if batch is None:
            rule = "required-missing"
            raise Invalid(rule, field="batch")
        hands = Hands(first=caller.staff.known_as, second=second_person(request, caller))
        destroy_with(Token(batch.token), chosen, method=method, hands=hands, by=caller.by, at=caller.at)
    except ValueError:
        return _page(request, caller, Invalid("required-missing", field="method"))
    except Refused as error:
        return _page(request, caller, error)
    messages.success(request, _("종이 문서의 파기를 기록했습니다."))
    return redirect("console:sheets")


def _chosen(request: HttpRequest, caller: Caller) -> list[Token]:
    asked = request.POST.getlist("sheet")
    due = Sheet.objects.due(caller.at).filter(token__in=asked).values_list("token", flat=True)
    chosen = [Token(token) for token in due]
    if not chosen or len(chosen) != len(set(asked)):
        rule = "required-missing"
        raise Invalid(rule, field="sheet")
    return chosen


def _page(request: HttpRequest, caller: Caller, error: Refused | None = None) -> HttpResponse:
    due = list(Sheet.objects.due(caller.at))
    page = paged(request, Sheet.objects.standing().order_by("ends", "label"))
    known = names([*(one.custodian for one in due), *(one.custodian for one in page)])
    batches = Batch.objects.filter(closed__isnull=False).order_by("-closed")[:30]
    context = {
        "due": [(one, known.get(one.custodian, "")) for one in due],
        "page": page,
        "rows": [(one, known.get(one.custodian, "")) for one in page],
        "fields": [
            Field(name="method", kind="choice", label=_("방법"), options=Method.choices, error=_wrong(error, "method")),
            Field(
                name="batch",
                kind="choice",
                label=_("함께 적을 파기"),
                options=[(one.token, f"{day_text(one.day)} · {one.get_kind_display()}") for one in batches],
                error=_wrong(error, "batch"),
            ),
            *second_fields(caller, error),
        ],
        "unchosen": _wrong(error, "sheet"),
    }
    return show(request, caller, "sheets", context, status=error.status if error else 200)


def _wrong(error: Refused | None, name: str) -> str:
    return _("골라 주세요.") if error is not None and error.field == name else ""
