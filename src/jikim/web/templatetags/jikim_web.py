"""Components of the common look: ``{% load jikim_web %}``; each shows a value of ``web.parts`` and decides nothing."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import segno
from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from jikim.policy.render import Grid
from jikim.web import days
from jikim.web.chart import FOOT, HEIGHT, WIDTH, Chart
from jikim.web.parts import Consent, Field, Stat, Step, Table, Words, bound

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """Show a day: 2026-11-23 (월)."""
    return "" if value is None else days.day_text(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Show a moment in Korean time: 2026-11-23 (월) 14:05."""
    return "" if value is None else days.moment_text(value)


@register.simple_tag
def dday(due: date, today: date) -> SafeString:
    """Show how far off a deadline is, for eye and ear."""
    return format_html(
        '<span class="dday dday-{}"><span aria-hidden="true">{}</span><span class="visually-hidden">{}</span></span>',
        days.dday_tone(due, today),
        days.dday_text(due, today),
        days.dday_words(due, today),
    )


@register.simple_tag
def time(value: date | datetime | None) -> SafeString:
    """Show a day or a moment inside a time element."""
    if value is None:
        return SafeString()
    text = days.moment_text(value) if isinstance(value, datetime) else days.day_text(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)


@register.inclusion_tag("web/parts/field.html")
def field(one: Field | BoundField) -> dict[str, Any]:
    """Show a form field, ours or one of a Django form."""
    return {"field": bound(one) if isinstance(one, BoundField) else one}


@register.inclusion_tag("web/parts/consent.html")
def consent(one: Consent) -> dict[str, Any]:
    """Show a yes/no question: two equal answers, none chosen beforehand."""
    return {"consent": one}


@register.inclusion_tag("web/parts/wrongs.html")
def wrongs(fields: Iterable[Field | Consent]) -> dict[str, Any]:
    """Show what is wrong on the page, each with a link to its field; nothing where nothing is."""
    return {"fields": [one for one in fields if one.error]}


@register.inclusion_tag("web/parts/trap.html")
def trap() -> dict[str, Any]:
    """Show the field that only machines fill in."""
    return {}


@register.inclusion_tag("web/parts/timeline.html")
def timeline(steps: Sequence[Step]) -> dict[str, Any]:
    """Show what was, what is and what is promised."""
    return {"steps": steps}


@register.inclusion_tag("web/parts/table.html")
def table(one: Table) -> dict[str, Any]:
    """Show a table that becomes cards on a phone."""
    return {"table": one}


@register.inclusion_tag("web/parts/table.html")
def grid(one: Grid, caption: Words) -> dict[str, Any]:
    """Show a table of the policy's own page, captioned for those who hear it."""
    return {"table": Table(caption=caption, head=one.head, rows=one.rows, show_caption=False)}


@register.inclusion_tag("web/parts/summary.html")
def summary(rows: Sequence[tuple[Words, object]]) -> dict[str, Any]:
    """Show (term, value) pairs."""
    return {"rows": rows}


@register.inclusion_tag("web/parts/empty.html")
def empty(what: Words, more: Words = "") -> dict[str, Any]:
    """Say that there is nothing here, and why."""
    return {"what": what, "more": more}


@register.inclusion_tag("web/parts/pages.html", takes_context=True)
def pages(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Link to the other pages of a list; keeps the rest of the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context.get("request")}


@register.inclusion_tag("web/parts/code.html")
def code(text: str, address: str = "") -> dict[str, Any]:
    """Show a code in groups of four, and as a square that holds ``address``."""
    groups = [text[start : start + 4] for start in range(0, len(text), 4)]
    return {"groups": groups, "text": text, "square": square(address) if address else ""}


@register.simple_tag
def square(text: str) -> str:
    """Give a QR code as a data address for an image."""
    return segno.make(text, error="m", micro=False).svg_data_uri(border=0, scale=4)


@register.inclusion_tag("web/parts/crumbs.html")
def crumbs(places: Sequence[tuple[Words, str]]) -> dict[str, Any]:
    """Show where this page lies; the last place is this page."""
    return {"places": places[:-1], "here": places[-1][0] if places else ""}


@register.inclusion_tag("web/parts/stat.html")
def stat(one: Stat) -> dict[str, Any]:
    """Show one figure on a tile."""
    return {"stat": one}


@register.inclusion_tag("web/parts/bars.html")
def bars(chart: Chart) -> dict[str, Any]:
    """Show a bar chart and, folded below, its figures."""
    return {"chart": chart, "width": WIDTH, "height": HEIGHT, "floor": HEIGHT - FOOT}


@register.simple_tag
def badge(words: Words, tone: str = "") -> SafeString:
    """Show a state: ``tone`` is "", go, good, care or danger; the words alone must carry the meaning."""
    return format_html('<span class="badge{}">{}</span>', f" badge-{tone}" if tone else "", words)


@register.simple_block_tag
def note(content: str, tone: str = "", title: Words = "") -> SafeString:
    """Set a paragraph apart: ``tone`` is "", good, care or danger."""
    head = format_html('<p class="note-title">{}</p>', title) if title else ""
    body = mark_safe(content)  # noqa: S308 -- a block's content was rendered, and escaped, by the template engine
    return format_html('<div class="note{}">{}{}</div>', f" note-{tone}" if tone else "", head, body)
