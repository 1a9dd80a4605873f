"""The inbox: inquiries masked, each with its next step; what is searched for stays out of addresses."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jikim.clock import day_of
from jikim.console.door import OWN, Caller, allowed
from jikim.console.page import acts, home, names, paged, show
from jikim.console.reasons import LOOK, reason_of
from jikim.errors import Invalid, Refused
from jikim.inquiries.models import Inquiry, State
from jikim.law.daycount import answer_by
from jikim.people.roles import purposes
from jikim.policy.ends import destroy_by
from jikim.proof.values import Slug, Token
from jikim.registers.in_force import in_force, version
from jikim.vault.find import ANY_PURPOSE, find
from jikim.vault.glance import Masked, glance
from jikim.vault.models import Place, Record
from jikim.web.messages import words_for
from jikim.web.parts import Field

ANSWER_DAYS: Final = 3
"""Days within which the desk means to answer: no law fixes them; the inbox counts down to them."""

OPEN: Final = "open"
MINE: Final = "mine"
EVERY: Final = "all"
FOUND: Final = 50
"""The most records that one search lists; who needs more asks more exactly."""

KINDS: Final[Mapping[str, Promise]] = {
    "name": gettext_lazy("이름"),
    "phone": gettext_lazy("연락처"),
    "email": gettext_lazy("이메일"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One inquiry in the list; ``who`` is masked, None where the record cannot be listed (apart, disputed, gone)."""

    inquiry: Inquiry
    purpose: str
    record: Record | None
    assignee: str
    tone: str
    answer: date | None
    destroy: date | None
    step: str
    who: Masked | None = field(repr=False, default=None)


