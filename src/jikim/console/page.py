"""Draws a page of the staff's side: the menu of what this person may open, and what waits there."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jikim.console.door import OWN, Caller
from jikim.inquiries.models import Inquiry
from jikim.lifecycle.models import Batch
from jikim.oversight.models import Review
from jikim.people.models import Grant, Role, Staff
from jikim.people.roles import TABLE, purposes
from jikim.rights.models import Request
from jikim.web.parts import Place

PER_PAGE: Final = 20


@dataclass(frozen=True, kw_only=True)
class Room:
    """One entry of the menu: the act that opens it, its page, and how many things wait there."""

    act: str
    label: Promise
    page: str
    group: Promise | None = None
    waiting: Callable[[Caller], int] | None = None


def to_confirm() -> QuerySet[Batch]:
    """Give the batches that wait for the officer; a day on which nobody's record ended asks for nothing."""
    return Batch.objects.unconfirmed().filter(count__gt=0)


def _open_inquiries(caller: Caller) -> int:
    return Inquiry.objects.open().of(purposes(caller.staff, "see-list", at=caller.at)).count()


ROOMS: Final = (
    Room(act="see-list", label=_("받은 문의"), page="inbox", group=_("문의"), waiting=_open_inquiries),
    Room(act="manage-catalogue", label=_("문의 항목"), page="catalogue"),
    Room(act="review", label=_("오늘"), page="today", group=_("보호책임자")),
    Room(
        act="handle-request",
        label=_("권리 행사 요구"),
        page="requests",
        waiting=lambda _caller: Request.objects.working().count(),
    ),
    Room(
        act="confirm-destruction",
        label=_("파기"),
        page="destruction",
        waiting=lambda _caller: to_confirm().count(),
    ),
    Room(act="confirm-destruction", label=_("종이 문서"), page="sheets"),
    Room(act="review", label=_("조항별 이행"), page="articles"),
    Room(
        act="review",
        label=_("접속기록 점검"),
        page="reviews",
        waiting=lambda _caller: Review.objects.unsigned().count(),
    ),
    Room(act="export-log", label=_("접속기록 원장"), page="log"),
    Room(act="enact-policy", label=_("처리방침"), page="policy"),
    Room(act="enact-policy", label=_("수탁자"), page="processors"),
    Room(act="manage-people", label=_("직원과 권한"), page="people", group=_("사람")),
    Room(act="manage-people", label=_("교육"), page="training"),
    Room(act="operate", label=_("작업과 우편"), page="work", group=_("운영")),
    Room(act=OWN, label=_("내 계정"), page="account", group=_("나")),
)


def show(
    request: HttpRequest, caller: Caller, page: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Draw ``console/<page>.html`` inside the menu of this person."""
    role = str(caller.by.role)
    frame = {
        "caller": caller,
        "rooms": menu(caller),
        "role_name": Role(role).label if role in Role.values else "",
        "today": caller.today,
    }
    return render(request, f"console/{page}.html", {**frame, **context}, status=status)


def acts(caller: Caller) -> frozenset[str]:
    """Give what this person's roles name, for menus and buttons alone: what is allowed is decided at the door."""
    roles = Grant.objects.in_force(caller.at).filter(staff=caller.staff).values_list("role", flat=True)
    return frozenset({OWN}).union(*(TABLE[role] for role in roles))


def menu(caller: Caller) -> list[Place]:
    """List what this person may open; what is not listed is refused by the page itself too."""
    open_to = acts(caller)
    return [
        Place(
            label=room.label,
            href=reverse(f"console:{room.page}"),
            group=room.group or "",
            count=room.waiting(caller) if room.waiting else 0,
        )
        for room in ROOMS
        if room.act in open_to
    ]


def home(caller: Caller) -> str:
    """Give the address of the first page that this person may open."""
    return menu(caller)[0].href


def paged(request: HttpRequest, rows: QuerySet[Any] | list[Any]) -> Page[Any]:
    """Give the asked page of a list, twenty to a page; a number that is none leads to the first or last."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def names(tokens: Iterable[str | None]) -> dict[str, str]:
    """Give the names of staff by token; only staff have names here, visitors never."""
    wanted = {token for token in tokens if token}
    return dict(Staff.objects.filter(token__in=wanted).values_list("token", "name"))
