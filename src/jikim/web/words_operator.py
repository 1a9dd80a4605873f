"""The words of the rules that an operator mends: keys, stores, log, files; a visitor may meet them, too."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from jikim.web.words import FORM, LATER, OPERATOR, STOPPED, Words, words

OPERATOR_RULES: Final[Mapping[str, Words]] = {
    "answer-malformed": words(
        FORM, _("질문에 대한 답을 읽을 수 없습니다."), _("질문이 보여 주는 모양으로 답해 주세요.")
    ),
    "answer-to-no-question": words(FORM, _("묻지 않은 것에 대한 답이 있습니다."), _("질문 목록을 다시 확인해 주세요.")),
    "apart-record-missing": words(STOPPED, _("따로 보관한 저장소에 있어야 할 기록이 없습니다."), OPERATOR),
    "bundle-malformed": words(FORM, _("증명 파일이 상했거나 다른 형식입니다."), _("파일을 다시 받아 주세요.")),
    "checkpoint-malformed": words(FORM, _("확인점의 모양이 아닙니다."), _("파일을 다시 받아 주세요.")),
    "copy-differs": words(STOPPED, _("옮긴 사본이 원본과 달라 원본을 그대로 두었습니다."), OPERATOR),
    "database-older-than-keyring": words(
        STOPPED,
        _("저장소가 열쇠보다 오래된 것입니다. 되살린 저장소로 보입니다."),
        _("운영자는 파기 기록을 다시 밟은 뒤 여세요: jikim check"),
    ),
    "database-without-keyring": words(
        STOPPED,
        _("저장소는 열쇠를 쓰고 있는데 열쇠 묶음이 없습니다."),
        _("운영자는 열쇠 묶음을 제자리에 되돌려 놓으세요."),
    ),
    "day-is-over": words(STOPPED, _("이미 지난 날의 열쇠는 만들지 않습니다."), OPERATOR),
    "day-key-damaged": words(STOPPED, _("이 날짜의 열쇠가 상했습니다."), OPERATOR),
    "day-key-keeps-changing": words(
        _("지금 붐빕니다"), _("이 날짜의 열쇠가 바뀌는 중입니다. 아무것도 저장되지 않았습니다."), LATER
    ),
    "day-key-lost": words(STOPPED, _("이 날짜의 열쇠를 찾을 수 없습니다."), OPERATOR),
    "directory-in-use": words(FORM, _("그 폴더에 다른 것이 들어 있습니다."), _("빈 폴더나 새 폴더를 대 주세요.")),
    "end-before-today": words(STOPPED, _("오늘보다 앞선 날까지 보관할 수는 없습니다."), OPERATOR),
    "entry-not-canonical": words(STOPPED, _("기록의 글이 정해진 모양과 다릅니다."), OPERATOR),
    "fact-outside-transaction": words(STOPPED, _("사실과 변경을 함께 적지 못해 아무것도 바꾸지 않았습니다."), OPERATOR),
    "factor-damaged": words(STOPPED, _("봉인해 둔 2단계 인증 비밀이 열리지 않습니다."), OPERATOR),
    "field-unknown": words(STOPPED, _("저장소가 모르는 항목입니다."), OPERATOR),
    "keyring-cannot-be-written": words(
        STOPPED, _("열쇠를 적을 수 없습니다."), _("운영자는 열쇠 폴더의 공간과 권한을 확인하세요.")
    ),
    "keyring-damaged": words(STOPPED, _("열쇠 묶음이 상했습니다."), _("운영자는 열쇠 묶음의 백업을 되돌려 놓으세요.")),
    "keyring-of-another-house": words(
        STOPPED, _("열쇠 묶음이 이 저장소의 것이 아닙니다."), _("운영자는 JIKIM_KEYS가 가리키는 곳을 확인하세요.")
    ),
    "keyring-open-to-others": words(
        STOPPED, _("열쇠 묶음을 다른 사용자도 읽을 수 있습니다."), _("운영자는 폴더를 0700, 파일을 0600으로 닫으세요.")
    ),
    "korean-font-missing": words(
        STOPPED,
        _("증명서에 쓸 한글 글꼴이 없습니다."),
        _("운영자는 한글 글꼴을 설치하세요. 데비안에서는 fonts-nanum입니다."),
    ),
    "ledger-empty": words(STOPPED, _("아직 차례를 받은 기록이 없습니다."), LATER),
    "ledger-forked": words(STOPPED, _("이 열쇠로 서명한 것과 다른 기록이 저장소에 있습니다."), OPERATOR),
    "ledger-key-missing": words(
        STOPPED, _("기록에 서명하는 열쇠가 없습니다."), _("운영자는 열쇠 묶음의 백업에서 되돌려 놓으세요.")
    ),
    "ledger-key-open": words(
        STOPPED, _("기록에 서명하는 열쇠를 다른 사용자도 읽을 수 있습니다."), _("운영자는 파일을 0600으로 닫으세요.")
    ),
    "ledger-key-unreadable": words(STOPPED, _("기록에 서명하는 열쇠를 읽을 수 없습니다."), OPERATOR),
    "ledger-older-than-signature": words(
        STOPPED, _("저장소의 기록이 마지막 서명보다 앞선 상태입니다. 되살린 저장소로 보입니다."), OPERATOR
    ),
    "ledger-tiles-damaged": words(STOPPED, _("기록의 나무가 서명한 뿌리로 이어지지 않습니다."), OPERATOR),
    "ledger-too-small": words(STOPPED, _("그만한 크기의 기록에 서명한 적이 없습니다."), OPERATOR),
    "mail-outside-outbox": words(STOPPED, _("메일은 보낼 편지함을 거쳐서만 나갑니다."), OPERATOR),
    "mail-outside-transaction": words(
        STOPPED, _("메일 약속과 변경을 함께 적지 못해 아무것도 바꾸지 않았습니다."), OPERATOR
    ),
    "no-such-store": words(STOPPED, _("그런 저장소가 없습니다."), OPERATOR),
    "notice-differs": words(STOPPED, _("보여 드린 글과 그 지문이 다릅니다."), OPERATOR),
    "note-malformed": words(FORM, _("서명한 글의 모양이 아닙니다."), _("파일을 다시 받아 주세요.")),
    "origin-differs": words(FORM, _("확인점이 다른 기록의 것입니다."), _("열쇠와 파일을 다시 확인해 주세요.")),
    "policy-file-bomb": words(FORM, _("풀면 지나치게 커지는 파일입니다."), _("글만 붙여 넣어 주세요.")),
    "policy-file-broken": words(
        FORM, _("파일이 상했습니다."), _("파일을 다시 저장하여 올리거나 글만 붙여 넣어 주세요.")
    ),
    "policy-file-encoding": words(
        FORM, _("파일의 글자 부호를 알 수 없습니다."), _("UTF-8로 다시 저장하여 올려 주세요.")
    ),
    "policy-file-entities": words(FORM, _("파일이 바깥의 것을 끌어다 쓰려 합니다."), _("글만 붙여 넣어 주세요.")),
    "policy-file-not-a-document": words(
        FORM, _("문서 파일이 아닙니다."), _("처리방침 문서를 올리거나 글만 붙여 넣어 주세요.")
    ),
    "policy-file-too-large": words(FORM, _("파일이 너무 큽니다."), _("글만 붙여 넣어 주세요.")),
    "policy-text-binary": words(
        FORM, _("글자가 아닌 것이 들어 있습니다."), _("파일을 그대로 올리거나 본문을 붙여 넣어 주세요.")
    ),
    "policy-text-empty": words(FORM, _("처리방침이 비어 있습니다."), _("처리방침의 본문을 넣어 주세요.")),
    "policy-text-is-terms": words(FORM, _("이용약관으로 보입니다."), _("개인정보 처리방침을 넣어 주세요.")),
    "policy-text-not-korean": words(
        FORM, _("한국어가 거의 없습니다. 한국어로 공개한 방침이 기준입니다."), _("한국어 처리방침을 넣어 주세요.")
    ),
    "policy-text-too-long": words(FORM, _("처리방침이 너무 깁니다."), _("본문만 남겨 다시 넣어 주세요.")),
    "policy-text-two-policies": words(FORM, _("두 가지 방침이 함께 들어 있습니다."), _("한 번에 한 판만 넣어 주세요.")),
    "policy-toml-shape": words(FORM, _("policy.toml에 맞지 않는 값이 있습니다."), _("알려 드린 자리를 고쳐 주세요.")),
    "policy-toml-syntax": words(FORM, _("policy.toml을 읽을 수 없습니다."), _("알려 드린 줄을 고쳐 주세요.")),
    "policy-unclear": words(
        FORM, _("처리방침의 말이 서로 어긋납니다."), _("알려 드린 자리를 고치거나 질문에 답해 주세요.")
    ),
    "record-holds-nothing": words(STOPPED, _("내용이 있어야 할 기록이 비어 있습니다."), OPERATOR),
    "record-keeps-changing": words(
        _("지금 붐빕니다"), _("기록이 옮기는 동안 계속 바뀌었습니다. 기록은 제자리에 있습니다."), LATER
    ),
    "root-key-damaged": words(STOPPED, _("으뜸 열쇠의 모양이 아닙니다."), _("운영자는 64자리 16진수인지 확인하세요.")),
    "root-key-missing": words(
        STOPPED, _("으뜸 열쇠가 없습니다."), _("운영자는 열쇠 묶음의 root 파일을 되돌리거나 JIKIM_ROOT_KEY를 정하세요.")
    ),
    "root-key-unreadable": words(STOPPED, _("으뜸 열쇠를 읽을 수 없습니다."), OPERATOR),
    "root-key-wrong": words(
        STOPPED, _("으뜸 열쇠가 이 열쇠 묶음의 것이 아닙니다."), _("운영자는 JIKIM_ROOT_KEY를 확인하세요.")
    ),
    "sealed-body-damaged": words(STOPPED, _("봉인한 내용이 상했거나 다른 판이 쓴 것입니다."), OPERATOR),
    "sealed-field-does-not-open": words(STOPPED, _("봉인이 열리지 않습니다. 누가 손댔을 수 있습니다."), OPERATOR),
    "signer-key-malformed": words(STOPPED, _("서명하는 열쇠의 모양이 아닙니다."), OPERATOR),
    "signature-memory-damaged": words(
        STOPPED, _("마지막 서명을 적어 둔 파일이 상했습니다."), _("운영자는 열쇠 묶음의 백업에서 되돌려 놓으세요.")
    ),
    "signature-memory-missing": words(
        STOPPED, _("마지막 서명을 적어 둔 파일이 없습니다."), _("운영자는 열쇠 묶음의 백업에서 되돌려 놓으세요.")
    ),
    "signature-missing": words(FORM, _("믿는 열쇠의 서명이 없습니다."), _("열쇠와 파일을 다시 확인해 주세요.")),
    "signature-wrong": words(
        FORM, _("서명이 글과 맞지 않습니다. 글이 바뀌었거나 다른 열쇠입니다."), _("열쇠와 파일을 다시 확인해 주세요.")
    ),
    "verifier-key-malformed": words(FORM, _("확인하는 열쇠의 모양이 아닙니다."), _("열쇠를 다시 받아 주세요.")),
}
