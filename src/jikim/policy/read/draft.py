"""What was read from a text, each value with its place; nothing here is decided yet, that is the compiler's work."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jikim.policy.finding import Finding
from jikim.policy.words import Bound, Channel, RightKind, SafeguardKind, Start, Topic


@dataclass(frozen=True, kw_only=True)
class Span:
    """A place in the prepared text: characters ``start`` up to, not including, ``end``."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class DraftArticle:
    """One article; ``span`` covers heading and body, ``text`` is the body verbatim."""

    number: int | None
    title: str
    text: str
    about: tuple[Topic, ...]
    span: Span


@dataclass(frozen=True, kw_only=True)
class DraftPurpose:
    """One use that the text names."""

    name: str
    detail: str
    span: Span


@dataclass(frozen=True, kw_only=True)
class DraftRetention:
    """One row of keeping; ``period`` is ISO 8601, or None where an event ends it or a placeholder stands.

    ``start`` is the event that the row itself counts from, None where it names none.
    """

    subject: str
    basis: str | None
    period: str | None
    period_text: str
    bound: Bound | None
    statute: bool
    start: Start | None = None
    span: Span


@dataclass(frozen=True, kw_only=True)
class DraftItems:
    """The items of one context; ``auto`` where machines generate them."""

    context: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    unspecified: tuple[str, ...] = ()
    auto: bool = False
    span: Span


@dataclass(frozen=True, kw_only=True)
class DraftThirdParty:
    """One named recipient."""

    recipient: str
    purpose: str
    items: tuple[str, ...]
    period_text: str | None
    span: Span


@dataclass(frozen=True, kw_only=True)
class DraftProcessor:
    """One processor; ``name`` is None where the text holds a placeholder."""

    name: str | None
    task: str
    span: Span


@dataclass(frozen=True, kw_only=True)
class DraftRight:
    """One right that the text grants."""

    kind: RightKind
    span: Span


@dataclass(frozen=True, kw_only=True)
class DraftDestruction:
    """Deadline in days and the two methods, as far as the text gives them."""

    days: int | None = None
    electronic: str | None = None
    paper: str | None = None
    apart: Span | None = None
    span: Span | None = None


@dataclass(frozen=True, kw_only=True)
class DraftSafeguard:
    """One measure; ``every`` and ``keeps`` are ISO 8601 periods where the text gives a cycle or a keeping."""

    kind: SafeguardKind
    title: str
    every: str | None
    keeps: str | None
    span: Span


@dataclass(frozen=True, kw_only=True)
class DraftOfficer:
    """One person or desk that answers; None is what the text does not say."""

    role: str
    department: str | None = None
    name: str | None = None
    title: str | None = None
    email: str | None = None
    phone: str | None = None
    address: str | None = None
    span: Span


@dataclass(frozen=True, kw_only=True)
class DraftRemedy:
    """One body that helps."""

    name: str
    phone: str | None
    url: str | None
    span: Span


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number of days and where it stands."""

    days: int
    span: Span


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything that was understood."""

    company: str | None = None
    site: str | None = None
    title: str = ""
    preamble: str = ""
    effective: date | None = None
    effective_span: Span | None = None
    articles: tuple[DraftArticle, ...] = ()
    purposes: tuple[DraftPurpose, ...] = ()
    retention: tuple[DraftRetention, ...] = ()
    items: tuple[DraftItems, ...] = ()
    third_parties: tuple[DraftThirdParty, ...] = ()
    processors: tuple[DraftProcessor, ...] = ()
    rights: tuple[DraftRight, ...] = ()
    channels: tuple[Channel, ...] = ()
    agents: Span | None = None
    frozen: Span | None = None
    destruction: DraftDestruction = field(default_factory=DraftDestruction)
    safeguards: tuple[DraftSafeguard, ...] = ()
    officers: tuple[DraftOfficer, ...] = ()
    cookies: Span | None = None
    refusal: Span | None = None
    remedies: tuple[DraftRemedy, ...] = ()
    notice: Figure | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something that the prose does not say and the desk must know.

    ``slug`` names the answer; ``default`` stands where nobody answers and is named as a default; ``options`` are the
    answers allowed, empty where free.
    """

    slug: str
    asks: str
    asks_en: str
    default: str
    options: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A text as it was understood: spans point into ``text``."""

    text: str
    draft: Draft
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]

    def said(self, span: Span | None) -> str:
        """Quote the words of a place; empty for no place."""
        return self.text[span.start : span.end].strip() if span else ""
