"""Compares two versions of a policy and tells what each change asks for: consent again, or a notice.

Wider purposes, more items, longer keeping and new recipients bind nobody who has not agreed (법 제15조제2항,
제17조제2항, 제18조); records collected before keep the old terms until their person agrees.  All else is told ahead.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from jikim.law.period import period
from jikim.policy.ends import ends
from jikim.policy.model import Policy, Purpose, ThirdParty
from jikim.policy.notice import keeping
from jikim.proof.values import Slug

Needs = Literal["consent", "notice"]

_FIRST: Final = date(2024, 1, 1)
_DAYS: Final = tuple(_FIRST + timedelta(days=day) for day in range(4 * 366))
"""Every day of four years, a leap year among them: two keepings are compared on each."""
_words: Final = re.compile(r"[^\s,.·ㆍ/]+").findall


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change.  ``kind`` is its slug, ``purpose`` the use that it touches ("" for the whole policy)."""

    kind: Slug
    needs: Needs
    purpose: str
    before: str
    after: str
    reason: str
    reason_en: str


_REASONS: Final[dict[str, tuple[Needs, str, str]]] = {
    "purpose-added": ("notice", "새 목적은 앞으로의 접수에만 쓰입니다.", "A new use serves later inquiries only."),
    "purpose-removed": ("notice", "더 이상 받지 않는 목적입니다.", "This use is no longer offered."),
    "purpose-wider": ("consent", "처리 목적이 넓어집니다.", "The purpose becomes wider."),
    "purpose-narrower": ("notice", "처리 목적이 좁아집니다.", "The purpose becomes narrower."),
    "ground-changed": ("consent", "처리 근거가 바뀝니다.", "The legal ground changes."),
    "items-added": ("consent", "처리하는 항목이 늘어납니다.", "More data is processed."),
    "items-removed": ("notice", "처리하는 항목이 줄어듭니다.", "Less data is processed."),
    "item-now-required": ("consent", "선택 항목이 필수가 됩니다.", "An optional item becomes required."),
    "item-now-optional": ("notice", "필수 항목이 선택이 됩니다.", "A required item becomes optional."),
    "keeping-longer": ("consent", "보유 기간이 길어집니다.", "Data is kept longer."),
    "keeping-shorter": ("notice", "보유 기간이 짧아집니다.", "Data is kept for less time."),
    "recipient-added": ("consent", "새로 제공받는 자가 생깁니다.", "There is a new recipient."),
    "recipient-wider": (
        "consent",
        "제공받는 자의 목적·항목·기간이 달라집니다.",
        "A recipient's purpose, data or period changes.",
    ),
    "recipient-removed": ("notice", "제공받는 자가 없어집니다.", "A recipient is dropped."),
    "processor-added": (
        "notice",
        "수탁자가 늘어납니다. 동의가 아니라 공개할 일입니다.",
        "A processor is added: published, not asked.",
    ),
    "processor-removed": ("notice", "수탁자가 줄어듭니다.", "A processor is dropped."),
    "statute-row-changed": ("notice", "법령에 따른 보존이 달라집니다.", "Keeping under a statute changes."),
    "rights-changed": ("notice", "권리 행사 방법이 달라집니다.", "Rights or the way to use them change."),
    "destruction-changed": ("notice", "파기 기한이나 방법이 달라집니다.", "Destruction changes."),
    "safeguards-changed": ("notice", "안전성 확보조치가 달라집니다.", "Safeguards change."),
    "officers-changed": ("notice", "보호책임자나 연락처가 달라집니다.", "Officers or their contacts change."),
    "cookies-changed": ("notice", "쿠키 사용이나 거부 방법이 달라집니다.", "Cookies or their refusal change."),
    "remedies-changed": ("notice", "구제기관이 달라집니다.", "Remedies change."),
    "notice-days-changed": ("notice", "변경을 알리는 기간이 달라집니다.", "The lead time of changes changes."),
    "words-changed": ("notice", "문장만 달라지고 뜻은 같습니다.", "Only wording changes."),
}


def compare(old: Policy, new: Policy) -> tuple[Change, ...]:
    """List the changes from ``old`` to ``new``, those that need consent first; empty where both are equal."""
    found = [*_purposes(old, new), *_recipients(old, new), *_processors(old, new), *_rest(old, new)]
    if not found and old != new:
        found = [_change("words-changed", "", old.digest[:12], new.digest[:12])]
    return tuple(sorted(found, key=lambda change: change.needs != "consent"))


def needs_consent(changes: Iterable[Change]) -> frozenset[str]:
    """Name the purposes whose records keep the old terms until their person agrees; "" stands for every purpose."""
    return frozenset(change.purpose for change in changes if change.needs == "consent")


def _change(kind: str, purpose: str, before: str, after: str) -> Change:
    needs, reason, reason_en = _REASONS[kind]
    return Change(
        kind=Slug(kind), needs=needs, purpose=purpose, before=before, after=after, reason=reason, reason_en=reason_en
    )


def _purposes(old: Policy, new: Policy) -> list[Change]:
    found = [
        _change("purpose-added", slug, "", use.name) for slug, use in new.by_slug.items() if slug not in old.by_slug
    ]
    for slug, before in old.by_slug.items():
        after = new.by_slug.get(slug)
        if after is None:
            found.append(_change("purpose-removed", slug, before.name, ""))
        else:
            found += [*_use(before, after), *_items(before, after), *_keeping(old, new, slug)]
    return found