@allowed(OWN)
def start(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Lead everybody to the first page that is open to them."""
    del request
    return redirect(home(caller))


@allowed("see-list")
def inbox(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show the list."""
    return show(request, caller, "inbox", _listing(request, caller))


@allowed("search", post=True)
def search(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Find records by an exact value; the value stands in no address and no log."""
    sent = {name: request.POST.get(name, "").strip() for name in ("kind", "value", "reason")}
    try:
        tokens = _found(caller, sent)
    except Refused as error:
        if error.status != Invalid.status and error.rule != "reason-missing":
            raise
        context = {**_listing(request, caller), "search": _search_fields(sent, error)}
        return show(request, caller, "inbox", context, status=Invalid.status)
    inquiries = Inquiry.objects.filter(token__in=tokens).of(caller.purposes).newest()
    context = {
        "rows": rows(caller, list(inquiries[:FOUND])),
        "count": len(tokens),
        "most": FOUND,
        "search": _search_fields({**sent, "value": ""}),
    }
    return show(request, caller, "found", context)


def rows(caller: Caller, inquiries: Sequence[Inquiry]) -> list[Row]:
    """Draw a list: one look at the vault for each purpose that is on it."""
    who = _masked(caller, inquiries)
    records = Record.objects.defer("body", "wrapped").in_bulk([one.token for one in inquiries])
    known = names(one.assignee for one in inquiries)
    return [_row(caller, one, records.get(one.token), who, known) for one in inquiries]


def _row(
    caller: Caller, inquiry: Inquiry, record: Record | None, who: Mapping[Token, Masked], known: Mapping[str, str]
) -> Row:
    enacted = version(record.policy) if record else None
    use = enacted.policy.by_slug.get(inquiry.purpose) if enacted else None
    waits = inquiry.state in {State.RECEIVED, State.ASSIGNED}
    return Row(
        inquiry=inquiry,
        purpose=use.name if use else inquiry.purpose,
        record=record,
        assignee=known.get(inquiry.assignee or "", ""),
        tone=TONES[State(inquiry.state)],
        answer=answer_by(day_of(inquiry.received), ANSWER_DAYS) if waits else None,
        destroy=_last(record),
        step=_step(caller, inquiry, record),
        who=who.get(Token(inquiry.token)),
    )


TONES: Final[Mapping[State, str]] = {
    State.RECEIVED: "care",
    State.ASSIGNED: "go",
    State.ANSWERED: "good",
    State.CLOSED: "",
}


def _last(record: Record | None) -> date | None:
    if record is None or record.place == Place.DESTROYED:
        return None
    enacted = version(record.policy)
    return record.ends if enacted is None else destroy_by(enacted.policy, record.ends)


def _step(caller: Caller, inquiry: Inquiry, record: Record | None) -> str:
    if record is None or record.place != Place.ACTIVE or record.frozen:
        return "look"
    if inquiry.state == State.RECEIVED:
        return "take"
    if inquiry.state == State.ASSIGNED and inquiry.assignee == caller.staff.token:
        return "answer"
    return "close" if inquiry.state == State.ANSWERED else "look"


def _masked(caller: Caller, inquiries: Iterable[Inquiry]) -> dict[Token, Masked]:
    by_purpose: dict[Slug, list[Token]] = {}
    for one in inquiries:
        by_purpose.setdefault(Slug(one.purpose), []).append(Token(one.token))
    found: dict[Token, Masked] = {}
    for purpose, tokens in sorted(by_purpose.items()):
        found |= glance(tokens, purpose=purpose, by=caller.by, at=caller.at)
    return found


def _listing(request: HttpRequest, caller: Caller) -> dict[str, object]:
    mine = purposes(caller.staff, "see-list", at=caller.at)
    uses = [use for use in in_force(caller.at).policy.purposes if mine is None or use.slug in mine]
    state = request.GET.get("state", OPEN)
    purpose = request.GET.get("purpose", "")
    listed = Inquiry.objects.of(mine).newest()
    if state in State.values:
        listed = listed.filter(state=state)
    elif state == MINE:
        listed = listed.open().filter(assignee=caller.staff.token)
    elif state != EVERY:
        listed, state = listed.open(), OPEN
    if purpose in {use.slug for use in uses}:
        listed = listed.filter(purpose=purpose)
    page = paged(request, listed)
    return {
        "page": page,
        "rows": rows(caller, list(page)),
        "state": state,
        "states": [(OPEN, _("진행 중")), (MINE, _("내 담당")), *State.choices, (EVERY, _("모두"))],
        "purpose": purpose,
        "purposes": [("", _("모든 문의")), *((use.slug, use.name) for use in uses)],
        "search": _search_fields({}),
        "can": acts(caller),
    }


def _found(caller: Caller, sent: Mapping[str, str]) -> list[Token]:
    reason = reason_of(sent["reason"], LOOK)
    if sent["kind"] not in KINDS or not sent["value"]:
        rule = "required-missing"
        raise Invalid(rule, field="value")
    kind = Slug(sent["kind"])
    if reason == ANY_PURPOSE and caller.purposes is None:
        return find(kind, sent["value"], purpose=ANY_PURPOSE, by=caller.by, at=caller.at)
    tokens: list[Token] = []
    for use in in_force(caller.at).policy.purposes:
        if caller.serves(use.slug):
            tokens += find(kind, sent["value"], purpose=Slug(use.slug), by=caller.by, at=caller.at)
    return tokens


def _search_fields(sent: Mapping[str, str], error: Refused | None = None) -> list[Field]:
    wrong = "" if error is None else words_for(error.rule, type(error)).why
    on_reason = error is not None and error.rule == "reason-missing"
    return [
        Field(name="kind", kind="choice", label=_("무엇으로"), value=sent.get("kind", ""), options=list(KINDS.items())),
        Field(
            name="value",
            label=_("찾는 값 (전체를 정확히)"),
            value=sent.get("value", ""),
            error="" if on_reason else wrong,
            longest=254,
            autocomplete="off",
        ),
        Field(
            name="reason",
            kind="choice",
            label=_("찾는 사유"),
            value=sent.get("reason", ""),
            options=list(LOOK.items()),
            error=wrong if on_reason else "",
        ),
    ]
