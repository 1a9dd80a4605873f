"""Words for people, by the rule that was broken: what happened, why, what to do next.

A room adds a rule by raising it; its words are added here.  A rule without words gets those of its family, so a person
never sees a slug alone.  Short words beside a form field stand in ``FIELD_WORDS``.
"""

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


def _words(what: Said, why: Said, following: Said) -> Words:
    return Words(what=what, why=why, following=following)


_BACK = _("이전 화면으로 돌아가 고친 뒤 다시 보내 주세요. 적으신 내용은 저장되지 않았습니다.")
_LATER = _("잠시 뒤 다시 해 주세요. 계속되면 아래 담당자에게 알려 주세요.")
_OPERATOR = _("담당자가 알 수 있게 기록했습니다. 급하시면 아래 연락처로 알려 주세요.")
_RELOAD = _("화면을 새로 열어 지금 내용을 확인한 뒤 다시 해 주세요.")

FAMILIES: Final[Mapping[type[JikimError], Words]] = {
    Invalid: _words(_("보내신 내용을 받을 수 없습니다"), _("양식의 규칙에 맞지 않는 값이 있습니다."), _BACK),
    Changed: _words(_("그사이 내용이 바뀌었습니다"), _("확인하신 뒤에 다른 처리가 먼저 이루어졌습니다."), _RELOAD),
    Frozen: _words(
        _("지금은 이 정보를 이용할 수 없습니다"),
        _("정정이나 삭제 요구가 끝날 때까지 누구도 이 정보를 이용하거나 제공하지 않습니다."),
        _("요구가 처리된 뒤에 다시 확인해 주세요."),
    ),
    Unconfirmed: _words(
        _("확인이 필요합니다"),
        _("되돌릴 수 없는 일이라 한 번 더 확인을 받습니다."),
        _("확인란에 표시한 뒤 다시 해 주세요."),
    ),
    SlowDown: _words(
        _("잠시 쉬었다 해 주세요"), _("짧은 시간에 너무 많은 요청이 들어왔습니다."), _("잠시 뒤 다시 하시면 됩니다.")
    ),
    Unknown: _words(
        _("찾으시는 것이 없습니다"),
        _("주소나 번호가 다르거나, 볼 수 있는 분이 따로 있습니다. 둘을 구별해 알려 드리지 않습니다."),
        _("주소와 번호를 다시 확인해 주세요."),
    ),
    Gone: _words(
        _("파기된 정보입니다"),
        _("보유 기간이 끝나 다시 살릴 수 없게 파기되었습니다."),
        _("파기 기록은 접수증에서 확인하실 수 있습니다."),
    ),
    Broken: _words(
        _("안전을 위해 멈추었습니다"),
        _("기록이나 열쇠를 확인할 수 없어 아무것도 보여 드리지 않습니다."),
        _OPERATOR,
    ),
    Refused: _words(
        _("처리방침에 따라 할 수 없습니다"),
        _("공개된 처리방침이 허락하지 않는 일입니다. 아무것도 바뀌지 않았습니다."),
        _("처리방침을 확인하시거나 아래 담당자에게 문의해 주세요."),
    ),
    JikimError: _words(_("처리하지 못했습니다"), _("알 수 없는 까닭으로 멈추었습니다."), _OPERATOR),
}

_FORM = _("보내신 내용을 받을 수 없습니다")
_RIGHT = _("지금 하실 수 없는 일입니다")
_STOPPED = _("안전을 위해 멈추었습니다")

