"""Checks a policy against itself: what could not be kept, or would leave a person without an answer.

It knows no law; ``lint`` does.  Each check is one function with one rule, found in ``CHECKS``.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from jikim.policy.finding import Finding
from jikim.policy.korean import particle
from jikim.policy.model import Policy

_CONTACTS: Final = frozenset(("email", "phone"))

Check = Callable[[Policy], Iterator[Finding]]


def check(policy: Policy) -> tuple[Finding, ...]:
    """Give every finding, in the order of ``CHECKS``."""
    return tuple(finding for look in CHECKS for finding in look(policy))


def _nothing_asked(policy: Policy) -> Iterator[Finding]:
    for use in policy.purposes:
        if not use.required and not use.optional:
            yield Finding(
                rule="purpose-without-items",
                severity="warning",
                message=f"«{use.name}»에 받는 항목이 방침에 없습니다.",
                message_en=f"The policy lists no item for «{use.name}».",
                mend="처리하는 항목 조문에 이 목적의 필수항목과 선택항목을 적으십시오.",
                mend_en="Add the purpose's required and optional items to the article about items.",
                where=f"purposes.{use.slug}",
            )


def _nobody_reachable(policy: Policy) -> Iterator[Finding]:
    for use in policy.purposes:
        if (use.required or use.optional) and not _CONTACTS & {item.slug for item in use.required}:
            yield Finding(
                rule="purpose-without-contact",
                severity="error",
                message=f"«{use.name}»에 답할 연락처가 필수항목에 없습니다.",
                message_en=f"«{use.name}» requires no contact: it cannot be answered, nor can a request be proved.",
                mend="이메일이나 연락처를 필수항목으로 두십시오.",
                mend_en="Make an e-mail address or a phone number a required item.",
                where=f"purposes.{use.slug}.required",
            )


def _end_is_open(policy: Policy) -> Iterator[Finding]:
    for row in policy.retention:
        if row.purposes and row.bound == "min":
            yield Finding(
                rule="keeping-without-end",
                severity="error",
                message=f"«{row.subject}»의 보유기간 «{row.text}»에는 끝이 없습니다.",
                message_en=f"The keeping of «{row.subject}» ({row.text}) has a beginning and no end.",
                mend="«이상»을 빼고 정확한 기간을 적으십시오.",
                mend_en="Name the exact period instead of a minimum.",
                where="retention",
            )


def _event_ends(policy: Policy) -> Iterator[Finding]:
    for row in policy.retention:
        if row.purposes and row.period is None:
            yield Finding(
                rule="keeping-until-event",
                severity="note",
                message=f"«{row.subject}»의 보유기간 «{row.text}»은 사건으로 끝나므로 상한 {row.outer}을 둡니다.",
                message_en=f"The keeping of «{row.subject}» ends with an event; the outer limit {row.outer} is used.",
                where="retention",
            )


def _no_destruction_days(policy: Policy) -> Iterator[Finding]:
    if policy.destruction.days is None:
        yield Finding(
            rule="destruction-without-deadline",
            severity="note",
            message="파기기한이 방침에 없어 5일 이내로 파기합니다.",
            message_en="The policy names no deadline for destruction; five days are kept.",
            mend="파기 조문에 «종료일로부터 5일 이내»를 적으십시오.",
            mend_en="Say in the article about destruction: within five days of the end.",
            article="표준 개인정보 보호지침 제10조제1항",
            where="destruction.days",
        )


def _no_officer(policy: Policy) -> Iterator[Finding]:
    if not policy.officers:
        yield Finding(
            rule="officer-missing",
            severity="error",
            message="개인정보 보호책임자가 방침에 없습니다.",
            message_en="The policy names no privacy officer.",
            mend="보호책임자의 성명 또는 부서와 연락처를 적으십시오.",
            mend_en="Name the officer, or the department, with a way to reach them.",
            article="개인정보 보호법 제30조제1항제6호",
            where="officers",
        )


def _no_channel(policy: Policy) -> Iterator[Finding]:
    if policy.rights.kinds and not policy.rights.channels:
        yield Finding(
            rule="rights-without-channel",
            severity="warning",
            message="권리를 어떤 방법으로 행사하는지 방침에 없습니다.",
            message_en="The policy does not say how a right is used.",
            mend="홈페이지, 전자우편 등 접수 방법을 적으십시오.",
            mend_en="Name the channels, the web among them.",
            where="rights.channels",
        )


def _same_words(policy: Policy) -> Iterator[Finding]:
    for use in policy.purposes:
        both = {item.label for item in use.required} & {item.label for item in use.optional}
        for label in sorted(both):
            yield Finding(
                rule="item-required-and-optional",
                severity="error",
                message=f"«{use.name}»에서 {particle(label, '이', '가')} 필수이면서 선택입니다.",
                message_en=f"«{label}» is both required and optional for «{use.name}».",
                where=f"purposes.{use.slug}",
            )


def _no_notice(policy: Policy) -> Iterator[Finding]:
    if policy.changes.notice_days is None:
        yield Finding(
            rule="change-without-notice",
            severity="note",
            message="방침을 바꿀 때 며칠 전에 알리는지 방침에 없습니다.",
            message_en="The policy does not say how many days ahead a change is told.",
            mend="변경 조문에 «시행 7일 전부터»를 적으십시오.",
            mend_en="Say in the article about changes: from seven days ahead.",
            where="changes.notice_days",
        )


CHECKS: Final[tuple[Check, ...]] = (
    _nothing_asked,
    _nobody_reachable,
    _same_words,
    _end_is_open,
    _event_ends,
    _no_destruction_days,
    _no_channel,
    _no_officer,
    _no_notice,
)
