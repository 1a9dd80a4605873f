"""Asks what the prose leaves open and the desk must know; every question has a default, named as a default."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Final

from jikim.policy.korean import particle
from jikim.policy.read.draft import Draft, Question
from jikim.policy.read.match import best, purpose_slugs

STARTS: Final = ("receipt", "finished")
YEAR: Final = "P1Y"


def questions(draft: Draft) -> tuple[Question, ...]:
    """List the questions in the order of the policy."""
    return (*_of_the_text(draft), *(one for slug, at in _uses(draft) for one in _of_a_use(draft, slug, at)))


def _of_the_text(draft: Draft) -> list[Question]:
    asked = []
    if draft.company is None:
        asked.append(
            Question(
                slug="company",
                asks="회사 이름은 무엇입니까?",
                asks_en="What is the company called?",
                default="우리 회사",
            )
        )
    if draft.effective is None:
        asked.append(
            Question(
                slug="effective-date",
                asks="방침의 시행일은 언제입니까? (예: 2026-11-23)",
                asks_en="On which day did the policy come into force? (2026-11-23)",
                default="",
            )
        )
    if not draft.purposes:
        asked.append(
            Question(
                slug="purpose",
                asks="문의를 받는 목적은 무엇입니까?",
                asks_en="What are inquiries received for?",
                default="문의 처리",
            )
        )
    return asked


def _uses(draft: Draft) -> list[tuple[str, int]]:
    return [(slug, at) for at, slug in enumerate(purpose_slugs(draft))]


def _of_a_use(draft: Draft, slug: str, at: int) -> list[Question]:
    name = draft.purposes[at].name if draft.purposes else "문의 처리"
    row = best(name, draft.retention, lambda row: row.subject, lambda row: not row.statute)
    asked = []
    if row is None or row.period is None:
        asked.append(
            Question(
                slug=f"keeping:{slug}",
                asks=f"«{name}»의 개인정보는 접수한 날부터 길어도 얼마 동안 보유합니까? (예: P1Y)",
                asks_en=f"For how long at most, counted from receipt, is data for «{name}» kept? (P1Y)",
                default=YEAR,
                span=row.span if row else None,
            )
        )
    elif row.start is None:
        asked.append(
            Question(
                slug=f"start:{slug}",
                asks=f"«{name}»의 보유기간 {particle(row.period_text, '은', '는')} 언제부터 셉니까?",
                asks_en=f"From which event is the keeping period of «{name}» ({row.period_text}) counted?",
                default=STARTS[0],
                options=STARTS,
                span=row.span,
            )
        )
    if best(name, draft.items, lambda group: group.context, lambda group: not group.auto) is None:
        contexts = tuple(group.context for group in draft.items if not group.auto)
        asked.append(
            Question(
                slug=f"items:{slug}",
                asks=f"«{name}»에는 어느 항목을 받습니까?",
                asks_en=f"Which items are asked for «{name}»?",
                default=contexts[0] if contexts else "",
                options=contexts,
            )
        )
    return asked
