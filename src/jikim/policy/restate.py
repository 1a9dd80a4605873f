"""Says again, as parts of a policy, what was read; it decides nothing: what needs a decision is the compiler's."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

from jikim.policy import model
from jikim.policy.read import Reading

_LONGEST: Final = 500
_gaps: Final = re.compile(r"\s+").sub


def label(text: str) -> str:
    """Bring a word into the form of a label: one line, single spaces, not too long."""
    return _gaps(" ", text).strip()[:_LONGEST].strip()


def auto(reading: Reading) -> tuple[model.AutoCollected, ...]:
    """Give what machines collect."""
    return tuple(
        model.AutoCollected(
            context=label(group.context) if group.context else "",
            items=tuple(label(word) for word in (*group.unspecified, *group.required, *group.optional)),
            said=reading.said(group.span),
        )
        for group in reading.draft.items
        if group.auto
    )


def destruction(reading: Reading) -> model.Destruction:
    """Tell how data dies."""
    found = reading.draft.destruction
    return model.Destruction(
        days=found.days,
        electronic=found.electronic or "",
        paper=found.paper or "",
        apart=found.apart is not None,
        apart_said=reading.said(found.apart),
        said=reading.said(found.span),
    )


def third_parties(reading: Reading) -> tuple[model.ThirdParty, ...]:
    """Give the named recipients."""
    return tuple(
        model.ThirdParty(
            recipient=label(one.recipient),
            purpose=one.purpose,
            items=tuple(label(word) for word in one.items),
            period=one.period_text or "",
            said=reading.said(one.span),
        )
        for one in reading.draft.third_parties
    )


def processors(reading: Reading) -> tuple[model.Processor, ...]:
    """Give the named processors; a placeholder is none."""
    return tuple(
        model.Processor(name=label(one.name), task=one.task, said=reading.said(one.span))
        for one in reading.draft.processors
        if one.name
    )


def rights(reading: Reading) -> model.Rights:
    """Give what a person may ask, and how."""
    draft = reading.draft
    return model.Rights(
        kinds=tuple(right.kind for right in draft.rights),
        channels=draft.channels,
        agents=draft.agents is not None,
        frozen=draft.frozen is not None,
        frozen_said=reading.said(draft.frozen),
        said="\n".join(dict.fromkeys(reading.said(right.span) for right in draft.rights)),
    )


def safeguards(reading: Reading) -> tuple[model.Safeguard, ...]:
    """Give the measures."""
    return tuple(
        model.Safeguard(kind=one.kind, title=one.title, every=one.every, keeps=one.keeps, said=reading.said(one.span))
        for one in reading.draft.safeguards
    )


def officers(reading: Reading) -> tuple[model.Officer, ...]:
    """Tell who answers for it."""
    fields = ("department", "name", "title", "email", "phone", "address")
    return tuple(
        model.Officer(
            role=label(one.role),
            said=reading.said(one.span),
            **{field: getattr(one, field) or "" for field in fields},
        )
        for one in reading.draft.officers
    )


def cookies(reading: Reading) -> model.Cookies:
    """Tell whether cookies are used, and how the text says to refuse them."""
    draft = reading.draft
    return model.Cookies(
        used=draft.cookies is not None, refusal=reading.said(draft.refusal), said=reading.said(draft.cookies)
    )


def remedies(reading: Reading) -> tuple[model.Remedy, ...]:
    """Give the bodies that help."""
    return tuple(
        model.Remedy(name=label(body.name), phone=body.phone or "", url=body.url or "")
        for body in reading.draft.remedies
    )


def changes(reading: Reading) -> model.Changes:
    """Give the days of notice before a change."""
    notice = reading.draft.notice
    return model.Changes(
        notice_days=notice.days if notice else None, said=reading.said(notice.span if notice else None)
    )


def articles(reading: Reading) -> tuple[model.Article, ...]:
    """Give the articles, verbatim."""
    return tuple(
        model.Article(number=one.number, title=label(one.title), text=one.text.strip(), about=one.about)
        for one in reading.draft.articles
    )
