"""Who works here and what each may do: invite, grant, take back, end; every change is on record with its reason."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jikim.console.door import Caller, allowed
from jikim.console.page import show
from jikim.console.reasons import EVERY, GRANT, REVOKE, reason_of
from jikim.errors import Invalid, JikimError, Unconfirmed, Unknown
from jikim.oversight.training import trained_until
from jikim.people.grant import grant
from jikim.people.invite import Invited, invite, reinvite
from jikim.people.leave import leave
from jikim.people.models import Grant, Invitation, Role, Staff
from jikim.people.revoke import revoke
from jikim.registers.in_force import in_force
from jikim.web.messages import words_for
from jikim.web.parts import Field, Words

ALL = "all"


@allowed("manage-people")
def people(request: HttpRequest, caller: Caller) -> HttpResponse:
    """List everybody with the roles they hold today, and the invitations that wait."""
    return show(request, caller, "people", _list(caller))


@allowed("manage-people", post=True)
def invite_person(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Make a one-time link and show it, once: it is nowhere else."""
    sent = request.POST
    try:
        validate_email(sent.get("email", "").strip())
        invited = invite(
            sent["email"],
            role=sent.get("role", ""),
            reason=reason_of(sent.get("reason", ""), GRANT),
            by=caller.by,
            at=caller.at,
            purposes=_purposes(caller, sent.get("purposes", ALL)),
        )
    except ValidationError:
        return _again(request, caller, Invalid("email-malformed", field="email"))
    except Invalid as error:
        return _again(request, caller, error)
    return _link(request, caller, invited)


@allowed("manage-people")
def person(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Show one person: roles now and before, training, what can be changed."""
    staff = _staff(token)
    given = list(Grant.objects.filter(staff=staff).order_by("-since", "-pk"))
    standing = set(Grant.objects.in_force(caller.at).filter(staff=staff).values_list("pk", flat=True))
    held = {one.role for one in given if one.pk in standing}
    history = [
        {
            "grant": one,
            "standing": one.pk in standing,
            "reason": EVERY.get(one.reason, one.reason),
            "because": EVERY.get(one.revoked_because, one.revoked_because),
            "purposes": _named(caller, one.purposes),
        }
        for one in given
    ]
    context = {
        "person": staff,
        "history": history,
        "trained_until": trained_until(staff.known_as, at=caller.at),
        "role_field": _roles([role for role in Role.values if role not in held]),
        "purposes_field": _purposes_field(caller),
        "grant_reason": _reason_field(GRANT),
        "revoke_reasons": list(REVOKE.items()),
        "free": len(held) < len(Role.values),
    }
    return show(request, caller, "person", context)


@allowed("manage-people", post=True)
def grant_role(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Give a role."""
    sent = request.POST
    grant(
        _staff(token),
        sent.get("role", ""),
        reason=reason_of(sent.get("reason", ""), GRANT),
        by=caller.by,
        at=caller.at,
        purposes=_purposes(caller, sent.get("purposes", ALL)),
    )
    messages.success(request, _("권한을 주었습니다."))
    return redirect("console:person", token)


@allowed("manage-people", post=True)
def revoke_role(request: HttpRequest, caller: Caller, token: str, number: int) -> HttpResponse:
    """Take a role back."""
    given = Grant.objects.filter(staff=_staff(token), pk=number).first()
    if given is None:
        rule = "unknown"
        raise Unknown(rule)
    revoke(given, reason=reason_of(request.POST.get("reason", ""), REVOKE), by=caller.by, at=caller.at)
    messages.success(request, _("권한을 거두었습니다."))
    return redirect("console:person", token)


@allowed("manage-people", post=True)
def renew(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Make a new link for a person who lost password or device."""
    return _link(request, caller, reinvite(_staff(token), by=caller.by, at=caller.at))


@allowed("manage-people", post=True)
def end(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Close an account for good, roles and sessions with it."""
    if request.POST.get("sure") != "yes":
        rule = "confirmation-missing"
        raise Unconfirmed(rule)
    leave(_staff(token), by=caller.by, at=caller.at)
    messages.success(request, _("계정을 닫았습니다. 권한과 접속이 모두 끝났습니다."))
    return redirect("console:people")


def _again(request: HttpRequest, caller: Caller, error: Invalid) -> HttpResponse:
    return show(request, caller, "people", _list(caller, request, error), status=error.status)


def _list(caller: Caller, request: HttpRequest | None = None, error: JikimError | None = None) -> dict[str, object]:
    standing = Grant.objects.in_force(caller.at)
    roles: dict[int, list[Words]] = {}
    for one in standing:
        roles.setdefault(one.staff_id, []).append(Role(one.role).label)
    rows = [
        {"person": one, "roles": roles.get(one.pk, []), "until": trained_until(one.known_as, at=caller.at)}
        for one in Staff.objects.order_by("-is_active", "name", "pk")
    ]
    waiting = Invitation.objects.filter(accepted__isnull=True, voided__isnull=True, expires__gt=caller.at)
    wrong = str(_said(error)) if error else ""
    email = Field(
        name="email",
        kind="email",
        label=_("이메일 (로그인 이름)"),
        value=request.POST.get("email", "") if request else "",
        error=wrong,
        longest=254,
    )
    return {
        "people": rows,
        "waiting": [
            (one, Role(one.role).label if one.role else _("다시 들어오기")) for one in waiting.order_by("expires")
        ],
        "fields": [email, _roles(Role.values), _purposes_field(caller), _reason_field(GRANT)],
    }


def _said(error: JikimError) -> Words:
    if error.rule == "already-staff":
        return _("이미 계정이 있는 주소입니다.")
    return words_for(error.rule, type(error)).why


def _link(request: HttpRequest, caller: Caller, invited: Invited) -> HttpResponse:
    link = settings.JIKIM_URL.rstrip("/") + reverse("people_join", args=[invited.secret])
    return show(request, caller, "invited", {"link": link, "expires": invited.expires})


def _staff(token: str) -> Staff:
    staff = Staff.objects.filter(token=token).first()
    if staff is None:
        rule = "unknown"
        raise Unknown(rule)
    return staff


def _roles(values: Sequence[str]) -> Field:
    return Field(name="role", kind="choice", label=_("역할"), options=[(value, Role(value).label) for value in values])


def _reason_field(reasons: object) -> Field:
    options = list(reasons.items()) if isinstance(reasons, dict) else []
    return Field(name="reason", kind="choice", label=_("사유"), options=options)


def _purposes_field(caller: Caller) -> Field:
    uses = in_force(caller.at).policy.purposes
    return Field(
        name="purposes",
        kind="choice",
        label=_("볼 수 있는 문의"),
        value=ALL,
        options=[(ALL, _("모든 문의")), *((use.slug, use.name) for use in uses)],
    )


def _purposes(caller: Caller, chosen: str) -> list[str] | None:
    if chosen == ALL:
        return None
    return [in_force(caller.at).policy.purpose(chosen).slug]


def _named(caller: Caller, slugs: list[str] | None) -> str:
    if slugs is None:
        return _("모든 문의")
    known = in_force(caller.at).policy.by_slug
    return ", ".join(known[slug].name if slug in known else slug for slug in slugs)
