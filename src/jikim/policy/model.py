"""A privacy policy as one frozen value: what the form asks, what the notice says, when a record ends, who sees it.

It refuses what contradicts itself: a purpose without an end, two purposes of one name, an item asked twice.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from jikim.errors import Refused
from jikim.policy.words import (
    Bound,
    Channel,
    Ground,
    Kind,
    Label,
    Lasting,
    Prose,
    RightKind,
    SafeguardKind,
    SlugText,
    Start,
    Topic,
    Words,
)
from jikim.proof.values import Digest, digest_of

Days = Annotated[int, Field(ge=0, le=3650)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Give a copy with other values, checked like a new one; pydantic's own would keep digests and skip checks."""
        del deep  # every part is frozen: nothing below could change
        return type(self).model_validate(
            {name: getattr(self, name) for name in type(self).model_fields} | dict(update or {})
        )


class _Stated(_Part):
    said: Prose = ""
    """The published sentence that the values beside it come from; empty where they are a default or an answer."""


class Item(_Part):
    """One thing a form asks: ``label`` is the policy's own word, ``slug`` names the field everywhere else."""

    slug: SlugText
    label: Label
    kind: Kind


class Purpose(_Stated):
    """One use (제1조) with the items it asks (제6조) and what the purpose itself ``needs`` to be served at all.

    ``ground`` is the ground of the required items; optional ones always stand on consent.  ``items_said`` quotes the
    sentence that lists the items.
    """

    slug: SlugText
    name: Label
    detail: Prose = ""
    ground: Ground = "contract"
    items_said: Prose = ""
    required: tuple[Item, ...] = ()
    optional: tuple[Item, ...] = ()
    needs: tuple[Item, ...] = ()

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every field of the form, in the order it is asked."""
        return {item.slug: item for item in (*self.required, *self.optional, *self.needs)}


class Retention(_Stated):
    """How long one kind of data is kept (제2조).

    ``purposes`` are slugs; empty for a row that a statute makes (``ground``).  ``period`` is None where an event alone
    ends the keeping.  ``start`` names the event that starts the count.  ``outer`` is the hard limit, counted from
    receipt, of a period that receipt does not start or that no number bounds: every record has an end at birth (P4).
    """

    subject: Label
    ground: Words = ""
    period: Lasting | None = None
    text: Label
    bound: Bound | None = None
    purposes: tuple[SlugText, ...] = ()
    start: Start = "receipt"
    outer: Lasting | None = None

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if self.purposes and self.outer is None and (self.period is None or self.start != "receipt"):
            message = "a keeping that receipt does not start needs an outer limit"
            raise ValueError(message)
        return self


class AutoCollected(_Stated):
    """What machines collect by themselves, and in which situation."""

    context: Words = ""
    items: tuple[Label, ...]


class Destruction(_Stated):
    """How and when data dies (제7조); ``apart`` is true where a finished record moves to a separate database first."""

    days: Days | None = None
    electronic: Words = ""
    paper: Words = ""
    apart: bool = False
    apart_said: Prose = ""


class ThirdParty(_Stated):
    """A named recipient (제3조)."""

    recipient: Label
    purpose: Words = ""
    items: tuple[Label, ...] = ()
    period: Words = ""


class Processor(_Stated):
    """A named processor (제4조)."""

    name: Label
    task: Words = ""


class Rights(_Stated):
    """What a person may ask, and how (제5조).

    ``frozen`` is true where disputed data is not used until the request is done.  ``days`` is the answer time the text
    promises; None leaves the law's.
    """

    kinds: tuple[RightKind, ...] = ()
    channels: tuple[Channel, ...] = ()
    agents: bool = False
    frozen: bool = False
    frozen_said: Prose = ""
    days: Days | None = None


class Safeguard(_Stated):
    """One measure (제8조); ``every`` is its cycle and ``keeps`` its shortest keeping, where the text gives one."""

    kind: SafeguardKind
    title: Words = ""
    every: Lasting | None = None
    keeps: Lasting | None = None


class Officer(_Stated):
    """Who answers for it (제9조)."""

    role: Label
    department: Words = ""
    name: Words = ""
    title: Words = ""
    email: Words = ""
    phone: Words = ""
    address: Words = ""


class Cookies(_Stated):
    """Whether cookies are used, and how the text says to refuse them (empty where it does not)."""

    used: bool = False
    refusal: Prose = ""


class Remedy(_Part):
    """A body that helps a person whose privacy was hurt."""

    name: Label
    phone: Words = ""
    url: Words = ""


class Changes(_Stated):
    """Days of notice before a change takes effect (제10조); None where the text promises none."""

    notice_days: Days | None = None


class Article(_Part):
    """One article, verbatim; ``number`` is None where headings bear none."""

    number: int | None = None
    title: Label
    text: Prose = ""
    about: tuple[Topic, ...] = ()


class Policy(_Part):
    """One version of one company's policy.  Two are equal when every value and every word is."""

    company: Label
    title: Label = "개인정보 처리방침"
    site: Words = ""
    effective_date: date | None = None
    preamble: Prose = ""
    purposes: tuple[Purpose, ...] = Field(min_length=1, max_length=50)
    retention: tuple[Retention, ...] = ()
    auto: tuple[AutoCollected, ...] = ()
    destruction: Destruction = Destruction()
    third_parties: tuple[ThirdParty, ...] = ()
    processors: tuple[Processor, ...] = ()
    rights: Rights = Rights()
    safeguards: tuple[Safeguard, ...] = ()
    officers: tuple[Officer, ...] = ()
    cookies: Cookies = Cookies()
    remedies: tuple[Remedy, ...] = ()
    changes: Changes = Changes()
    articles: tuple[Article, ...] = ()

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        _unique("two purposes of one slug", (purpose.slug for purpose in self.purposes))
        kinds: dict[str, str] = {}
        for purpose in self.purposes:
            every = (*purpose.required, *purpose.optional, *purpose.needs)
            _unique(f"an item asked twice for {purpose.slug}", (item.slug for item in every))
            if any(kinds.setdefault(item.slug, item.kind) != item.kind for item in every):
                message = "one item of two kinds"
                raise ValueError(message)
        known = {purpose.slug for purpose in self.purposes}
        kept = [slug for row in self.retention for slug in row.purposes]
        _unique("two keeping periods for one purpose", kept)
        if known != set(kept):
            message = "every purpose needs a keeping period, and every keeping period a purpose of this policy"
            raise ValueError(message)
        return self

    @cached_property
    def canonical(self) -> bytes:
        """The bytes that stand for this policy: JSON, keys sorted, no white space, what is empty left out."""
        plain = self.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @cached_property
    def digest(self) -> Digest:
        """SHA-256 of the canonical bytes: names this version in evidence and in the log."""
        return digest_of(self.canonical)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Policy) and self.digest == other.digest)

    @cached_property
    def by_slug(self) -> dict[str, Purpose]:
        """The purposes by slug."""
        return {purpose.slug: purpose for purpose in self.purposes}

    @cached_property
    def kept(self) -> dict[str, Retention]:
        """The keeping period of each purpose, by its slug."""
        return {slug: row for row in self.retention for slug in row.purposes}

    @cached_property
    def slugs(self) -> frozenset[str]:
        """Every item slug that this policy knows: no other field name may be repeated to anybody."""
        return frozenset(slug for purpose in self.purposes for slug in purpose.items)

    def purpose(self, slug: str) -> Purpose:
        """Find a purpose; raises Refused("purpose-not-in-policy") where the text names no such use (P1)."""
        found = self.by_slug.get(slug)
        if found is None:
            rule = "purpose-not-in-policy"
            raise Refused(rule)
        return found


def _unique(what: str, slugs: Iterable[str]) -> None:
    seen = list(slugs)
    if len(seen) != len(set(seen)):
        raise ValueError(what)


def schema() -> dict[str, Any]:
    """Give the JSON Schema of ``policy.toml``."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Policy.model_json_schema()}