def _use(old: Purpose, new: Purpose) -> list[Change]:
    before, after = f"{old.name}\n{old.detail}".strip(), f"{new.name}\n{new.detail}".strip()
    found = []
    if before != after:
        wider = not set(_words(after)) <= set(_words(before))
        found.append(_change("purpose-wider" if wider else "purpose-narrower", old.slug, before, after))
    if old.ground != new.ground:
        found.append(_change("ground-changed", old.slug, old.ground, new.ground))
    return found


def _items(old: Purpose, new: Purpose) -> list[Change]:
    ways = (
        ("items-added", "", "{}", set(new.items) - set(old.items)),
        ("items-removed", "{}", "", set(old.items) - set(new.items)),
        ("item-now-required", "{} (선택)", "{} (필수)", _slugs(old.optional) & (set(new.items) - _slugs(new.optional))),
        ("item-now-optional", "{} (필수)", "{} (선택)", (set(old.items) - _slugs(old.optional)) & _slugs(new.optional)),
    )
    return [
        _change(kind, old.slug, before.format(_labels(old, slugs)), after.format(_labels(new, slugs)))
        for kind, before, after, slugs in ways
        if slugs
    ]


def _slugs(items: Iterable[object]) -> set[str]:
    return {str(getattr(item, "slug", "")) for item in items}


def _labels(use: Purpose, slugs: set[str]) -> str:
    return ", ".join(item.label for slug, item in use.items.items() if slug in slugs)


def _keeping(old: Policy, new: Policy, slug: str) -> list[Change]:
    """Compare the two ends of a record on every day that it could be received."""
    before, after = old.kept[slug], new.kept[slug]
    terms = tuple((row.period, row.start, row.outer) for row in (before, after))
    if terms[0] == terms[1]:
        return []
    moves = {_sign(ends(new, slug, day), ends(old, slug, day)) for day in _DAYS}
    later = 1 in moves or (moves == {0} and not _tighter(before.period, after.period))
    kind = "keeping-longer" if later or before.start != after.start == "finished" else "keeping-shorter"
    return [_change(kind, slug, keeping(before), keeping(after))]


def _sign(new: date, old: date) -> int:
    return (new > old) - (new < old)


def _tighter(old: str | None, new: str | None) -> bool:
    """Tell whether a period that an event starts became no longer, where the outer limits are the same."""
    if old is None or new is None:
        return old is None
    lengths = [period(text) for text in (old, new)]
    months = [length.years * 12 + length.months for length in lengths]
    return (months[1], lengths[1].days) <= (months[0], lengths[0].days)


def _recipients(old: Policy, new: Policy) -> list[Change]:
    before = {to.recipient: to for to in old.third_parties}
    after = {to.recipient: to for to in new.third_parties}
    found = [_change("recipient-added", "", "", _recipient(after[name])) for name in after.keys() - before.keys()]
    found += [_change("recipient-removed", "", _recipient(before[name]), "") for name in before.keys() - after.keys()]
    for name in before.keys() & after.keys():
        if _recipient(before[name]) != _recipient(after[name]):
            found.append(_change("recipient-wider", "", _recipient(before[name]), _recipient(after[name])))
    return sorted(found, key=lambda change: (change.kind, change.before, change.after))


def _recipient(to: ThirdParty) -> str:
    return " · ".join(part for part in (to.recipient, to.purpose, ", ".join(to.items), to.period) if part)


def _processors(old: Policy, new: Policy) -> list[Change]:
    before, after = ({(one.name, one.task) for one in policy.processors} for policy in (old, new))
    added = [_change("processor-added", "", "", " · ".join(pair)) for pair in sorted(after - before)]
    return added + [_change("processor-removed", "", " · ".join(pair), "") for pair in sorted(before - after)]


def _rest(old: Policy, new: Policy) -> list[Change]:
    """Compare what binds the company and asks nothing of the person."""
    found = []
    for kind, part in _PARTS.items():
        before, after = part(old), part(new)
        if before != after:
            found.append(_change(kind, "", _told(before), _told(after)))
    return found


_PARTS: Final[dict[str, Callable[[Policy], object]]] = {
    "statute-row-changed": lambda p: tuple((r.subject, r.text, r.ground) for r in p.retention if not r.purposes),
    "rights-changed": lambda p: (p.rights.kinds, p.rights.channels, p.rights.days, p.rights.frozen),
    "destruction-changed": lambda p: (p.destruction.days, p.destruction.electronic, p.destruction.paper),
    "safeguards-changed": lambda p: tuple((s.kind, s.every, s.keeps) for s in p.safeguards),
    "officers-changed": lambda p: tuple((o.role, o.name, o.email, o.phone) for o in p.officers),
    "cookies-changed": lambda p: (p.cookies.used, p.cookies.refusal),
    "remedies-changed": lambda p: p.remedies,
    "notice-days-changed": lambda p: p.changes.notice_days,
}


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(told for part in value if (told := _told(part)))
    if isinstance(value, bool):
        return "예" if value else "아니요"
    name = getattr(value, "name", None)
    return "" if value is None else str(name or value)
