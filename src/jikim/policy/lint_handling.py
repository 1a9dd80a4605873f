"""Tests of how data is handled: keeping, destruction, recipients, processors, safeguards."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from datetime import date
from typing import Final

from jikim.law.figures import days, figure
from jikim.law.period import period
from jikim.policy.lint_text import Test, text, told
from jikim.policy.model import Policy

_MONTHS: Final = 12
_start: Final = re.compile(r"부터|이후|종료\s*후|시점|접수일|처리일|완료\s*후").search
_blank: Final = re.compile(r"[oO○]{2,}\s*년|YYYY|20OO|\[[^\]]*(?:기재|입력)[^\]]*\]|직접\s*작성\s*가능").search
_foreign: Final = re.compile(
    r"Amazon|AWS|Google|구글|Microsoft|Azure|Mailchimp|SendGrid|Zendesk|Slack|Firebase|미국|싱가포르|해외\s*(?:서버|클라우드)",
    re.IGNORECASE,
).search
_class_name: Final = re.compile(
    r"(?:호스팅|PG|택배|결제대행|발송|운영|대행|배송)\s*(?:사|업체|대행사|회사)(?:\(.*\))?|.*(?:업체|대행사|운영사|서비스|솔루션)"
).fullmatch
_old_ciphers: Final = re.compile(r"MD5|SHA-?1(?!\d)|(?<![A-Za-z0-9])(?:3?DES|RC4|SET|SSL)(?![A-Za-z])").search
_commerce: Final = (("표시", 6), ("계약", 60), ("청약", 60), ("대금", 60), ("불만", 36), ("분쟁", 36))
_consent_to_entrust: Final = re.compile(
    r"동의\s*없이[^.\n]{0,40}위탁하지|위탁[^.\n]{0,30}동의\s*없이[^.\n]{0,20}않"
).search
_review: Final = re.compile(r"접속\s*기록[^.\n]{0,30}점검|점검[^.\n]{0,20}접속\s*기록").search


def _months(text_: str) -> int:
    length = period(text_)
    return length.years * _MONTHS + length.months


def _log_too_short(policy: Policy, on: date) -> str | None:
    needed = figure("log.keep", on).value
    logs = (one for one in policy.safeguards if one.kind == "access_log" and one.keeps)
    return next(("safeguards.access_log" for one in logs if _months(one.keeps or "") < needed), None)


def _log_unreviewed(policy: Policy, _on: date) -> str | None:
    kinds = {one.kind for one in policy.safeguards}
    return "safeguards.access_log" if "access_log" in kinds and not _review(text(policy, "safeguards")) else None


def _apart_without_statute(policy: Policy, _on: date) -> str | None:
    return "destruction.apart" if policy.destruction.apart and "내부 방침" in policy.destruction.apart_said else None


def _apart_unsaid(policy: Policy, _on: date) -> str | None:
    kept = any(not row.purposes and row.ground for row in policy.retention)
    apart = policy.destruction.apart or re.search(r"분리|별도", text(policy, "destruction", "retention"))
    return "destruction.apart" if kept and not apart else None


def _telecom_row(policy: Policy, _on: date) -> str | None:
    rows = (row for row in policy.retention if "통신비밀보호법" in row.ground and row.bound == "min")
    return next(("retention" for _ in rows), None)


def _commerce_row(policy: Policy, _on: date) -> str | None:
    for row in policy.retention:
        if "전자상거래" in row.ground and row.period:
            needed = next((months for word, months in _commerce if word in row.subject), 0)
            if _months(row.period) < needed:
                return "retention"
    return None


def _no_start(policy: Policy, _on: date) -> str | None:
    open_rows = [row for row in policy.retention if row.purposes and row.period and not _start(row.said)]
    return "retention" if open_rows else None


def _event_only(policy: Policy, _on: date) -> str | None:
    return "retention" if any(row.purposes and row.period is None for row in policy.retention) else None


def _unfilled(policy: Policy, _on: date) -> str | None:
    return "articles" if _blank(text(policy)) or any(_blank(row.text) for row in policy.retention) else None


def _destroyed_late(policy: Policy, on: date) -> str | None:
    promised = policy.destruction.days
    return "destruction.days" if promised is not None and promised > days("destroy.after-expiry", on) else None


def _methods_missing(policy: Policy, _on: date) -> str | None:
    return None if policy.destruction.electronic and policy.destruction.paper else "destruction"


def _destruction_unrecorded(policy: Policy, _on: date) -> str | None:
    words = re.sub(r"기록을\s*(?:재생|복구)|기록\s*[/,·]\s*저장|기록물", "", text(policy, "destruction"))
    return None if re.search(r"기록|대장", words) and "책임자" in words else "destruction"


def _recipient_incomplete(policy: Policy, _on: date) -> str | None:
    whole = all(to.purpose and to.items and to.period for to in policy.third_parties)
    return None if whole else "third_parties"


def _processors_unlisted(policy: Policy, _on: date) -> str | None:
    none = re.search(r"없(?:음|습니다)|위탁하지\s*않", text(policy, "processors"))
    return None if policy.processors or none else "processors"


def _processor_incomplete(policy: Policy, _on: date) -> str | None:
    return "processors" if any(not one.task for one in policy.processors) else None


def _processor_unnamed(policy: Policy, _on: date) -> str | None:
    return "processors" if any(_class_name(one.name) for one in policy.processors) else None


def _consent_promised(policy: Policy, _on: date) -> str | None:
    return "processors" if _consent_to_entrust(text(policy, "processors")) else None


def _abroad_unsaid(policy: Policy, _on: date) -> str | None:
    names = " ".join(f"{one.name} {one.task}" for one in policy.processors)
    return "processors" if _foreign(names) and "abroad" not in told(policy) else None


def _safeguards_missing(policy: Policy, _on: date) -> str | None:
    return None if policy.safeguards or "safeguards" in told(policy) else "safeguards"


def _encryption_unsaid(policy: Policy, _on: date) -> str | None:
    return None if "encryption" in {one.kind for one in policy.safeguards} else "safeguards.encryption"


def _plan_unsaid(policy: Policy, _on: date) -> str | None:
    return None if "internal_plan" in {one.kind for one in policy.safeguards} else "safeguards.internal_plan"


def _training_unsaid(policy: Policy, _on: date) -> str | None:
    return None if "staff_minimise_training" in {one.kind for one in policy.safeguards} else "safeguards"


def _audit_rare(policy: Policy, _on: date) -> str | None:
    audits = (one for one in policy.safeguards if one.kind == "self_audit" and one.every)
    return next(("safeguards.self_audit" for one in audits if _months(one.every or "") > _MONTHS), None)


def _ciphers_old(policy: Policy, _on: date) -> str | None:
    return "safeguards.encryption" if _old_ciphers(text(policy, "safeguards")) else None


def _passwords_nowhere(policy: Policy, _on: date) -> str | None:
    asked = any("비밀번호" in item.label for use in policy.purposes for item in use.items.values())
    return "safeguards.encryption" if "비밀번호" in text(policy, "safeguards") and not asked else None


def _no_breach_plan(policy: Policy, _on: date) -> str | None:
    words = text(policy, "safeguards")
    return None if "출력" in words and re.search(r"유출.{0,10}(?:대응|통지)", words) else "safeguards"


TESTS: Final[dict[str, Test]] = {
    "log-too-short": _log_too_short,
    "log-unreviewed": _log_unreviewed,
    "apart-without-statute": _apart_without_statute,
    "apart-unsaid": _apart_unsaid,
    "telecom-row": _telecom_row,
    "commerce-row": _commerce_row,
    "no-start": _no_start,
    "event-only": _event_only,
    "unfilled": _unfilled,
    "destroyed-late": _destroyed_late,
    "methods-missing": _methods_missing,
    "destruction-unrecorded": _destruction_unrecorded,
    "recipient-incomplete": _recipient_incomplete,
    "processors-unlisted": _processors_unlisted,
    "processor-incomplete": _processor_incomplete,
    "processor-unnamed": _processor_unnamed,
    "consent-promised": _consent_promised,
    "abroad-unsaid": _abroad_unsaid,
    "safeguards-missing": _safeguards_missing,
    "encryption-unsaid": _encryption_unsaid,
    "plan-unsaid": _plan_unsaid,
    "training-unsaid": _training_unsaid,
    "audit-rare": _audit_rare,
    "ciphers-old": _ciphers_old,
    "passwords-nowhere": _passwords_nowhere,
    "no-breach-plan": _no_breach_plan,
}
