"""The desk's own catalogue: what can be asked about; an entry is retired and offered again, never deleted."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jikim.console.door import Caller, allowed
from jikim.console.page import show
from jikim.errors import Invalid, JikimError, Unknown
from jikim.inquiries.catalogue import LONGEST, add, set_active
from jikim.inquiries.models import Choice
from jikim.policy.model import Item, Purpose
from jikim.proof.values import Slug, Token
from jikim.registers.in_force import in_force
from jikim.web.messages import beside_field
from jikim.web.parts import Field


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The entries for one item of one purpose, and the field that adds one."""

    purpose: Purpose
    item: Item
    entries: list[Choice]
    field: Field


@allowed("manage-catalogue")
def catalogue(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show every shelf."""
    return show(request, caller, "catalogue", {"shelves": _shelves(caller)})


@allowed("manage-catalogue", post=True)
def add_choice(request: HttpRequest, caller: Caller, purpose: str, item: str) -> HttpResponse:
    """Put a new entry on a shelf."""
    shelf = _shelf(caller, purpose, item)
    name = request.POST.get(shelf.field.name, "")
    try:
        add(Slug(shelf.purpose.slug), Slug(shelf.item.slug), name, by=caller.by, at=caller.at)
    except JikimError as error:
        shelves = _shelves(caller, wrong=(purpose, item), error=error, name=name)
        return show(request, caller, "catalogue", {"shelves": shelves}, status=error.status)
    messages.success(request, _("항목을 더했습니다. 문의 양식에 바로 나타납니다."))
    return redirect("console:catalogue")


@allowed("manage-catalogue", post=True)
def offer(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Offer an entry again."""
    return _turn(request, caller, token, active=True)


@allowed("manage-catalogue", post=True)
def retire(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Take an entry off the form."""
    return _turn(request, caller, token, active=False)


def _turn(request: HttpRequest, caller: Caller, token: str, *, active: bool) -> HttpResponse:
    choice = Choice.objects.filter(token=token).first()
    if choice is None or not caller.serves(choice.purpose):
        rule = "unknown"
        raise Unknown(rule)
    set_active(Token(token), active=active, by=caller.by, at=caller.at)
    messages.success(
        request, _("다시 받습니다.") if active else _("더 받지 않습니다. 이미 받은 문의에는 그대로 남습니다.")
    )
    return redirect("console:catalogue")


def _shelf(caller: Caller, purpose: str, item: str) -> Shelf:
    found = [one for one in _shelves(caller) if (one.purpose.slug, one.item.slug) == (purpose, item)]
    if not found:
        rule = "unknown"
        raise Unknown(rule)
    return found[0]


def _shelves(
    caller: Caller, *, wrong: tuple[str, str] | None = None, error: JikimError | None = None, name: str = ""
) -> list[Shelf]:
    entries = list(Choice.objects.all())
    return [
        Shelf(
            purpose=purpose,
            item=item,
            entries=[one for one in entries if (one.purpose, one.item) == (purpose.slug, item.slug)],
            field=Field(
                name=f"{purpose.slug}-{item.slug}",  # one page holds several shelves, and an id stands once
                label=_("새 항목"),
                value=name if wrong == (purpose.slug, item.slug) else "",
                error=_words(error) if error and wrong == (purpose.slug, item.slug) else "",
                longest=LONGEST,
                autocomplete="off",
            ),
        )
        for purpose in in_force(caller.at).policy.purposes
        if caller.serves(purpose.slug)
        for item in purpose.items.values()
        if item.kind == "choice"
    ]


def _words(error: JikimError) -> str:
    if error.rule == "choice-listed-already":
        return _("이미 있는 항목입니다.")
    if error.rule == "choice-name":
        return _("1자에서 80자까지 적어 주세요.")
    return str(beside_field(error.rule if isinstance(error, Invalid) else "unknown"))
