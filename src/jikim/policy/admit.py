"""Decides what one submission may bring in: the policy's items and nothing else (P2), with the choices it needs (P3).

A field name comes from outside; it is repeated in a refusal only where the policy itself knows it, else it is "?".
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jikim.errors import Invalid
from jikim.policy.brake import KINDS, brake
from jikim.policy.model import Policy, Purpose
from jikim.policy.plain import plain
from jikim.proof.values import Slug

REQUIRED: Final = Slug("required")
OPTIONAL: Final = Slug("optional")
_BRAKED: Final = frozenset(("name", "line", "text"))


@dataclass(frozen=True, kw_only=True)
class Admitted:
    """What may be kept: cleaned ``fields`` (no empty ones), kinds of numbers ``masked``, consent blocks.

    A block that was left unanswered is neither agreed nor declined.
    """

    fields: dict[str, str]
    masked: tuple[str, ...]
    agreed: tuple[Slug, ...]
    declined: tuple[Slug, ...]


def consents(purpose: Purpose) -> tuple[Slug, ...]:
    """Name the consent blocks of a form: "required" where consent is the ground, "optional" where it has such items."""
    needed = (REQUIRED,) if purpose.ground == "consent" else ()
    return (*needed, OPTIONAL) if purpose.optional else needed


def choice_of(given: Sequence[str], *, field: str = OPTIONAL) -> bool | None:
    """Read a yes/no pair as a form sends it; None where neither is ticked.

    Raises Invalid("consent-both-ways") for yes and no at once, Invalid("consent-unclear") for anything else.
    """
    answers = set(given)
    if answers >= {"yes", "no"}:
        rule = "consent-both-ways"
        raise Invalid(rule, field=field)
    if answers - {"yes", "no"}:
        rule = "consent-unclear"
        raise Invalid(rule, field=field)
    return ("yes" in answers) if answers else None


def admit(policy: Policy, purpose: str, answers: Mapping[str, str], choices: Mapping[str, bool]) -> Admitted:
    """Check one submission against the policy and bring it into one form.

    Raises Refused("purpose-not-in-policy"); Invalid with "field-not-in-policy", "choice-not-in-policy",
    "required-missing", "optional-without-consent", "consent-missing", or a rule of ``plain``.  What is optional may
    always be left out.  A ``choice`` item may be left out too: only the desk knows whether its catalogue offers any.
    """
    use = policy.purpose(purpose)
    _refuse_strangers(policy, use, answers, choices)
    fields: dict[str, str] = {}
    found: set[str] = set()
    for slug, item in use.items.items():
        cleaned = plain(item.kind, answers.get(slug, ""), field=slug)
        if cleaned and item.kind in _BRAKED:
            braked = brake(cleaned)
            cleaned = braked.text
            found.update(braked.kinds)
        if cleaned:
            fields[slug] = cleaned
    _refuse_gaps(use, fields, choices)
    blocks = consents(use)
    return Admitted(
        fields=fields,
        masked=tuple(kind for kind in KINDS if kind in found),
        agreed=tuple(block for block in blocks if choices.get(block) is True),
        declined=tuple(block for block in blocks if choices.get(block) is False),
    )


def _refuse_strangers(policy: Policy, use: Purpose, answers: Mapping[str, str], choices: Mapping[str, bool]) -> None:
    for name in answers:
        if name not in use.items:
            rule = "field-not-in-policy"
            raise Invalid(rule, field=name if name in policy.slugs else "?", sentence=use.items_said)
    blocks = consents(use)
    for name in choices:
        if name not in blocks:
            rule = "choice-not-in-policy"
            raise Invalid(rule, field=name if name in {REQUIRED, OPTIONAL} else "?")


def _refuse_gaps(use: Purpose, fields: Mapping[str, str], choices: Mapping[str, bool]) -> None:
    if use.ground == "consent" and choices.get(REQUIRED) is not True:
        rule = "consent-missing"
        raise Invalid(rule, field=REQUIRED)
    for item in (*use.required, *use.needs):
        if item.slug not in fields and item.kind != "choice":
            rule = "required-missing"
            raise Invalid(rule, field=item.slug, sentence=use.items_said)
    if choices.get(OPTIONAL) is not True:
        for item in use.optional:
            if item.slug in fields:
                rule = "optional-without-consent"
                raise Invalid(rule, field=item.slug)