RULES: Final[Mapping[str, Words]] = {
    "answer-empty": _words(_FORM, _("답변 내용이 비어 있습니다."), _BACK),
    "bad-request": _words(_FORM, _("요청의 모양이 올바르지 않습니다."), _BACK),
    "body-too-large": _words(
        _("내용이 너무 큽니다"), _("한 번에 받을 수 있는 크기를 넘었습니다."), _("내용을 줄여 다시 보내 주세요.")
    ),
    "changed-since": FAMILIES[Changed],
    "choice-unknown": _words(_FORM, _("고르신 항목은 지금 목록에 없습니다."), _("목록에서 다시 골라 주세요.")),
    "clock-went-back": _words(
        _STOPPED, _("시계가 뒤로 갔습니다. 보유 기간과 기록의 순서를 지키려고 멈추었습니다."), _OPERATOR
    ),
    "confirmation-missing": FAMILIES[Unconfirmed],
    "consent-both-ways": _words(_FORM, _("동의와 동의하지 않음이 함께 왔습니다."), _("둘 가운데 하나만 골라 주세요.")),
    "consent-missing": _words(
        _("동의 여부를 골라 주세요"),
        _("동의가 있어야 처리할 수 있는 항목입니다."),
        _("동의 여부를 고른 뒤 다시 보내 주세요."),
    ),
    "content-type": _words(
        _FORM, _("이 주소는 그런 형식의 내용을 받지 않습니다."), _("홈페이지의 양식으로 보내 주세요.")
    ),
    "control-character": _words(_FORM, _("쓸 수 없는 제어 문자가 들어 있습니다."), _BACK),
    "database-away": _words(_STOPPED, _("저장소에 닿지 않습니다. 아무것도 저장되지 않았습니다."), _LATER),
    "database-busy": _words(
        _("지금 붐빕니다"), _("저장소가 바빠 처리하지 못했습니다. 아무것도 저장되지 않았습니다."), _LATER
    ),
    "database-damaged": _words(_STOPPED, _("저장소를 읽을 수 없습니다."), _OPERATOR),
    "daykey-missing": _words(_STOPPED, _("이 날짜의 열쇠가 아직 마련되지 않았습니다."), _OPERATOR),
    "disk-failing": _words(_STOPPED, _("저장 장치가 답하지 않습니다."), _OPERATOR),
    "disk-full": _words(
        _("지금은 새로 받을 수 없습니다"), _("저장 공간이 가득 찼습니다. 아무것도 저장되지 않았습니다."), _OPERATOR
    ),
    "disk-read-only": _words(_STOPPED, _("저장소에 쓸 수 없습니다. 아무것도 저장되지 않았습니다."), _OPERATOR),
    "field-not-in-policy": _words(
        _FORM,
        _("처리방침에 없는 항목이 들어 있습니다. 처리방침에 적힌 항목만 받습니다."),
        _("홈페이지의 양식으로 다시 보내 주세요."),
    ),
    "field-repeated": _words(_FORM, _("같은 항목이 두 번 왔습니다."), _BACK),
    "file-not-expected": _words(_FORM, _("이 양식은 파일을 받지 않습니다."), _BACK),
    "form-expired": _words(
        _("양식을 연 지 오래되었습니다"),
        _("다른 곳에서 온 요청과 구별하려고 양식마다 표를 붙이는데, 그 표가 맞지 않습니다."),
        _("이전 화면을 새로 고친 뒤 다시 보내 주세요. 쿠키를 막으셨다면 이 창구의 필수 쿠키만 허용해 주세요."),
    ),
    "keyring-missing": _words(_STOPPED, _("열쇠 파일이 제자리에 없습니다."), _OPERATOR),
    "keyring-wrong": _words(_STOPPED, _("열쇠 파일이 이 저장소의 것이 아닙니다."), _OPERATOR),
    "link-expired": _words(
        _("기한이 지난 주소입니다"), _("이 주소는 정해진 시간 동안만 쓸 수 있습니다."), _("새 주소를 요청해 주세요.")
    ),
    "link-used": _words(_("이미 쓴 주소입니다"), _("이 주소는 한 번만 쓸 수 있습니다."), _("새 주소를 요청해 주세요.")),
    "code-expired": _words(
        _("기한이 지난 인증 번호입니다"),
        _("인증 번호는 정해진 시간 동안만 쓸 수 있습니다."),
        _("새 번호를 요청해 주세요."),
    ),
    "code-wrong": _words(_("인증 번호가 다릅니다"), _("보내 드린 번호와 다릅니다."), _("번호를 다시 확인해 주세요.")),
    "machine-suspected": _words(
        _FORM,
        _("사람 눈에 보이지 않는 칸이 채워져 있습니다."),
        _("그 칸을 비우고 다시 보내 주세요. 자동 완성이 채웠을 수 있습니다."),
    ),
    "not-allowed": _words(
        _RIGHT, _("맡은 역할로는 할 수 없는 일입니다."), _("필요하시면 개인정보 보호책임자에게 권한을 요청해 주세요.")
    ),
    "not-utf8": _words(_FORM, _("글자 부호가 올바르지 않습니다. 이 창구는 UTF-8만 받습니다."), _BACK),
    "notice-too-short": _words(
        _RIGHT, _("처리방침이 약속한 고지 기간보다 이릅니다."), _("시행일을 고지 기간 뒤로 정해 주세요.")
    ),
    "optional-without-consent": _words(
        _FORM,
        _("선택 항목에 동의하지 않으셨는데 선택 항목이 적혀 있습니다. 동의 없이 받을 수 없습니다."),
        _("선택 항목을 비우시거나 동의를 골라 주세요. 어느 쪽이든 접수됩니다."),
    ),
    "policy-missing": _words(
        _("창구가 아직 열리지 않았습니다"), _("시행 중인 처리방침이 없으면 아무것도 받지 않습니다."), _OPERATOR
    ),
    "policy-altered": _words(_STOPPED, _("처리방침이 공고한 내용과 다릅니다."), _OPERATOR),
    "purpose-mismatch": _words(
        _RIGHT,
        _("이 정보는 다른 목적으로 수집되었습니다. 목적 밖으로 이용하지 않습니다."),
        _("다른 목적으로 이용하려면 그분의 동의를 먼저 받아야 합니다."),
    ),
    "purpose-not-in-policy": _words(
        _("그런 문의 종류가 없습니다"),
        _("처리방침에 적힌 목적으로만 문의를 받습니다."),
        _("첫 화면에서 문의 종류를 골라 주세요."),
    ),
    "reason-missing": _words(
        _("열람 사유가 필요합니다"), _("사유를 기록한 뒤에만 보여 드립니다."), _("사유를 고른 뒤 다시 해 주세요.")
    ),
    "record-destroyed": FAMILIES[Gone],
    "record-frozen": FAMILIES[Frozen],
    "required-missing": _words(_FORM, _("꼭 필요한 항목이 비어 있습니다."), _BACK),
    "submission-key-missing": _words(
        _FORM,
        _("양식의 접수 표가 없어 두 번 접수되는 것을 막을 수 없습니다."),
        _("문의 화면을 새로 열어 다시 보내 주세요."),
    ),
    "submission-key-reused": _words(
        _("이미 접수된 양식입니다"),
        _("같은 양식으로 다른 내용을 보내셨습니다. 먼저 보내신 내용이 접수되어 있습니다."),
        _("내용을 더하시려면 문의 화면을 새로 열어 주세요."),
    ),
    "too-long": _words(_FORM, _("너무 긴 값이 있습니다."), _BACK),
    "too-many": FAMILIES[SlowDown],
    "too-many-fields": _words(_FORM, _("항목이 너무 많습니다."), _BACK),
    "training-expired": _words(
        _RIGHT,
        _("개인정보 교육 유효 기간이 지나 개인정보를 볼 수 없습니다."),
        _("교육을 마치면 바로 다시 보실 수 있습니다."),
    ),
    "unknown": FAMILIES[Unknown],
    "value-too-long": _words(_FORM, _("너무 긴 값이 있습니다."), _BACK),
}

