"""Draws the form of a purpose from the policy: its items and no others, in its own words."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jikim.errors import Invalid
from jikim.inquiries.catalogue import offered
from jikim.policy.admit import OPTIONAL, choice_of, consents
from jikim.policy.model import Item, Purpose
from jikim.policy.notice import Notice
from jikim.policy.plain import plain
from jikim.web.messages import beside_field
from jikim.web.parts import AUTOCOMPLETE, Consent, Field

CONSENT: Final = "consent-"
"""How the name of a consent's radio pair begins; an item of the policy cannot be named so by accident of its label."""

KINDS: Final[Mapping[str, str]] = {"name": "line", "phone": "tel", "email": "email", "line": "line"}
LONGEST: Final[Mapping[str, int]] = {"name": 100, "phone": 30, "email": 254, "line": 200, "text": 10_000}
HINTS: Final[Mapping[str, Promise]] = {
    "phone": _("예: 010-1234-5678"),
    "email": _("접수증과 답변을 이 주소로 보내 드립니다. 예: name@example.com"),
    "text": _("주민등록번호, 카드 번호, 계좌 번호는 적지 마세요. 적으셔도 저장하기 전에 가립니다."),
}

ENGLISH: Final[Mapping[str, str]] = {
    "name": "Name",
    "phone": "Phone",
    "email": "E-mail",
    "rank": "Position",
    "company": "Company",
    "department": "Department",
    "product": "Product",
    "kind": "Kind",
    "subject": "Subject",
    "content": "Your inquiry",
}
"""A help for readers of English; what the policy says stands beside it, word for word."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """The form as it is shown: the required fields, what the purpose needs, and the optional block."""

    required: list[Field]
    needs: list[Field]
    optional: list[Field]
    consents: dict[str, Consent]

    @property
    def everything(self) -> list[Field | Consent]:
        """All that can be wrong, in the order of the page."""
        pairs = self.consents
        needed = [pair for slug, pair in pairs.items() if slug != OPTIONAL]
        last = [pair for slug, pair in pairs.items() if slug == OPTIONAL]
        return [*self.required, *self.needs, *needed, *last, *self.optional]


def draw(
    purpose: Purpose,
    notice: Notice,
    *,
    answers: Mapping[str, str] | None = None,
    picked: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> Form:
    """Draw the form, empty or as it came back: ``wrong`` maps an item or consent block to the rule it breaks."""
    told, chosen, rules = answers or {}, picked or {}, wrong or {}

    def fields(items: tuple[Item, ...], need: str) -> list[Field]:
        drawn = (_field(purpose, item, need, told.get(item.slug, ""), rules.get(item.slug)) for item in items)
        return [one for one in drawn if one is not None]

    return Form(
        required=fields(purpose.required, "required"),
        needs=fields(purpose.needs, "required"),
        optional=fields(purpose.optional, "optional"),
        consents={
            block.slug: _consent(block.slug, chosen.get(block.slug, ""), rules.get(block.slug))
            for block in notice.blocks
            if block.asks
        },
    )


def choices_of(purpose: Purpose, sent: QueryDict) -> dict[str, bool]:
    """Read the yes/no pairs that the form has; raises Invalid where one was answered both ways."""
    read = {slug: choice_of(sent.getlist(f"{CONSENT}{slug}"), field=slug) for slug in consents(purpose)}
    return {slug: answer for slug, answer in read.items() if answer is not None}


def picked_of(purpose: Purpose, sent: QueryDict) -> dict[str, str]:
    """Give the radio buttons as they were pressed, to show them again."""
    return {slug: sent.get(f"{CONSENT}{slug}", "") for slug in consents(purpose)}


def faults(purpose: Purpose, answers: Mapping[str, str], choices: Mapping[str, bool]) -> dict[str, str]:
    """Find every fault of a form at once, so that a person mends them in one go; the policy decides."""
    found: dict[str, str] = {}
    for slug, item in purpose.items.items():
        rule = _fault(purpose, item, answers.get(slug, ""))
        if rule:
            found[slug] = rule
    for item in (*purpose.required, *purpose.needs):
        if not answers.get(item.slug, "").strip() and (item.kind != "choice" or offered(purpose.slug, item.slug)):
            found[item.slug] = "required-missing"
    filled = [item for item in purpose.optional if answers.get(item.slug, "").strip()]
    if filled and choices.get(OPTIONAL) is not True:
        found[OPTIONAL] = "optional-without-consent"
    for slug in consents(purpose):
        if slug != OPTIONAL and choices.get(slug) is not True:
            found[slug] = "consent-missing"
    return found


def _fault(purpose: Purpose, item: Item, value: str) -> str:
    if item.kind == "choice" and value and value not in dict(offered(purpose.slug, item.slug)):
        return "choice-unknown"
    try:
        plain(item.kind, value, field=item.slug)
    except Invalid as error:
        return error.rule
    return ""


def named(item: Item) -> str:
    """Give the policy's own word for an item, with an English one before it where the page is English."""
    if translation.get_language() != "en" or item.slug not in ENGLISH:
        return item.label
    return f"{ENGLISH[item.slug]} ({item.label})"


def _field(purpose: Purpose, item: Item, need: str, value: str, rule: str | None) -> Field | None:
    options = offered(purpose.slug, item.slug) if item.kind == "choice" else []
    if item.kind == "choice" and not options:
        return None
    return Field(
        name=item.slug,
        label=named(item),
        kind=KINDS.get(item.kind, item.kind),
        value=value,
        hint=HINTS.get(item.kind, ""),
        error=beside_field(rule) if rule else "",
        need=need,
        autocomplete=AUTOCOMPLETE.get(item.slug, "off"),
        options=options,
        longest=LONGEST.get(item.kind),
        watch=item.kind == "text",
    )


def _consent(slug: str, value: str, rule: str | None) -> Consent:
    optional = slug == OPTIONAL
    return Consent(
        name=f"{CONSENT}{slug}",
        legend=_("선택 항목의 수집·이용에 동의하십니까?") if optional else _("필수 항목의 수집·이용에 동의하십니까?"),
        hint=_("동의하지 않으셔도 그대로 접수됩니다.") if optional else "",
        yes=_("동의합니다"),
        no=_("동의하지 않습니다"),
        value=value if value in {"yes", "no"} else "",
        error=beside_field(rule) if rule else "",
    )
