"""Holds a policy against the law of a day: each rule of the law room with the test that tells whether it bites.

A test gives the place in the policy, or None where the rule is kept.  Not legal advice: a finding names its source and
how far that was checked.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from jikim.law.figures import figure
from jikim.law.period import period
from jikim.law.rules import in_force
from jikim.policy.finding import Finding
from jikim.policy.model import Policy
from jikim.policy.words import Topic

Test = Callable[[Policy, date], str | None]

_MONTHS: Final = 12
_leader: Final = re.compile(r"대표|사장|이사|전무|상무|임원|원장|소장|CEO|CPO").search
_start: Final = re.compile(r"부터|이후|종료\s*후|시점|접수일|처리일|완료\s*후").search
_vague: Final = re.compile(r"등(?=\s*(?:을|의|,|\.|$|통신비밀|개인정보))|일부").search
_CONDITIONAL: Final[tuple[Topic, ...]] = (
    "children", "further-use", "abroad", "pseudonyms", "behaviour", "automated", "cctv",
)  # fmt: skip


def lint(policy: Policy, on: date) -> tuple[Finding, ...]:
    """Give a finding for every rule in force on ``on`` that the policy breaks, in the order of the law pack."""
    found = []
    for rule in in_force(on):
        where = TESTS[rule.test](policy, on)
        if where is not None:
            checked = "memory" if rule.dated == "memory" and rule.verified == "text" else rule.verified
            found.append(
                Finding(
                    rule=rule.id,
                    severity=rule.severity,
                    message=rule.message,
                    message_en=rule.message_en,
                    mend=rule.mend,
                    mend_en=rule.mend_en,
                    article=f"{rule.instrument} {rule.article}",
                    where=where,
                    verified=checked,
                )
            )
    return tuple(found)


def _text(policy: Policy, *topics: Topic) -> str:
    """Give the words of the articles about some topics; of all where none is named."""
    parts = [one for one in policy.articles if not topics or set(topics) & set(one.about)]
    return "\n".join(f"{one.title}\n{one.text}" for one in parts)


def _log_too_short(policy: Policy, on: date) -> str | None:
    needed = figure("log.keep", on).value
    for measure in policy.safeguards:
        if measure.kind == "access_log" and measure.keeps:
            kept = period(measure.keeps)
            if kept.years * _MONTHS + kept.months < needed:
                return "safeguards.access_log"
    return None


def _officer_no_leader(policy: Policy, _on: date) -> str | None:
    chief = next((one for one in policy.officers if "책임자" in one.role), None)
    return "officers" if chief and chief.title and not _leader(chief.title) else None


def _apart_without_statute(policy: Policy, _on: date) -> str | None:
    return "destruction.apart" if policy.destruction.apart and "내부 방침" in policy.destruction.apart_said else None


def _officer_no_phone(policy: Policy, _on: date) -> str | None:
    chief = next((one for one in policy.officers if "책임자" in one.role), None)
    return "officers" if chief and not chief.phone else None


def _cookie_no_refusal(policy: Policy, _on: date) -> str | None:
    return "cookies.refusal" if policy.cookies.used and not policy.cookies.refusal else None


def _grounds_not_parted(policy: Policy, _on: date) -> str | None:
    words = _text(policy, "purposes", "items")
    return None if re.search(r"동의\s*없이|제15조\s*제1항", words) else "purposes"


def _old_forms(policy: Policy, _on: date) -> str | None:
    return "rights" if "시행규칙" in _text(policy, "rights") else None


def _rights_unclear(policy: Policy, _on: date) -> str | None:
    words = _text(policy, "rights")
    return None if re.search(r"10\s*일", words) and "이의" in words and "철회" in words else "rights"


def _rights_not_on_web(policy: Policy, _on: date) -> str | None:
    collected = re.search(r"홈페이지|웹사이트|인터넷", _text(policy, "purposes", "items"))
    return "rights.channels" if collected and "web" not in policy.rights.channels else None


def _site_open(policy: Policy, _on: date) -> str | None:
    return "site" if policy.site.startswith("http://") else None


def _telecom_row(policy: Policy, _on: date) -> str | None:
    row = next((row for row in policy.retention if "통신비밀보호법" in row.ground and row.bound == "min"), None)
    return "retention" if row else None


def _no_start(policy: Policy, _on: date) -> str | None:
    open_rows = [row for row in policy.retention if row.purposes and row.period and not _start(row.said)]
    return "retention" if open_rows else None


def _processors_unlisted(policy: Policy, _on: date) -> str | None:
    told = re.search(r"없(?:음|습니다)|위탁하지\s*않", _text(policy, "processors"))
    return None if policy.processors or told else "processors"


def _no_remedies(policy: Policy, _on: date) -> str | None:
    return None if policy.remedies else "remedies"


def _conditions_silent(policy: Policy, _on: date) -> str | None:
    told = {topic for one in policy.articles for topic in one.about}
    return None if told.issuperset(_CONDITIONAL) else "articles"


def _no_earlier_versions(policy: Policy, _on: date) -> str | None:
    words = _text(policy, "changes")
    listed = re.search(r"이전[^\n]*방침[^\n]*\n[^\n]*\d{4}", words)
    return "changes" if "이전" in words and not listed else None


def _vague_words(policy: Policy, _on: date) -> str | None:
    words = (*(use.detail for use in policy.purposes), *(row.subject for row in policy.retention))
    return "purposes" if any(_vague(word) for word in (*words, _text(policy, "purposes"))) else None


def _not_minimal(policy: Policy, _on: date) -> str | None:
    return None if "최소" in _text(policy, "purposes", "items") else "items"


def _passwords_nowhere(policy: Policy, _on: date) -> str | None:
    asked = any("비밀번호" in item.label for use in policy.purposes for item in use.items.values())
    return "safeguards.encryption" if "비밀번호" in _text(policy, "safeguards") and not asked else None


def _destruction_unrecorded(policy: Policy, _on: date) -> str | None:
    return None if re.search(r"기록|대장", _destroyed(policy)) and "책임자" in _destroyed(policy) else "destruction"


def _destroyed(policy: Policy) -> str:
    words = _text(policy, "destruction")
    return re.sub(r"기록을\s*(?:재생|복구)|기록\s*[/,·]\s*저장|기록물", "", words)


def _no_breach_plan(policy: Policy, _on: date) -> str | None:
    words = _text(policy, "safeguards")
    return None if re.search(r"출력", words) and re.search(r"유출.{0,10}(?:대응|통지)", words) else "safeguards"


TESTS: Final[dict[str, Test]] = {
    "log-too-short": _log_too_short,
    "officer-no-leader": _officer_no_leader,
    "apart-without-statute": _apart_without_statute,
    "officer-no-phone": _officer_no_phone,
    "cookie-no-refusal": _cookie_no_refusal,
    "grounds-not-parted": _grounds_not_parted,
    "old-forms": _old_forms,
    "rights-unclear": _rights_unclear,
    "rights-not-on-web": _rights_not_on_web,
    "site-open": _site_open,
    "telecom-row": _telecom_row,
    "no-start": _no_start,
    "processors-unlisted": _processors_unlisted,
    "no-remedies": _no_remedies,
    "conditions-silent": _conditions_silent,
    "no-earlier-versions": _no_earlier_versions,
    "vague-words": _vague_words,
    "not-minimal": _not_minimal,
    "passwords-nowhere": _passwords_nowhere,
    "destruction-unrecorded": _destruction_unrecorded,
    "no-breach-plan": _no_breach_plan,
}
