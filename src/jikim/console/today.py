"""The officer's first page: what is due, overdue or broken today, and the figures worth seeing as pictures."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jikim.clock import day_of
from jikim.console import log, reviews
from jikim.console.door import Caller, allowed
from jikim.console.page import show, to_confirm
from jikim.errors import JikimError
from jikim.inquiries.models import Inquiry
from jikim.lifecycle.destroy_due import overdue_days
from jikim.lifecycle.models import Batch
from jikim.lifecycle.register import coming
from jikim.oversight.models import Review
from jikim.oversight.training import trained
from jikim.paper.models import Sheet
from jikim.people.models import Grant, Staff
from jikim.registers.in_force import in_force
from jikim.rights.models import Request
from jikim.vault.counts import health
from jikim.web.chart import Bar, Chart
from jikim.web.parts import Stat, Words
from jikim.work.models import Mail, Task

WEEKS: Final = 8


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing to do, with its last day; ``bad`` where it is broken rather than due."""

    what: Words
    href: str
    day: date | None = None
    bad: bool = False


@allowed("review")
def today(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show the day."""
    return show(
        request,
        caller,
        "today",
        {
            "due": sorted(_due(caller), key=lambda one: (not one.bad, one.day or date.max)),
            "stats": [build(caller) for build in STATS],
            "inflow": _inflow(caller),
        },
    )


def _due(caller: Caller) -> list[Due]:
    found = [
        Due(
            what=_("권리 행사 요구: %(right)s") % {"right": one.get_right_display()},
            href=reverse("console:request", args=[one.token]),
            day=one.due,
        )
        for one in Request.objects.working()
    ]
    found += [
        Due(what=_("파기 결과 확인"), href=reverse("console:batch", args=[one.token]), day=day_of(one.deadline))
        for one in to_confirm()
    ]
    found += [
        Due(what=_("접속기록 점검 서명"), href=reverse("console:review", args=[one.token]), day=one.due)
        for one in Review.objects.unsigned()
    ]
    return found + _broken(caller)


def _broken(caller: Caller) -> list[Due]:
    late = overdue_days(in_force(caller.at).policy, at=caller.at)
    paper = Sheet.objects.due(caller.at).count()
    rows = [
        (len(late), _("기한을 넘긴 파기가 있습니다"), "destruction"),
        (Batch.objects.overdue(caller.at).count(), _("끝나지 않은 파기가 기한을 넘겼습니다"), "destruction"),
        (paper, _("보유 기간이 끝난 종이 문서가 있습니다"), "sheets"),
        (len(_untrained(caller)), _("교육이 유효하지 않은 사람이 있습니다"), "training"),
    ]
    return [Due(what=words, href=reverse(f"console:{page}"), bad=True) for count, words, page in rows if count]


def _untrained(caller: Caller) -> list[Staff]:
    handling = Grant.objects.in_force(caller.at).exclude(role="operator").values("staff")
    return [one for one in Staff.objects.filter(pk__in=handling) if not trained(one.known_as, at=caller.at)]


def _open(caller: Caller) -> Stat:
    del caller
    return Stat(label=_("진행 중인 문의"), value=Inquiry.objects.open().count(), href=reverse("console:inbox"))


def _rights(caller: Caller) -> Stat:
    late = Request.objects.overdue(caller.today).count()
    return Stat(
        label=_("처리할 권리 요구"),
        value=Request.objects.working().count(),
        more=_("기한 지남 %(count)d건") % {"count": late},
        href=reverse("console:requests"),
        tone="danger" if late else "",
    )


def _dying(caller: Caller) -> Stat:
    due = coming(in_force(caller.at).policy, at=caller.at, days=30)
    return Stat(
        label=_("30일 안에 파기할 문의"),
        value=sum(one.count for one in due),
        href=reverse("console:destruction_coming"),
    )


def _reviews(caller: Caller) -> Stat:
    late = reviews.overdue(caller.today)
    return Stat(
        label=_("서명을 기다리는 점검"),
        value=Review.objects.unsigned().count(),
        more=_("기한 지남 %(count)d건") % {"count": late},
        href=reverse("console:reviews"),
        tone="danger" if late else "",
    )


def _dead(caller: Caller) -> Stat:
    del caller
    tasks, mails = Task.objects.dead().count(), Mail.objects.dead().count()
    return Stat(
        label=_("멈춘 작업과 우편"),
        value=tasks + mails,
        more=_("작업 %(tasks)d, 우편 %(mails)d. 운영자가 다시 시작합니다.") % {"tasks": tasks, "mails": mails},
        tone="danger" if tasks + mails else "good",
    )


def _keys(caller: Caller) -> Stat:
    try:
        told = health(at=caller.at)
    except JikimError:
        return Stat(label=_("암호키"), value=_("열 수 없음"), more=_("운영자에게 바로 알려 주세요."), tone="danger")
    lost, undone = len(told.lost), told.undone
    return Stat(
        label=_("암호키"),
        value=_("모자람") if lost else _("정상"),
        more=_("잃은 열쇠 %(lost)d, 마무리할 소거 %(undone)d, 옮기는 중 %(moving)d")
        % {"lost": lost, "undone": undone, "moving": told.moving},
        tone="danger" if lost else "good",
    )


STATS: Final[tuple[Callable[[Caller], Stat], ...]] = (_open, _rights, _dying, _reviews, log.stat, _keys, _dead)


def _inflow(caller: Caller) -> Chart:
    first = caller.at - timedelta(weeks=WEEKS)
    times = Inquiry.objects.filter(received__gt=first).values_list("received", flat=True)
    weeks = Counter((caller.today - day_of(at)).days // 7 for at in times)
    bars = [
        Bar(label=_("이번 주") if not ago else f"-{ago}", value=weeks[ago], now=not ago)
        for ago in reversed(range(WEEKS))
    ]
    return Chart(title=_("주마다 받은 문의"), of=_("건수"), by=_("몇 주 전"), bars=bars)
