"""The sentences of a drafted policy, Korean and English side by side; data, without a decision in it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Final, Literal

from jikim.policy.words import Channel, RightKind, SafeguardKind

Language = Literal["ko", "en"]

_BOTH: Final[dict[str, tuple[str, str]]] = {
    "none": ("해당 없음", "Not applicable"),
    "nothing": ("없음", "none"),
    "preamble": (
        "{company}(이하 «회사»)는 「개인정보 보호법」 제30조에 따라 개인정보 처리방침을 다음과 같이 수립·공개합니다.",
        "{company} publishes this policy under article 30 of the act (개인정보 보호법). The Korean text binds.",
    ),
    "site": ("회사의 홈페이지는 {site} 입니다.", "Our site is {site}"),
    "purposes": (
        "회사는 다음의 목적을 위하여 개인정보를 처리하며 다른 용도로는 이용하지 않습니다.",
        "Personal data is processed for these purposes and for no other.",
    ),
    "items": ("회사는 다음의 개인정보 항목을 처리합니다.", "These data are processed."),
    "required": ("필수항목", "Required"),
    "optional": ("선택항목", "Optional"),
    "auto": ("자동 수집 항목", "Collected by machines"),
    "needs": ("함께 적는 내용은", "Written along with it:"),
    "ground-contract": (
        "필수항목은 「개인정보 보호법」 제15조제1항제4호에 따라 동의 없이 처리합니다.",
        "Required data is processed without consent, at your request (article 15(1)4).",
    ),
    "ground-consent": ("동의를 받아 처리합니다.", "Processed with consent."),
    "ground-statute": (
        "「개인정보 보호법」 제15조제1항제2호에 따라 동의 없이 처리합니다.",
        "Processed under a statute (article 15(1)2).",
    ),
    "retention": ("회사는 다음의 기간 동안 개인정보를 보유합니다.", "Data is kept for these periods."),
    "outer": ("길어도 접수한 날부터 {period} 안에 보유를 마칩니다.", "In no case longer than {period} from receipt."),
    "at-most": ("최대 {period}", "at most {period}"),
    "at-least": ("{period} 이상", "at least {period}"),
    "from-receipt": ("접수한 날부터", "from receipt,"),
    "from-finished": ("처리 완료일부터", "from the day the matter was finished,"),
    "destruction": (
        "회사는 보유 기간이 지나거나 처리 목적을 달성한 개인정보를 지체 없이 파기합니다.",
        "Data past its period or purpose is destroyed without delay.",
    ),
    "destruction-days": (
        "개인정보는 보유 기간의 종료일부터 {days}일 이내에 파기합니다.",
        "It is destroyed within {days} days of the end of its period.",
    ),
    "electronic": ("전자적 파일", "Files"),
    "paper": ("종이 문서", "Paper"),
    "apart": (
        "목적을 달성한 개인정보는 파기할 때까지 별도의 DB에 보관합니다.",
        "Until then it is kept in a separate database.",
    ),
    "recipient": ("제공받는 자", "Recipient"),
    "their-purpose": ("이용 목적", "Purpose"),
    "their-items": ("제공 항목", "Data"),
    "their-period": ("보유 및 이용 기간", "Period"),
    "processor": ("수탁자", "Processor"),
    "task": ("위탁업무 내용", "Task"),
    "audit": ("{cycle} 1회 자체 감사를 실시합니다.", "An audit takes place {cycle}."),
    "cycle-P3M": ("분기", "every quarter"),
    "cycle-P6M": ("반기", "twice a year"),
    "cycle-P12M": ("연", "every year"),
    "cycle-P1M": ("월", "every month"),
    "kept": ("접속한 기록을 최소 {period} 이상 보관합니다.", "Access logs are kept for at least {period}."),
    "cookies": ("회사는 쿠키(cookie)를 사용합니다.", "Cookies are used."),
    "rights": (
        "정보주체는 회사에 언제든지 다음의 권리를 행사할 수 있습니다.",
        "You may use these rights at any time.",
    ),
    "channels": ("권리 행사는 {ways}의 방법으로 하실 수 있습니다.", "Use them by {ways}."),
    "agents": (
        "권리 행사는 법정대리인이나 위임을 받은 자 등 대리인을 통하여 하실 수 있습니다.",
        "An agent or a legal representative may act for you.",
    ),
    "frozen": (
        "정정 또는 삭제를 요구한 경우에는 완료할 때까지 그 개인정보를 이용하거나 제공하지 않습니다.",
        "While a correction or deletion is pending, the data is neither used nor provided.",
    ),
    "answer": ("회사는 요구를 받은 날부터 {days}일 이내에 회신합니다.", "You are answered within {days} days."),
    "officer-name": ("성명", "Name"),
    "officer-department": ("부서", "Department"),
    "officer-title": ("직위", "Title"),
    "officer-phone": ("연락처", "Phone"),
    "officer-email": ("이메일", "E-mail"),
    "officer-address": ("주소", "Address"),
    "effective": (
        "이 개인정보 처리방침은 {year}년 {month}월 {day}일부터 적용됩니다.",
        "This policy is in force from {year}-{month:02d}-{day:02d}.",
    ),
    "notice": (
        "내용을 변경하는 경우에는 시행 {days}일 전부터 홈페이지에 공지합니다.",
        "Changes are announced {days} days before they take effect.",
    ),
}
SAID: Final[dict[str, dict[str, str]]] = {
    language: {key: both[at] for key, both in _BOTH.items()} for at, language in enumerate(("ko", "en"))
}

RIGHTS: Final[dict[RightKind, tuple[str, str]]] = {
    "access": ("개인정보 열람 요구", "access"),
    "correction": ("오류가 있는 경우 정정 요구", "correction"),
    "deletion": ("삭제 요구", "deletion"),
    "suspension": ("처리정지 요구", "suspension"),
    "portability": ("전송 요구", "portability"),
    "withdraw_consent": ("동의 철회", "withdrawal of consent"),
    "automated_decision": ("자동화된 결정에 대한 거부 및 설명 요구", "refusal and explanation of automated decisions"),
}
CHANNELS: Final[dict[Channel, tuple[str, str]]] = {
    "web": ("홈페이지", "website"),
    "email": ("전자우편", "e-mail"),
    "letter": ("서면", "letter"),
    "fax": ("팩스", "fax"),
    "phone": ("전화", "phone"),
    "visit": ("방문", "visit"),
}
MEASURES: Final[dict[SafeguardKind, tuple[str, str]]] = {
    "internal_plan": ("내부 관리계획의 수립 및 시행", "Internal management plan"),
    "staff_minimise_training": ("개인정보 취급자의 최소화 및 교육", "Few hands, trained hands"),
    "self_audit": ("정기적인 자체 감사", "Regular audit"),
    "encryption": ("개인정보의 암호화", "Encryption"),
    "anti_hacking": ("해킹 등에 대비한 대책", "Protection against attacks"),
    "access_control": ("개인정보에 대한 접근 제한", "Access control"),
    "access_log": ("접속기록의 보관 및 위·변조 방지", "Access logs"),
    "document_lock": ("문서보안을 위한 잠금장치 사용", "Locked documents"),
    "physical_access": ("출입 통제", "Physical access control"),
    "other": ("그 밖의 조치", "Other measures"),
}
