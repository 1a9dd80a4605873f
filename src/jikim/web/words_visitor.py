"""The words of the rules that a visitor meets: forms, receipts, rights, the policy."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from jikim.errors import Changed, Frozen, Gone, SlowDown, Unconfirmed, Unknown
from jikim.web.words import BACK, FAMILIES, FORM, LATER, NOT_YOURS, OPERATOR, STOPPED, Words, words

VISITOR: Final[Mapping[str, Words]] = {
    "answer-empty": words(FORM, _("답변 내용이 비어 있습니다."), BACK),
    "bad-request": words(FORM, _("요청의 모양이 올바르지 않습니다."), BACK),
    "body-too-large": words(
        _("내용이 너무 큽니다"), _("한 번에 받을 수 있는 크기를 넘었습니다."), _("내용을 줄여 다시 보내 주세요.")
    ),
    "changed-since": FAMILIES[Changed],
    "choice-unknown": words(FORM, _("고르신 항목은 지금 목록에 없습니다."), _("목록에서 다시 골라 주세요.")),
    "clock-went-back": words(
        STOPPED, _("시계가 뒤로 갔습니다. 보유 기간과 기록의 순서를 지키려고 멈추었습니다."), OPERATOR
    ),
    "confirmation-missing": FAMILIES[Unconfirmed],
    "consent-both-ways": words(FORM, _("동의와 동의하지 않음이 함께 왔습니다."), _("둘 가운데 하나만 골라 주세요.")),
    "consent-missing": words(
        _("동의 여부를 골라 주세요"),
        _("동의가 있어야 처리할 수 있는 항목입니다."),
        _("동의 여부를 고른 뒤 다시 보내 주세요."),
    ),
    "content-type": words(
        FORM, _("이 주소는 그런 형식의 내용을 받지 않습니다."), _("홈페이지의 양식으로 보내 주세요.")
    ),
    "control-character": words(FORM, _("쓸 수 없는 제어 문자가 들어 있습니다."), BACK),
    "database-away": words(STOPPED, _("저장소에 닿지 않습니다. 아무것도 저장되지 않았습니다."), LATER),
    "database-busy": words(
        _("지금 붐빕니다"), _("저장소가 바빠 처리하지 못했습니다. 아무것도 저장되지 않았습니다."), LATER
    ),
    "database-damaged": words(STOPPED, _("저장소를 읽을 수 없습니다."), OPERATOR),
    "daykey-missing": words(STOPPED, _("이 날짜의 열쇠가 아직 마련되지 않았습니다."), OPERATOR),
    "disk-failing": words(STOPPED, _("저장 장치가 답하지 않습니다."), OPERATOR),
    "disk-full": words(
        _("지금은 새로 받을 수 없습니다"), _("저장 공간이 가득 찼습니다. 아무것도 저장되지 않았습니다."), OPERATOR
    ),
    "disk-read-only": words(STOPPED, _("저장소에 쓸 수 없습니다. 아무것도 저장되지 않았습니다."), OPERATOR),
    "field-not-in-policy": words(
        FORM,
        _("처리방침에 없는 항목이 들어 있습니다. 처리방침에 적힌 항목만 받습니다."),
        _("홈페이지의 양식으로 다시 보내 주세요."),
    ),
    "field-repeated": words(FORM, _("같은 항목이 두 번 왔습니다."), BACK),
    "file-not-expected": words(FORM, _("이 양식은 파일을 받지 않습니다."), BACK),
    "form-expired": words(
        _("양식을 연 지 오래되었습니다"),
        _("다른 곳에서 온 요청과 구별하려고 양식마다 표를 붙이는데, 그 표가 맞지 않습니다."),
        _("이전 화면을 새로 고친 뒤 다시 보내 주세요. 쿠키를 막으셨다면 이 창구의 필수 쿠키만 허용해 주세요."),
    ),
    "keyring-missing": words(STOPPED, _("열쇠 파일이 제자리에 없습니다."), OPERATOR),
    "keyring-wrong": words(STOPPED, _("열쇠 파일이 이 저장소의 것이 아닙니다."), OPERATOR),
    "link-expired": words(
        _("기한이 지난 주소입니다"), _("이 주소는 정해진 시간 동안만 쓸 수 있습니다."), _("새 주소를 요청해 주세요.")
    ),
    "link-used": words(_("이미 쓴 주소입니다"), _("이 주소는 한 번만 쓸 수 있습니다."), _("새 주소를 요청해 주세요.")),
    "code-expired": words(
        _("기한이 지난 인증 번호입니다"),
        _("인증 번호는 정해진 시간 동안만 쓸 수 있습니다."),
        _("새 번호를 요청해 주세요."),
    ),
    "code-wrong": words(_("인증 번호가 다릅니다"), _("보내 드린 번호와 다릅니다."), _("번호를 다시 확인해 주세요.")),
    "machine-suspected": words(
        FORM,
        _("사람 눈에 보이지 않는 칸이 채워져 있습니다."),
        _("그 칸을 비우고 다시 보내 주세요. 자동 완성이 채웠을 수 있습니다."),
    ),
    "not-allowed": words(
        NOT_YOURS,
        _("맡은 역할로는 할 수 없는 일입니다."),
        _("필요하시면 개인정보 보호책임자에게 권한을 요청해 주세요."),
    ),
    "not-utf8": words(FORM, _("글자 부호가 올바르지 않습니다. 이 창구는 UTF-8만 받습니다."), BACK),
    "notice-too-short": words(
        NOT_YOURS, _("처리방침이 약속한 고지 기간보다 이릅니다."), _("시행일을 고지 기간 뒤로 정해 주세요.")
    ),
    "optional-without-consent": words(
        FORM,
        _("선택 항목에 동의하지 않으셨는데 선택 항목이 적혀 있습니다. 동의 없이 받을 수 없습니다."),
        _("선택 항목을 비우시거나 동의를 골라 주세요. 어느 쪽이든 접수됩니다."),
    ),
    "policy-missing": words(
        _("창구가 아직 열리지 않았습니다"), _("시행 중인 처리방침이 없으면 아무것도 받지 않습니다."), OPERATOR
    ),
    "policy-altered": words(STOPPED, _("처리방침이 공고한 내용과 다릅니다."), OPERATOR),
    "purpose-mismatch": words(
        NOT_YOURS,
        _("이 정보는 다른 목적으로 수집되었습니다. 목적 밖으로 이용하지 않습니다."),
        _("다른 목적으로 이용하려면 그분의 동의를 먼저 받아야 합니다."),
    ),
    "purpose-not-in-policy": words(
        _("그런 문의 종류가 없습니다"),
        _("처리방침에 적힌 목적으로만 문의를 받습니다."),
        _("첫 화면에서 문의 종류를 골라 주세요."),
    ),
    "reason-missing": words(
        _("열람 사유가 필요합니다"), _("사유를 기록한 뒤에만 보여 드립니다."), _("사유를 고른 뒤 다시 해 주세요.")
    ),
    "record-destroyed": FAMILIES[Gone],
    "record-frozen": FAMILIES[Frozen],
    "required-missing": words(FORM, _("꼭 필요한 항목이 비어 있습니다."), BACK),
    "step-unknown": words(FORM, _("그만큼은 돌릴 수 없습니다."), _("하루, 한 달, 한 해 가운데 골라 주세요.")),
    "submission-key-missing": words(
        FORM,
        _("양식의 접수 표가 없어 두 번 접수되는 것을 막을 수 없습니다."),
        _("문의 화면을 새로 열어 다시 보내 주세요."),
    ),
    "submission-key-reused": words(
        _("이미 접수된 양식입니다"),
        _("같은 양식으로 다른 내용을 보내셨습니다. 먼저 보내신 내용이 접수되어 있습니다."),
        _("내용을 더하시려면 문의 화면을 새로 열어 주세요."),
    ),
    "too-long": words(FORM, _("너무 긴 값이 있습니다."), BACK),
    "too-many": FAMILIES[SlowDown],
    "too-many-fields": words(FORM, _("항목이 너무 많습니다."), BACK),
    "training-expired": words(
        NOT_YOURS,
        _("개인정보 교육 유효 기간이 지나 개인정보를 볼 수 없습니다."),
        _("교육을 마치면 바로 다시 보실 수 있습니다."),
    ),
    "unknown": FAMILIES[Unknown],
    "value-too-long": words(FORM, _("너무 긴 값이 있습니다."), BACK),
    "body-malformed": words(
        FORM, _("보내신 자료의 모양이 약속과 다릅니다."), _("/api/v1/openapi.json의 설명대로 다시 보내 주세요.")
    ),
    "choice-not-in-policy": words(
        FORM, _("처리방침에 없는 동의가 들어 있습니다."), _("홈페이지의 양식으로 다시 보내 주세요.")
    ),
    "codes-a-day": words(
        FAMILIES[SlowDown].what,
        _("오늘 보내 드릴 수 있는 인증 번호를 모두 보냈습니다."),
        _("내일 다시 하시거나 아래 담당자에게 알려 주세요."),
    ),
    "correction-both-ways": words(FORM, _("새 값과 지우기가 함께 왔습니다."), _("둘 가운데 하나만 골라 주세요.")),
    "correction-empty": words(FORM, _("바꿀 내용이 없습니다."), _("한 칸 이상 적어 주세요.")),
    "correction-not-asked": words(
        FORM, _("정정을 요구하신 것이 아닌데 새 값이 왔습니다."), _("정정 화면에서 다시 해 주세요.")
    ),
    "identity-unproved": words(
        _("본인 확인이 되지 않았습니다"),
        _("인증 번호가 다섯 번 틀려 요구를 끝냈습니다. 아무것도 보이거나 바뀌지 않았습니다."),
        _("처음부터 다시 요구하실 수 있습니다."),
    ),
    "no-such-record": FAMILIES[Unknown],
    "notice-changed": words(
        _("그사이 처리방침이 바뀌었습니다"),
        _("읽으신 안내가 지금 것과 다릅니다. 읽으신 것에만 동의하실 수 있습니다."),
        _("바뀐 안내를 읽어 보시고 다시 보내 주세요."),
    ),
    "policy-version-unknown": words(
        _("그런 처리방침이 없습니다"),
        _("이 주소에 해당하는 처리방침을 공고한 적이 없습니다."),
        _("처리방침 화면의 목록에서 골라 주세요."),
    ),
    "proof-not-yet": words(
        _("아직 증명이 없습니다"), _("기록이 서명되기를 기다리고 있습니다."), _("몇 초 뒤 다시 받아 주세요.")
    ),
    "receipt-unknown": words(
        _("그런 접수 번호가 없습니다"),
        _("번호가 다르거나 모양이 맞지 않습니다. 둘을 구별해 알려 드리지 않습니다."),
        _("접수증과 메일에 적힌 20자리를 다시 확인해 주세요."),
    ),
    "record-expired": words(
        _("보관 기간이 끝난 정보입니다"),
        _("보관하는 마지막 날이 지나 누구도 쓰지 않으며, 곧 파기됩니다."),
        _("파기 기록은 접수증에서 확인하실 수 있습니다."),
    ),
    "record-is-apart": words(
        _("따로 보관하고 있는 정보입니다"),
        _("처리를 마쳐 업무에서 떼어 놓았습니다. 업무에는 쓰지 않고 고치지도 않습니다."),
        _("지우시려면 삭제를 요구하실 수 있습니다. 다른 도움은 아래 담당자에게 말씀해 주세요."),
    ),
    "record-is-frozen": FAMILIES[Frozen],
}
