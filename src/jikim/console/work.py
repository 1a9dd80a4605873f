"""The operator's page: duties and mails that were given up, and how to take them up again; no personal data is near."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jikim.console.door import Caller, allowed
from jikim.console.log import stat
from jikim.console.page import show
from jikim.errors import Unknown
from jikim.work import outbox
from jikim.work.models import Mail, Task
from jikim.work.revive import revive

LATE: Final = timedelta(minutes=10)


@allowed("operate")
def work(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show every duty with its last run, and the mails that could not be sent."""
    context = {
        "health": stat(caller),
        "tasks": Task.objects.order_by("-dead", "name"),
        "late": set(Task.objects.overdue(caller.at, by=LATE).values_list("name", flat=True)),
        "mails": Mail.objects.dead().order_by("-dead")[:50],
        "waiting": Mail.objects.waiting().count(),
    }
    return show(request, caller, "work", context)


@allowed("operate", post=True)
def task_revive(request: HttpRequest, caller: Caller, name: str) -> HttpResponse:
    """Let a dead duty try again."""
    revive(name, at=caller.at)
    messages.success(request, _("다시 시작합니다."))
    return redirect("console:work")


@allowed("operate", post=True)
def mail_revive(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Let a dead mail try again."""
    mail = Mail.objects.dead().filter(pk=number).first()
    if mail is None or not outbox.revive(mail, at=caller.at):
        rule = "unknown"
        raise Unknown(rule)
    messages.success(request, _("다시 보냅니다."))
    return redirect("console:work")
