"""Makes a policy of a reading and the answers to its questions; what nobody answered takes the default named there.

It never adds an item that the text does not list, and never gives a purpose a record without an end.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from pydantic import ValidationError

from jikim.errors import Invalid
from jikim.law.period import Period, period
from jikim.policy import model, restate, vocabulary
from jikim.policy.read import Question, Reading
from jikim.policy.read.draft import DraftItems, DraftPurpose, DraftRetention
from jikim.policy.read.match import best, purpose_slugs
from jikim.policy.read.questions import YEAR
from jikim.policy.restate import label
from jikim.policy.words import Start


def compiled(reading: Reading, answers: Mapping[str, str] | None = None) -> model.Policy:
    """Make the policy.

    Raises Invalid: "answer-to-no-question", "answer-malformed" (``field`` is the question's slug), "policy-unclear"
    where what was read contradicts itself (the hint says where).
    """
    given = _checked(reading, answers or {})
    try:
        return _policy(reading, given)
    except ValidationError as error:
        rule = "policy-unclear"
        places = (f"{'.'.join(map(str, row['loc']))}: {row['msg']}" for row in error.errors(include_input=False))
        raise Invalid(rule, hint="; ".join(places)) from None


def assumed(reading: Reading, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """Name the questions whose default stands because nobody answered."""
    return tuple(question for question in reading.questions if not answers.get(question.slug))


def _checked(reading: Reading, answers: Mapping[str, str]) -> dict[str, str]:
    asked = {question.slug: question for question in reading.questions}
    for slug, answer in answers.items():
        question = asked.get(slug)
        if question is None and not slug.startswith("outer:"):
            rule = "answer-to-no-question"
            raise Invalid(rule)
        if answer and question and question.options and answer not in question.options:
            rule = "answer-malformed"
            raise Invalid(rule, field=slug, hint=", ".join(question.options))
        if answer and slug.startswith(("keeping:", "outer:")):
            _period(answer, slug)
    return {slug: question.default for slug, question in asked.items()} | {
        slug: answer for slug, answer in answers.items() if answer
    }


def _period(text: str, slug: str) -> Period:
    try:
        return period(text)
    except ValueError:
        rule = "answer-malformed"
        raise Invalid(rule, field=slug, hint="P1Y, P6M, P30D") from None


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        rule = "answer-malformed"
        raise Invalid(rule, field="effective-date", hint="2026-11-23") from None


def _policy(reading: Reading, given: Mapping[str, str]) -> model.Policy:
    draft = reading.draft
    purposes = _purposes(reading, given)
    return model.Policy(
        company=draft.company or given["company"],
        title=draft.title,
        site=draft.site or "",
        effective_date=draft.effective or _day(given.get("effective-date", "")),
        preamble=draft.preamble.strip(),
        purposes=purposes,
        retention=_retention(reading, purposes, given),
        auto=restate.auto(reading),
        destruction=restate.destruction(reading),
        third_parties=restate.third_parties(reading),
        processors=restate.processors(reading),
        rights=restate.rights(reading),
        safeguards=restate.safeguards(reading),
        officers=restate.officers(reading),
        cookies=restate.cookies(reading),
        remedies=restate.remedies(reading),
        changes=restate.changes(reading),
        articles=restate.articles(reading),
    )


def _purposes(reading: Reading, given: Mapping[str, str]) -> tuple[model.Purpose, ...]:
    draft = reading.draft
    if not draft.purposes:
        return (_purpose(reading, "", given["purpose"], None, purpose_slugs(draft)[0], given),)
    return tuple(
        _purpose(reading, one.detail, one.name, one, slug, given)
        for one, slug in zip(draft.purposes, purpose_slugs(draft), strict=True)
    )


def _purpose(  # noqa: PLR0917 -- one private call site a case, read side by side
    reading: Reading, detail: str, name: str, one: DraftPurpose | None, slug: str, given: Mapping[str, str]
) -> model.Purpose:
    group = _items(reading, name, given.get(f"items:{slug}"))
    needs = vocabulary.needs(detail)
    taken = {item.slug for item in needs}
    required, optional = _split(group, taken) if group else ((), ())
    return model.Purpose(
        slug=slug,
        name=label(name),
        detail=detail,
        ground="consent" if slug.startswith("marketing") else "contract",
        required=required,
        optional=optional,
        needs=needs,
        said=reading.said(one.span if one else None),
        items_said=reading.said(group.span if group else None),
    )


def _items(reading: Reading, name: str, chosen: str | None) -> DraftItems | None:
    groups = reading.draft.items
    if chosen is not None:
        return next((group for group in groups if group.context == chosen and not group.auto), None)
    return best(name, groups, lambda group: group.context, lambda group: not group.auto)


def _split(group: DraftItems, taken: set[str]) -> tuple[tuple[model.Item, ...], tuple[model.Item, ...]]:
    """Part items that must be given from those that may; of unmarked ones, what an answer needs must be given."""
    labels = {kind: [label(word) for word in getattr(group, kind) if vocabulary.askable(word)] for kind in _MARKS}
    contact = [word for word in labels["unspecified"] if vocabulary.is_contact(vocabulary.item(word))]
    rest = [word for word in labels["unspecified"] if word not in contact]
    required = vocabulary.distinct([*labels["required"], *contact], taken)
    return required, vocabulary.distinct([*labels["optional"], *rest], taken)


_MARKS: Final = ("required", "optional", "unspecified")


def _retention(
    reading: Reading, purposes: tuple[model.Purpose, ...], given: Mapping[str, str]
) -> tuple[model.Retention, ...]:
    found: list[model.Retention] = []
    used: list[DraftRetention] = []
    for purpose in purposes:
        row = best(purpose.name, reading.draft.retention, lambda row: row.subject, lambda row: not row.statute)
        found.append(_kept(reading, purpose, row, given))
        used += [row] if row else []
    found += [_statute(reading, row) for row in reading.draft.retention if row not in used]
    return tuple(found)


def _kept(
    reading: Reading, purpose: model.Purpose, row: DraftRetention | None, given: Mapping[str, str]
) -> model.Retention:
    keeping = given.get(f"keeping:{purpose.slug}", YEAR)
    if row is None:
        text = _period(keeping, f"keeping:{purpose.slug}").korean
        return model.Retention(subject=purpose.name, period=keeping, text=text, purposes=(purpose.slug,))
    start = _start(row, given.get(f"start:{purpose.slug}"))
    outer = None
    if start == "finished":
        outer = given.get(f"outer:{purpose.slug}") or (keeping if row.period is None else _longer(row.period))
    return model.Retention(
        subject=label(row.subject),
        ground=label(row.basis or "") if row.basis else "",
        period=row.period,
        text=label(row.period_text),
        bound=row.bound,
        purposes=(purpose.slug,),
        start=start,
        outer=outer,
        said=reading.said(row.span),
    )


def _start(row: DraftRetention, answer: str | None) -> Start:
    if row.period is None:
        return "finished"
    return row.start or ("finished" if answer == "finished" else "receipt")


def _longer(text: str) -> str:
    """Give the outer limit of a period that the end of the matter starts: a year for the matter, then the period."""
    length = period(text)
    return str(Period(years=length.years + 1, months=length.months, days=length.days))


def _statute(reading: Reading, row: DraftRetention) -> model.Retention:
    return model.Retention(
        subject=label(row.subject),
        ground=label(row.basis) if row.basis else "",
        period=row.period,
        text=label(row.period_text),
        bound=row.bound,
        said=reading.said(row.span),
    )
