"""Korean words for the facts of the log and for the slugs that rooms below speak in."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FACTS: Final[Mapping[str, Promise]] = {
    "audit:opened": _("자체감사를 엶"),
    "audit:signed": _("자체감사에 서명함"),
    "batch:closed": _("파기를 마침"),
    "batch:confirmed": _("파기를 확인함"),
    "batch:opened": _("파기를 시작함"),
    "catalogue:changed": _("문의 항목을 바꿈"),
    "consent:recorded": _("동의를 기록함"),
    "consent:withdrawn": _("동의를 철회함"),
    "daykey:erased": _("하루의 암호키를 소거함"),
    "daykeys:made": _("암호키를 마련함"),
    "gate:locked": _("문을 잠금"),
    "gate:opened": _("문을 엶"),
    "hold:lifted": _("법정 보존을 풂"),
    "hold:placed": _("법정 보존을 정함"),
    "inquiry:answered": _("문의에 답함"),
    "inquiry:assigned": _("담당을 정함"),
    "inquiry:closed": _("문의를 종결함"),
    "inquiry:received": _("문의를 접수함"),
    "log:exported": _("원장을 내보냄"),
    "log:started": _("원장을 시작함"),
    "notice:posted": _("공지를 올림"),
    "policy:announced": _("처리방침을 공고함"),
    "policy:enacted": _("처리방침을 시행함"),
    "policy:withdrawn": _("처리방침 공고를 거둠"),
    "processor:engaged": _("수탁자를 적음"),
    "provision:recorded": _("제3자 제공을 기록함"),
    "record:apart": _("분리 보관함"),
    "record:destroyed": _("파기함"),
    "record:extended": _("보존 기한을 바꿈"),
    "record:frozen": _("이용을 멈춤"),
    "record:kept": _("보관함"),
    "record:mailed": _("메일을 보냄"),
    "record:masked": _("번호를 가림"),
    "record:refused": _("열람을 거절함"),
    "record:revealed": _("내용을 봄"),
    "record:supplemented": _("내용을 더함"),
    "record:thawed": _("이용을 다시 엶"),
    "records:listed": _("가려진 목록을 봄"),
    "records:searched": _("찾아봄"),
    "request:closed": _("권리 요구를 마침"),
    "request:opened": _("권리를 요구함"),
    "request:proved": _("본인 확인을 마침"),
    "review:opened": _("점검을 엶"),
    "review:signed": _("점검에 서명함"),
    "role:granted": _("권한을 줌"),
    "role:revoked": _("권한을 거둠"),
    "sheet:destroyed": _("종이 문서를 파기함"),
    "sheet:moved": _("종이 문서를 옮김"),
    "sheet:registered": _("종이 문서를 등록함"),
    "staff:failed": _("로그인에 실패함"),
    "staff:invited": _("직원을 초대함"),
    "staff:joined": _("직원이 가입함"),
    "staff:left": _("직원이 떠남"),
    "staff:locked": _("계정이 잠김"),
    "staff:login": _("로그인함"),
    "staff:logout": _("로그아웃함"),
    "staff:secured": _("2단계 인증을 등록함"),
    "training:completed": _("교육을 마침"),
}

ACTORS: Final[Mapping[str, Promise]] = {
    "visitor": _("정보주체"),
    "staff": _("취급자"),
    "officer": _("보호책임자"),
    "operator": _("운영자"),
    "worker": _("자동 처리"),
    "system": _("창구"),
}

CHANNELS: Final[Mapping[str, Promise]] = {
    "web": _("홈페이지"),
    "mail": _("전자우편"),
    "email": _("전자우편"),
    "letter": _("서면"),
    "fax": _("팩스"),
    "phone": _("전화"),
    "visit": _("방문"),
    "paper": _("서면"),
    "api": _("연동"),
}

STATES: Final[Mapping[str, tuple[Promise, str]]] = {
    "kept": (_("이행"), "good"),
    "broken": (_("어긋남"), "danger"),
    "gap": (_("증명 없음"), "care"),
}
"""What a check found, and its tone."""

CHECKS: Final[Mapping[str, Promise]] = {
    "audits-signed": _("분기 자체감사에 기한 안에 서명했습니다"),
    "batches-confirmed": _("파기 결과를 보호책임자가 확인했습니다"),
    "destroyed-in-time": _("기한 안에 파기했습니다"),
    "disputed-is-frozen": _("다투는 정보는 이용을 멈추었습니다"),
    "end-dates-kept": _("보유 기간을 넘긴 정보가 없습니다"),
    "evidence-of-every-answer": _("모든 수집에 알린 글과 선택의 증거가 있습니다"),
    "extensions-have-a-ground": _("늘어난 보유 기간마다 근거가 있습니다"),
    "finished-is-apart": _("목적이 끝난 정보는 분리했습니다"),
    "grants-have-a-reason": _("권한마다 사유가 있습니다"),
    "handlers-are-trained": _("다루는 사람이 모두 교육을 마쳤습니다"),
    "log-grows-and-is-signed": _("접속기록이 이어지고 서명되었습니다"),
    "officers-can-be-reached": _("책임자에게 연락할 길이 공개되어 있습니다"),
    "provisions-have-a-ground": _("제3자 제공마다 근거가 있습니다"),
    "purposes-are-published": _("공개된 목적으로만 수집했습니다"),
    "requests-in-time": _("권리 행사 요구에 기한 안에 답했습니다"),
    "sealed-and-keys-whole": _("모두 암호화되었고 암호키가 온전합니다"),
    "second-factor-for-all": _("모든 계정이 2단계 인증을 씁니다"),
    "versions-announced-in-time": _("방침의 모든 판을 고지 기간을 두고 공고했습니다"),
}
"""What each machine check of ``evidence.checks`` looks at, as the sentence that holds when nothing is wrong."""
