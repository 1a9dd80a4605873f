"""Runs the recognisers over one text and asks what they could not find."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from jikim.policy.read import (
    destruction,
    items,
    officers,
    parties,
    purposes,
    refuse,
    rest,
    retention,
    rights,
    safeguards,
    when,
)
from jikim.policy.read.draft import Draft, DraftArticle, Reading, Span
from jikim.policy.read.outline import Outline, Part, outline
from jikim.policy.read.questions import questions
from jikim.policy.read.text import prepare


def read(text: str) -> Reading:
    """Read a policy's prose.

    Raises Invalid: "policy-text-too-long", "-empty", "-binary", "-not-korean", "-is-terms", "-two-policies"; the hint
    gives line and mend.  Any other text gives a reading, however little was understood; what is missing is asked.
    """
    refuse.too_long(text)
    prepared = prepare(text)
    refuse.no_text(text, prepared)
    cut = outline(prepared)
    refuse.two_policies(cut)
    draft = _draft(cut)
    return Reading(text=prepared, draft=draft, questions=questions(draft), findings=())


def _draft(cut: Outline) -> Draft:
    day = when.effective(cut)
    return Draft(
        company=rest.company(cut),
        site=rest.site(cut),
        title=rest.title(cut),
        preamble=rest.preamble(cut),
        effective=day[0] if day else None,
        effective_span=day[1] if day else None,
        articles=tuple(_article(cut, part) for part in cut.parts),
        purposes=purposes.purposes(cut),
        retention=retention.retention(cut),
        items=items.items(cut),
        third_parties=parties.third_parties(cut),
        processors=parties.processors(cut),
        rights=rights.rights(cut),
        channels=rights.channels(cut),
        agents=rights.agents(cut),
        frozen=rights.frozen(cut),
        destruction=destruction.destruction(cut),
        safeguards=safeguards.safeguards(cut),
        officers=officers.officers(cut),
        cookies=rest.cookies(cut),
        refusal=rest.refusal(cut),
        remedies=rest.remedies(cut),
        notice=when.notice(cut),
    )


def _article(cut: Outline, part: Part) -> DraftArticle:
    end = part.lines[-1].end if part.lines else part.head.end
    start = part.lines[0].start if part.lines else part.head.end
    return DraftArticle(
        number=part.number,
        title=part.title,
        text=cut.text[start:end],
        about=part.about,
        span=Span(start=part.head.start, end=end),
    )
