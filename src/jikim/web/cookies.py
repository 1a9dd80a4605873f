"""The one table of the cookies that the desk sets; the policy page shows it, and a test fails for any other (P15)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

YEAR: Final = timedelta(days=365)
_HOUR: Final = 60 * 60


@dataclass(frozen=True, kw_only=True)
class Cookie:
    """One cookie: what it is for, how long it lives in words, and whether only staff ever get it."""

    name: str
    purpose: Promise
    life: str | Promise
    staff: bool = False


def cookies() -> tuple[Cookie, ...]:
    """Give every cookie that this desk sets; all of them are needed for what the person asks, none follows anybody."""
    hours = int(settings.SESSION_COOKIE_AGE) // _HOUR
    return (
        Cookie(
            name=settings.CSRF_COOKIE_NAME,
            purpose=_("다른 누리집이 이 창구의 양식을 몰래 보내지 못하게 막습니다."),
            life=_("1년"),
        ),
        Cookie(
            name=settings.LANGUAGE_COOKIE_NAME,
            purpose=_("고르신 언어를 기억합니다. 언어를 바꾸신 때에만 생깁니다."),
            life=_("1년"),
        ),
        Cookie(
            name="messages",
            purpose=_("보내신 결과를 다음 화면에 한 번 알립니다. 개인정보는 들어 있지 않습니다."),
            life=_("다음 화면까지"),
        ),
        Cookie(
            name=settings.SESSION_COOKIE_NAME,
            purpose=_("담당 직원의 로그인을 지킵니다. 문의하시는 분께는 생기지 않습니다."),
            life=_("브라우저를 닫을 때까지, 길어야 %(hours)d시간") % {"hours": hours},
            staff=True,
        ),
    )
