"""The words of the rules that staff and officers meet in the console."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from jikim.errors import Changed
from jikim.web.words import BACK, FAMILIES, FORM, NOT_YOURS, OPERATOR, RELOAD, Words, words

STAFF: Final[Mapping[str, Words]] = {
    "access-is-shown": words(
        NOT_YOURS,
        _("열람은 본인이 인증 번호를 넣는 자리에서 바로 보여 드리고 끝납니다."),
        _("열람 요구는 따로 처리하지 않으셔도 됩니다."),
    ),
    "account-locked": words(
        _("계정이 잠겼습니다"),
        _("로그인에 여러 번 실패하여 한동안 잠겼습니다."),
        _("30분 뒤 다시 하시거나 개인정보 보호책임자에게 알려 주세요."),
    ),
    "account-not-active": words(NOT_YOURS, _("쓰지 않는 계정입니다."), _("그 사람을 다시 초대해 주세요.")),
    "already-granted": words(FAMILIES[Changed].what, _("이미 가진 권한입니다."), _("지금 권한을 확인해 주세요.")),
    "already-staff": words(FAMILIES[Changed].what, _("이미 등록된 사람입니다."), _("사람 목록을 확인해 주세요.")),
    "audit-not-filled": words(
        NOT_YOURS, _("아직 살펴보지 않은 항목이 있어 서명할 수 없습니다."), _("모든 항목을 채운 뒤 서명해 주세요.")
    ),
    "batch-not-closed": words(
        NOT_YOURS, _("파기가 아직 끝나지 않았습니다."), _("끝난 뒤 확인해 주세요. 자동으로 이어집니다.")
    ),
    "check-listed-twice": words(FORM, _("같은 점검 항목이 두 번 왔습니다."), BACK),
    "checks-missing": words(FORM, _("점검 항목이 빠져 있습니다."), BACK),
    "choice-listed-already": words(
        FAMILIES[Changed].what, _("같은 이름의 항목이 이미 있습니다."), _("다른 이름으로 적어 주세요.")
    ),
    "choice-name": words(FORM, _("항목의 이름이 비었거나 너무 깁니다."), BACK),
    "course-unknown": words(FORM, _("그런 교육 과정이 없습니다."), _("목록에서 골라 주세요.")),
    "day-is-in-another-batch": words(
        FAMILIES[Changed].what, _("다른 파기 묶음이 이 날을 이미 다루고 있습니다."), RELOAD
    ),
    "day-malformed": words(FORM, _("날짜를 읽을 수 없습니다."), _("2026-11-23처럼 적어 주세요.")),
    "day-not-over": words(NOT_YOURS, _("그날이 아직 끝나지 않았습니다."), _("다음 날부터 파기할 수 있습니다.")),
    "end-not-later": words(FORM, _("지금보다 늦은 날이어야 합니다."), BACK),
    "findings-need-a-word": words(
        FORM,
        _("찾은 것이 있으면 소명하거나 조치한 내용을 함께 적어야 합니다."),
        _("어떻게 했는지 적은 뒤 서명해 주세요."),
    ),
    "ground-not-listed": words(
        FORM,
        _("이 권리는 그 사유로 거절할 수 없습니다. 법이 정한 사유만 쓸 수 있습니다."),
        _("목록에서 사유를 골라 주세요."),
    ),
    "held-already": words(FAMILIES[Changed].what, _("이미 같은 근거로 보존하고 있습니다."), RELOAD),
    "hold-ends-early": words(
        FORM, _("보존은 원래 파기할 날보다 늦게 끝나야 합니다."), _("법령이 정한 마지막 날을 적어 주세요.")
    ),
    "hold-without-ground": words(
        FORM, _("법령과 조문 없이는 보존할 수 없습니다."), _("근거가 되는 법령과 조문, 항목을 적어 주세요.")
    ),
    "incorrect_code": words(
        _("인증 번호가 다릅니다"), _("앱에 지금 보이는 번호와 다릅니다."), _("앱의 새 번호로 다시 해 주세요.")
    ),
    "item-not-in-policy": words(
        NOT_YOURS, _("처리방침에 없는 항목입니다."), _("처리방침에 적힌 항목만 볼 수 있습니다.")
    ),
    "last-officer": words(
        NOT_YOURS, _("마지막 개인정보 보호책임자의 권한은 거둘 수 없습니다."), _("다른 분을 먼저 지정해 주세요.")
    ),
    "no-role": words(NOT_YOURS, _("지금 맡은 역할이 없습니다."), _("개인정보 보호책임자에게 권한을 요청해 주세요.")),
    "no-such-act": words(NOT_YOURS, _("그런 일은 정해져 있지 않습니다."), OPERATOR),
    "no-such-contact": words(FORM, _("이메일이나 전화번호로만 찾을 수 있습니다."), BACK),
    "no-such-index": words(FORM, _("그 항목으로는 찾을 수 없습니다."), _("이름, 전화번호, 이메일로 찾아 주세요.")),
    "no-such-reason": words(FORM, _("그런 사유는 정해져 있지 않습니다."), _("목록에서 사유를 골라 주세요.")),
    "no-such-role": words(FORM, _("그런 역할이 없습니다."), _("목록에서 골라 주세요.")),
    "not-a-name": words(FORM, _("이름이 비었거나 너무 깁니다."), BACK),
    "not-an-address": words(FORM, _("이메일 주소의 모양이 아닙니다."), BACK),
    "not-in-role": words(
        NOT_YOURS,
        _("맡은 역할로는 할 수 없는 일입니다."),
        _("필요하시면 개인정보 보호책임자에게 권한을 요청해 주세요."),
    ),
    "not-signed-in": words(
        _("로그인이 필요합니다"), _("로그인하지 않으셨거나 시간이 지나 끊겼습니다."), _("다시 로그인해 주세요.")
    ),
    "officer-decides": words(
        NOT_YOURS, _("권리 요구는 개인정보 보호책임자가 결정합니다."), _("보호책임자에게 넘겨 주세요.")
    ),
    "officer-only": words(
        NOT_YOURS, _("개인정보 보호책임자만 할 수 있는 일입니다."), _("보호책임자에게 요청해 주세요.")
    ),
    "officer-signs": words(NOT_YOURS, _("개인정보 보호책임자가 서명합니다."), _("보호책임자에게 요청해 주세요.")),
    "outside-purpose": words(
        NOT_YOURS, _("맡은 문의 종류가 아닙니다."), _("필요하시면 개인정보 보호책임자에게 권한을 요청해 주세요.")
    ),
    "policy-adopted-already": words(
        FAMILIES[Changed].what, _("이미 채택한 처리방침이 있습니다."), _("바꾸시려면 새 방침을 공고해 주세요.")
    ),
    "policy-announced-already": words(
        FAMILIES[Changed].what, _("이미 공고한 처리방침입니다."), _("공고 목록을 확인해 주세요.")
    ),
    "policy-in-force": words(
        NOT_YOURS, _("이미 시행 중인 처리방침은 거둘 수 없습니다."), _("새 방침을 공고해 주세요.")
    ),
    "provision-without-ground": words(
        FORM, _("동의 또는 법령 가운데 하나가 근거여야 합니다."), _("법령이 근거이면 그 법령과 조문을 적어 주세요.")
    ),
    "purpose-not-met": words(
        NOT_YOURS, _("문의가 아직 끝나지 않아 따로 옮길 수 없습니다."), _("문의를 먼저 종결해 주세요.")
    ),
    "role-reads-no-personal-data": words(
        NOT_YOURS,
        _("맡은 역할은 개인정보를 보지 않습니다."),
        _("필요하시면 개인정보 보호책임자에게 권한을 요청해 주세요."),
    ),
    "second-person-unproved": words(
        NOT_YOURS,
        _("함께 하는 분의 확인이 되지 않았습니다."),
        _("두 번째 분이 자기 비밀번호와 인증 번호를 넣어 주세요."),
    ),
    "sheet-destroyed": words(
        _("이미 파기한 종이 문서입니다"),
        _("파기한 문서는 옮기거나 다시 파기할 수 없습니다."),
        _("파기 기록을 확인해 주세요."),
    ),
    "signed-already": words(FAMILIES[Changed].what, _("이미 서명이 끝났습니다."), RELOAD),
    "training-missing": words(
        NOT_YOURS, _("개인정보 교육 기록이 없어 개인정보를 볼 수 없습니다."), _("교육을 마치면 바로 보실 수 있습니다.")
    ),
    "training-recorded-already": words(FAMILIES[Changed].what, _("이미 적은 교육입니다."), RELOAD),
    "training-validity": words(FORM, _("유효 기간은 오늘부터 1년 안이어야 합니다."), BACK),
    "two-people-needed": words(
        NOT_YOURS, _("두 사람이 함께 해야 하는 일입니다."), _("다른 한 분의 이름을 함께 적어 주세요.")
    ),
    "weak-password": words(
        FORM, _("비밀번호가 너무 쉽습니다."), _("열 자 이상으로, 이름이나 이메일과 다르게 정해 주세요.")
    ),
    "worker-mails-only": words(NOT_YOURS, _("자동 처리는 메일에 필요한 항목만 다룹니다."), OPERATOR),
}
