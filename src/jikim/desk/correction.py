"""Asks what is to be put right: the items of the policy under which the record came, and no others (P2, P10)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jikim.desk.form import KINDS, LONGEST, named
from jikim.errors import Invalid
from jikim.policy.model import Item, Policy, Purpose
from jikim.proof.values import Token
from jikim.rights.proposal import Proposal, propose
from jikim.web.messages import beside_field
from jikim.web.parts import AUTOCOMPLETE, Field

NEW: Final = "new-"
"""How the name of a new value begins."""
OUT: Final = "out"
"""The name of the boxes that ask for a value to be taken out."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What came back with the form: new values by item, and the items to be taken out."""

    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    out: frozenset[str] = frozenset()

    @property
    def asked(self) -> dict[str, str]:
        """The new values as the proposal takes them: what is left blank stays as it is, empty means taken out."""
        return {**{slug: value for slug, value in self.values.items() if value.strip()}, **dict.fromkeys(self.out, "")}


@dataclass(frozen=True, kw_only=True)
class Form:
    """The form as it is shown: a field for each item, and a box for each that may be taken out."""

    fields: list[Field]
    out: list[tuple[str, str, bool]]


def wanted_of(sent: QueryDict) -> Wanted:
    """Read the form."""
    values = {name.removeprefix(NEW): str(sent[name]) for name in sent if name.startswith(NEW)}
    return Wanted(values=values, out=frozenset(sent.getlist(OUT)))


def proposal_of(request: Token, wanted: Wanted, *, policy: Policy) -> Proposal:
    """Check what is wanted; raises Invalid, and Invalid("correction-both-ways") for a new value that is taken out."""
    both = [slug for slug in wanted.out if wanted.values.get(slug, "").strip()]
    if both:
        rule = "correction-both-ways"
        raise Invalid(rule, field=both[0])
    return propose(request, wanted.asked, policy=policy)


def faults(request: Token, wanted: Wanted, *, policy: Policy) -> dict[str, str]:
    """Find every fault of a form at once: item -> rule; a fault of the form as a whole stands under ""."""
    found: dict[str, str] = {}
    for slug in wanted.asked:
        one = Wanted(values={slug: wanted.values.get(slug, "")}, out=wanted.out & {slug})
        try:
            proposal_of(request, one, policy=policy)
        except Invalid as error:
            found[error.field] = error.rule
    if not wanted.asked:
        found[""] = "correction-empty"
    return found


def draw(use: Purpose, wanted: Wanted, wrong: Mapping[str, str]) -> Form:
    """Draw the form, empty or as it came back."""
    items = [item for item in use.items.values() if item.kind != "choice"]
    optional = {item.slug for item in use.optional}
    return Form(
        fields=[_field(item, wanted.values.get(item.slug, ""), wrong.get(item.slug)) for item in items],
        out=[(item.slug, named(item), item.slug in wanted.out) for item in items if item.slug in optional],
    )


def _field(item: Item, value: str, rule: str | None) -> Field:
    return Field(
        name=f"{NEW}{item.slug}",
        label=named(item),
        kind=KINDS.get(item.kind, item.kind),
        value=value,
        hint=_("바꾸지 않으시려면 비워 두세요.") if item.kind == "text" else "",
        error=beside_field(rule) if rule else "",
        need="none",
        autocomplete=AUTOCOMPLETE.get(item.slug, "off"),
        longest=LONGEST.get(item.kind),
        watch=item.kind == "text",
    )
