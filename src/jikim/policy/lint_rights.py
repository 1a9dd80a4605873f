"""Tests of what a policy says to the person: rights, officers, remedies, cookies, changes."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from datetime import date
from typing import Final

from jikim.policy.lint_text import Test, chief, text, told
from jikim.policy.model import Policy

_leader: Final = re.compile(r"대표|사장|이사|전무|상무|임원|원장|소장|CEO|CPO").search
_desk: Final = re.compile(r"열람\S*\s*청구[^\n]{0,30}(?:부서|접수|담당)").search
_old_bodies: Final = re.compile(
    r"정보보호마크인증위원회|(?<!\d)1336(?!\d)|사이버테러대응센터|02-392-0330|사이버범죄수사단"
).search
_tracks: Final = re.compile(
    r"광고\s*식별자|ADID|IDFA|Analytics|애널리틱스|픽셀|맞춤형\s*광고|타겟\s*마케팅", re.IGNORECASE
).search
_automated: Final = re.compile(r"자동화된\s*(?:의사)?\s*결정[^.\n]{0,40}(?:하고|합니다|이루어)").search
_version: Final = re.compile(r"이전[^\n]*방침[^\n]*\n[^\n]*\d{4}").search


def _officer_no_leader(policy: Policy, _on: date) -> str | None:
    one = chief(policy)
    return "officers" if one and one.title and not _leader(one.title) else None


def _officer_no_phone(policy: Policy, _on: date) -> str | None:
    one = chief(policy)
    return "officers" if one and not one.phone else None


def _officer_missing(policy: Policy, _on: date) -> str | None:
    return None if policy.officers else "officers"


def _cookie_no_refusal(policy: Policy, _on: date) -> str | None:
    return "cookies.refusal" if policy.cookies.used and not policy.cookies.refusal else None


def _old_forms(policy: Policy, _on: date) -> str | None:
    return "rights" if "시행규칙" in text(policy, "rights") else None


def _rights_unclear(policy: Policy, _on: date) -> str | None:
    words = text(policy, "rights")
    return None if re.search(r"10\s*일", words) and "이의" in words and "철회" in words else "rights"


def _rights_missing(policy: Policy, _on: date) -> str | None:
    return None if {"access", "correction", "deletion", "suspension"} <= set(policy.rights.kinds) else "rights.kinds"


def _rights_not_on_web(policy: Policy, _on: date) -> str | None:
    collected = re.search(r"홈페이지|웹사이트|인터넷", text(policy, "purposes", "items"))
    return "rights.channels" if collected and "web" not in policy.rights.channels else None


def _agents_unsaid(policy: Policy, _on: date) -> str | None:
    return None if policy.rights.agents else "rights.agents"


def _desk_unsaid(policy: Policy, _on: date) -> str | None:
    return None if _desk(text(policy)) else "rights"


def _no_remedies(policy: Policy, _on: date) -> str | None:
    return None if policy.remedies else "remedies"


def _old_remedies(policy: Policy, _on: date) -> str | None:
    return "remedies" if _old_bodies(text(policy)) else None


def _no_earlier_versions(policy: Policy, _on: date) -> str | None:
    words = text(policy, "changes")
    return "changes" if "이전" in words and not _version(words) else None


def _notice_unsaid(policy: Policy, _on: date) -> str | None:
    return "changes.notice_days" if policy.changes.notice_days is None else None


def _behaviour_unsaid(policy: Policy, _on: date) -> str | None:
    return "cookies" if _tracks(text(policy)) and "behaviour" not in told(policy) else None


def _automated_unsaid(policy: Policy, _on: date) -> str | None:
    words = text(policy)
    answered = re.search(r"거부|설명", text(policy, "automated"))
    return "rights" if _automated(words) and not answered else None


TESTS: Final[dict[str, Test]] = {
    "officer-no-leader": _officer_no_leader,
    "officer-no-phone": _officer_no_phone,
    "officer-missing": _officer_missing,
    "cookie-no-refusal": _cookie_no_refusal,
    "old-forms": _old_forms,
    "rights-unclear": _rights_unclear,
    "rights-missing": _rights_missing,
    "rights-not-on-web": _rights_not_on_web,
    "agents-unsaid": _agents_unsaid,
    "desk-unsaid": _desk_unsaid,
    "no-remedies": _no_remedies,
    "old-remedies": _old_remedies,
    "no-earlier-versions": _no_earlier_versions,
    "notice-unsaid": _notice_unsaid,
    "behaviour-unsaid": _behaviour_unsaid,
    "automated-unsaid": _automated_unsaid,
}
