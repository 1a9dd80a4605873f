"""Asks a second person to vouch at this very screen with a code of their own; a name is not enough (P7, P17)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from django.utils.translation import gettext as _

from jikim.console.door import Caller
from jikim.errors import Invalid, Refused
from jikim.people.lock import locked, too_many
from jikim.people.models import Grant, Staff
from jikim.people.second_factor import use_up
from jikim.proof.values import Token
from jikim.web.parts import Field, Words


def second_fields(caller: Caller, error: Refused | None = None) -> list[Field]:
    """Draw the two fields: who vouches, and the code that only their device shows."""
    active = Staff.objects.filter(pk__in=Grant.objects.in_force(caller.at).values("staff")).exclude(pk=caller.staff.pk)
    wrong: Words = _("그 사람의 인증 앱에 지금 보이는 여섯 자리 숫자가 아닙니다.")
    mistaken = error is not None and error.rule in {"second-person-unproved", "two-people-needed"}
    return [
        Field(
            name="second",
            kind="choice",
            label=_("함께 확인하는 사람"),
            options=[(one.token, one.name) for one in active.order_by("name", "pk")],
        ),
        Field(
            name="code",
            label=_("그 사람의 인증 앱 숫자"),
            hint=_("두 사람이 한 화면에서 확인합니다."),
            error=wrong if mistaken else "",
            longest=10,
            inputmode="numeric",
            autocomplete="off",
        ),
    ]


def second_person(request: HttpRequest, caller: Caller) -> Token:
    """Give the token of the person who vouches; raises Refused, Invalid on a wrong code, SlowDown where it is locked.

    A wrong code counts towards the lock of that account, like any other wrong code.
    """
    able = Staff.objects.filter(pk__in=Grant.objects.in_force(caller.at).values("staff"))
    other = able.filter(token=request.POST.get("second", "")).first()
    if other is None or other.pk == caller.staff.pk:
        rule = "two-people-needed"
        raise Refused(rule)
    if locked(request, other):
        raise too_many()
    code = "".join(request.POST.get("code", "").split())
    factor = Authenticator.objects.filter(user=other, type=Authenticator.Type.TOTP).first()
    if factor is None or not TOTP(factor).validate_code(code) or not use_up(other, code, at=caller.at):
        user_login_failed.send(sender=__name__, credentials={"email": other.email}, request=request)
        rule = "second-person-unproved"
        raise Invalid(rule, field="code")
    return other.known_as
