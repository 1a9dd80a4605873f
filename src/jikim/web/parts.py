"""The values that the components draw: a door fills them in, the templates only show them."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.forms import BoundField
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Field:
    """One form field: ``kind`` is line, email, tel, text, choice, password, date, number, code or file.

    ``options`` are (value, words) for a choice; ``error`` is what is wrong with ``value``; ``need`` is required,
    optional or none (nothing is said).
    """

    name: str
    label: Words
    kind: str = "line"
    value: str = ""
    hint: Words = ""
    error: Words = ""
    need: str = "required"
    autocomplete: str = ""
    options: Sequence[tuple[str, Words]] = ()
    longest: int | None = None
    inputmode: str = ""
    watch: bool = False

    @property
    def id(self) -> str:
        """The id of the control; labels and messages hang on it."""
        return f"field-{self.name}"

    @property
    def type(self) -> str:
        """The ``type`` attribute of a one-line control."""
        return {"line": "text", "code": "text"}.get(self.kind, self.kind)

    @property
    def described(self) -> str:
        """The ids of hint and error, for aria-describedby."""
        said = [("hint", self.hint), ("error", self.error)]
        return " ".join(f"{self.id}-{part}" for part, words in said if words)


@dataclass(frozen=True, kw_only=True)
class Consent:
    """A yes/no question with two equal answers; ``value`` is yes, no or "" (nothing is chosen beforehand)."""

    name: str
    legend: Words
    yes: Words
    no: Words
    value: str = ""
    error: Words = ""
    hint: Words = ""

    @property
    def id(self) -> str:
        """The id of the question; an error summary links to it."""
        return f"field-{self.name}"

    @property
    def described(self) -> str:
        """The ids of hint and error, for aria-describedby."""
        said = [("hint", self.hint), ("error", self.error)]
        return " ".join(f"{self.id}-{part}" for part, words in said if words)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One point of a timeline; ``state`` is done, now or coming; ``at`` a moment that was, ``day`` a day promised."""

    what: Words
    state: str = "coming"
    at: datetime | None = None
    day: date | None = None
    note: Words = ""
    href: str = ""
    link: Words = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: the first cell of a row is its heading; ``numbers`` are the columns that hold figures."""

    caption: Words
    head: Sequence[Words]
    rows: Sequence[Sequence[object]]
    numbers: frozenset[int] = field(default_factory=frozenset)
    show_caption: bool = True

    @property
    def heads(self) -> list[tuple[Words, bool]]:
        """Column headings as (words, holds figures)."""
        return [(words, place in self.numbers) for place, words in enumerate(self.head)]

    @property
    def lines(self) -> list[list[tuple[Words, object, bool]]]:
        """Rows as (column heading, cell, is a figure)."""
        return [
            [(self.head[place], cell, place in self.numbers) for place, cell in enumerate(row)] for row in self.rows
        ]


@dataclass(frozen=True, kw_only=True)
class Stat:
    """One figure on a tile; ``tone`` is "", good, care or danger."""

    label: Words
    value: object
    more: Words = ""
    href: str = ""
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A link of the navigation; ``group`` opens a new group before it, ``count`` is what waits there."""

    label: Words
    href: str
    group: Words = ""
    count: int = 0


AUTOCOMPLETE: Mapping[str, str] = {
    "name": "name",
    "phone": "tel",
    "email": "email",
    "company": "organization",
    "rank": "organization-title",
    "department": "off",
}
"""WCAG 1.3.5 tokens by item slug."""


def bound(one: BoundField) -> Field:
    """Draw a field of a Django form with the same component."""
    widget = one.field.widget
    kinds = {"textarea": "text", "select": "choice", "text": "line", "email": "email", "password": "password"}
    kind = kinds.get(widget.input_type if hasattr(widget, "input_type") else "textarea", "line")
    value = one.value()
    return Field(
        name=one.html_name,
        label=one.label or one.name,
        kind=kind,
        value="" if value is None or kind == "password" else str(value),
        hint=one.help_text or "",
        error=" ".join(str(words) for words in one.errors),
        need="required" if one.field.required else "optional",
        autocomplete=str(widget.attrs.get("autocomplete", "")),
        options=[(str(key), str(words)) for key, words in getattr(one.field, "choices", ())],
    )
