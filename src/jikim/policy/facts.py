"""Prints what a reading understood as the facts of a policy: plain data that another reader's can be compared with."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

from jikim.policy.read import Reading
from jikim.policy.read.draft import Draft, DraftItems, DraftRetention


def facts(reading: Reading) -> dict[str, Any]:
    """Give the facts as JSON-able data: strings verbatim, None where the text is silent."""
    draft = reading.draft
    return {
        "effective_date": draft.effective.isoformat() if draft.effective else None,
        "articles": [{"number": article.number, "title": article.title} for article in draft.articles],
        "purposes": [{"name": purpose.name, "detail": purpose.detail} for purpose in draft.purposes],
        "retention": [_retention(row) for row in draft.retention],
        "items": [_items(group) for group in draft.items],
        "third_parties": [
            {"recipient": to.recipient, "purpose": to.purpose, "items": list(to.items), "period_text": to.period_text}
            for to in draft.third_parties
        ],
        "processors": [{"name": processor.name, "task": processor.task} for processor in draft.processors],
        "rights": [right.kind for right in draft.rights],
        "destruction": {
            "deadline_days": draft.destruction.days,
            "electronic_method": draft.destruction.electronic,
            "paper_method": draft.destruction.paper,
        },
        "safety_measures": [measure.kind for measure in draft.safeguards],
        "officers": _officers(draft),
        "cookies": draft.cookies is not None,
        "remedies": [remedy.name for remedy in draft.remedies],
        "notice_days": draft.notice.days if draft.notice else None,
    }


def _retention(row: DraftRetention) -> dict[str, Any]:
    told = {"subject": row.subject, "basis": row.basis, "period": row.period, "period_text": row.period_text}
    return told | ({"bound": row.bound} if row.bound else {})


def _items(group: DraftItems) -> dict[str, Any]:
    told: dict[str, Any] = {"context": group.context}
    told |= {kind: list(getattr(group, kind)) for kind in ("required", "optional", "unspecified")}
    return told | ({"auto": True} if group.auto else {})


def _officers(draft: Draft) -> list[dict[str, Any]]:
    fields = ("role", "department", "name", "title", "email", "phone")
    return [{field: getattr(officer, field) for field in fields} for officer in draft.officers]
