"""The training register: who is trained until when; without it a person sees no personal data (P12)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jikim.console.door import Caller, allowed
from jikim.console.page import names, paged, show
from jikim.errors import JikimError, Unknown
from jikim.oversight.models import Training
from jikim.oversight.training import PRIVACY, complete, trained_until
from jikim.people.models import Staff
from jikim.web.parts import Field


@allowed("manage-people")
def training(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show who is trained, and the register."""
    return _page(request, caller, {"until": (caller.today + timedelta(days=365)).isoformat()})


@allowed("manage-people", post=True)
def training_record(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Record that a person completed the privacy course today."""
    sent = {name: request.POST.get(name, "") for name in ("staff", "until")}
    staff = Staff.objects.filter(token=sent["staff"], is_active=True).first()
    if staff is None:
        rule = "unknown"
        raise Unknown(rule)
    try:
        until = date.fromisoformat(sent["until"])
        complete(staff.known_as, PRIVACY, until=until, by=caller.by, at=caller.at)
    except ValueError:
        return _page(request, caller, sent, wrong=_("날짜를 골라 주세요."))
    except JikimError as error:
        return _page(request, caller, sent, wrong=_words(error))
    messages.success(request, _("교육을 기록했습니다."))
    return redirect("console:training")


def _page(request: HttpRequest, caller: Caller, sent: dict[str, str], *, wrong: str = "") -> HttpResponse:
    active = list(Staff.objects.filter(is_active=True).order_by("name", "pk"))
    page = paged(request, Training.objects.order_by("-completed", "-id"))
    known = names(row.staff for row in page)
    context = {
        "people": [(one, trained_until(one.known_as, at=caller.at)) for one in active],
        "page": page,
        "register": [(known.get(row.staff, ""), row) for row in page],
        "fields": [
            Field(
                name="staff",
                kind="choice",
                label=_("마친 사람"),
                value=sent.get("staff", ""),
                options=[(one.token, one.name) for one in active],
            ),
            Field(
                name="until",
                kind="date",
                label=_("유효한 마지막 날"),
                hint=_("교육은 한 해까지만 유효합니다."),
                value=sent["until"],
                error=wrong,
            ),
        ],
    }
    return show(request, caller, "training", context, status=422 if wrong else 200)


def _words(error: JikimError) -> str:
    if error.rule == "training-recorded-already":
        return _("오늘 이미 기록한 교육입니다.")
    return _("오늘부터 한 해 안의 날짜를 골라 주세요.")
