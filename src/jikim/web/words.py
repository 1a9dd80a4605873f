"""What a person is told when something cannot be done: what happened, why, what next; and the words of each family."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jikim.errors import Broken, Changed, Frozen, Gone, Invalid, JikimError, Refused, SlowDown, Unconfirmed, Unknown

Said = str | Promise


@dataclass(frozen=True, kw_only=True)
class Words:
    """What happened, why, and what to do next."""

    what: Said
    why: Said
    following: Said


def words(what: Said, why: Said, following: Said) -> Words:
    """Put the three together."""
    return Words(what=what, why=why, following=following)


BACK: Final = _("이전 화면으로 돌아가 고친 뒤 다시 보내 주세요. 적으신 내용은 저장되지 않았습니다.")
LATER: Final = _("잠시 뒤 다시 해 주세요. 계속되면 아래 담당자에게 알려 주세요.")
OPERATOR: Final = _("담당자가 알 수 있게 기록했습니다. 급하시면 아래 연락처로 알려 주세요.")
RELOAD: Final = _("화면을 새로 열어 지금 내용을 확인한 뒤 다시 해 주세요.")

FAMILIES: Final[Mapping[type[JikimError], Words]] = {
    Invalid: words(_("보내신 내용을 받을 수 없습니다"), _("양식의 규칙에 맞지 않는 값이 있습니다."), BACK),
    Changed: words(_("그사이 내용이 바뀌었습니다"), _("확인하신 뒤에 다른 처리가 먼저 이루어졌습니다."), RELOAD),
    Frozen: words(
        _("지금은 이 정보를 이용할 수 없습니다"),
        _("정정이나 삭제 요구가 끝날 때까지 누구도 이 정보를 이용하거나 제공하지 않습니다."),
        _("요구가 처리된 뒤에 다시 확인해 주세요."),
    ),
    Unconfirmed: words(
        _("확인이 필요합니다"),
        _("되돌릴 수 없는 일이라 한 번 더 확인을 받습니다."),
        _("확인란에 표시한 뒤 다시 해 주세요."),
    ),
    SlowDown: words(
        _("잠시 쉬었다 해 주세요"), _("짧은 시간에 너무 많은 요청이 들어왔습니다."), _("잠시 뒤 다시 하시면 됩니다.")
    ),
    Unknown: words(
        _("찾으시는 것이 없습니다"),
        _("주소나 번호가 다르거나, 볼 수 있는 분이 따로 있습니다. 둘을 구별해 알려 드리지 않습니다."),
        _("주소와 번호를 다시 확인해 주세요."),
    ),
    Gone: words(
        _("파기된 정보입니다"),
        _("보유 기간이 끝나 다시 살릴 수 없게 파기되었습니다."),
        _("파기 기록은 접수증에서 확인하실 수 있습니다."),
    ),
    Broken: words(
        _("안전을 위해 멈추었습니다"),
        _("기록이나 열쇠를 확인할 수 없어 아무것도 보여 드리지 않습니다."),
        OPERATOR,
    ),
    Refused: words(
        _("처리방침에 따라 할 수 없습니다"),
        _("공개된 처리방침이 허락하지 않는 일입니다. 아무것도 바뀌지 않았습니다."),
        _("처리방침을 확인하시거나 아래 담당자에게 문의해 주세요."),
    ),
    JikimError: words(_("처리하지 못했습니다"), _("알 수 없는 까닭으로 멈추었습니다."), OPERATOR),
}

FORM: Final = _("보내신 내용을 받을 수 없습니다")
NOT_YOURS: Final = _("지금 하실 수 없는 일입니다")
STOPPED: Final = _("안전을 위해 멈추었습니다")