FIELD_WORDS: Final[Mapping[str, Said]] = {
    "choice-unknown": _("목록에서 골라 주세요."),
    "choice-malformed": _("목록에서 골라 주세요."),
    "consent-both-ways": _("동의와 동의하지 않음 가운데 하나만 골라 주세요."),
    "correction-both-ways": _("새 값과 지우기가 함께 왔습니다. 둘 가운데 하나만 골라 주세요."),
    "consent-missing": _("동의 여부를 골라 주세요."),
    "consent-unclear": _("동의와 동의하지 않음 가운데 하나를 골라 주세요."),
    "control-character": _("쓸 수 없는 문자가 들어 있습니다."),
    "email-malformed": _("이메일 주소의 모양이 아닙니다. 예: name@example.com"),
    "name-malformed": _("이름에 쓸 수 없는 문자가 들어 있습니다."),
    "optional-without-consent": _("선택 항목을 적으시려면 동의를, 동의하지 않으시면 칸을 비워 주세요."),
    "phone-malformed": _("전화번호의 모양이 아닙니다. 예: 010-1234-5678"),
    "required-missing": _("꼭 적어 주세요."),
    "too-long": _("너무 깁니다. 줄여 주세요."),
    "value-too-long": _("너무 깁니다. 줄여 주세요."),
    "value-not-text": _("글자로 적어 주세요."),
}


def words_for(rule: str, family: type[JikimError]) -> Words:
    """Give the words of a rule, or those of the nearest family."""
    found = RULES.get(rule)
    return found or next(FAMILIES[parent] for parent in family.__mro__ if parent in FAMILIES)


def beside_field(rule: str) -> Said:
    """Give the short words that stand beside a form field."""
    return FIELD_WORDS.get(rule) or words_for(rule, Invalid).why
