"""Drafts a policy in the 24 sections of the guide from the object and the registers; it adds no promise of its own.

The text that was published stays binding: the public page of an adopted policy shows ``render`` (verbatim).  This form
is for a policy that is written here, for the officer's comparison and for the English page.  Reading the Korean form
back gives the same facts; what the object does not hold says 해당 없음 unless the published text has an article on it.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from jikim.law.period import period
from jikim.policy.draft_words import CHANNELS, MEASURES, RIGHTS, SAID, Language
from jikim.policy.guide import GUIDE, Chapter
from jikim.policy.model import Officer, Policy, Processor, Purpose, Retention, Safeguard
from jikim.policy.render import Paragraph, Section, summary
from jikim.policy.words import Topic

Lines = list[str]
Part = Callable[[Policy, dict[str, str]], Lines]


def drafted(
    policy: Policy, *, processors: Sequence[Processor] | None = None, language: Language = "ko"
) -> tuple[Section, ...]:
    """Give the labelling summary and the 24 sections in the guide's order.

    ``processors`` come from the register of processors; None takes those that the policy names.  ``language`` chooses
    titles and sentences; labels and quotations stay in the policy's own words.
    """
    told = policy if processors is None else policy.model_copy(update={"processors": tuple(processors)})
    return (summary(told), *(_section(at, chapter, told, language) for at, chapter in enumerate(GUIDE)))


def text(sections: Sequence[Section], title: str) -> str:
    """Give drafted sections as one text; the summary is left out, it says nothing that the sections do not say."""
    parts = [title]
    for section in sections:
        if section.anchor == "summary":
            continue
        lines = [line for block in section.blocks if isinstance(block, Paragraph) for line in block.lines]
        head = [f"제{section.number}조({section.title})"] if section.number else []
        parts.append("\n".join([*head, *lines]))
    return "\n\n".join(parts) + "\n"


def _section(at: int, chapter: Chapter, policy: Policy, language: Language) -> Section:
    said = SAID[language]
    part = _PARTS.get(chapter.about)
    lines = part(policy, said) if part else []
    published = [one.text for one in policy.articles if chapter.about in one.about] if not part else []
    lines = lines or [line for words in published for line in words.split("\n") if line.strip()] or [said["none"]]
    return Section(
        anchor=chapter.about,
        number=at or None,
        title=chapter.title if language == "ko" else chapter.title_en,
        about=(chapter.about,),
        blocks=(Paragraph(lines=tuple(lines)),),
    )


def _preamble(policy: Policy, said: dict[str, str]) -> Lines:
    lines = [said["preamble"].format(company=policy.company)]
    return lines + ([said["site"].format(site=policy.site)] if policy.site else [])


def _purposes(policy: Policy, said: dict[str, str]) -> Lines:
    lines = [said["purposes"]]
    for at, use in enumerate(policy.purposes, start=1):
        lines += [f"{at}. {use.name}", *(f"- {line}" for line in use.detail.split("\n") if line.strip())]
    return lines


def _items(policy: Policy, said: dict[str, str]) -> Lines:
    lines = [said["items"]]
    for at, use in enumerate(policy.purposes, start=1):
        lines += [f"{at}. {use.name}", *_asked(use, said)]
    for group in policy.auto:
        lines.append(f"- {said['auto']} : {', '.join(group.items)}")
    return lines


def _asked(use: Purpose, said: dict[str, str]) -> Lines:
    nothing = said["nothing"]
    lines = [f"- {said['required']} : {', '.join(item.label for item in use.required) or nothing}"]
    lines.append(f"- {said['optional']} : {', '.join(item.label for item in use.optional) or nothing}")
    if use.needs:
        lines.append(f"※ {said['needs']} {', '.join(item.label for item in use.needs)}")
    lines.append(f"※ {said['ground-' + use.ground]}")
    return lines


def _retention(policy: Policy, said: dict[str, str]) -> Lines:
    if not policy.retention:
        return []
    lines = [said["retention"]]
    for row in policy.retention:
        lines.append(f"- {row.subject} : {_lasts(row, said)}")
        if row.outer:
            lines.append(f"※ {said['outer'].format(period=period(row.outer).korean)}")
    return lines


def _lasts(row: Retention, said: dict[str, str]) -> str:
    if row.period is None:
        return row.text
    bound = {"max": said["at-most"], "min": said["at-least"]}.get(row.bound or "", "{period}")
    length = bound.format(period=period(row.period).korean)
    if row.purposes:
        return f"{said['from-' + row.start]} {length}"
    return f"{length} ({row.ground})" if row.ground else length


def _destruction(policy: Policy, said: dict[str, str]) -> Lines:
    how = policy.destruction
    lines = [said["destruction"]]
    lines += [said["destruction-days"].format(days=how.days)] if how.days is not None else []
    lines += [f"- {said['electronic']} : {how.electronic}"] if how.electronic else []
    lines += [f"- {said['paper']} : {how.paper}"] if how.paper else []
    return lines + ([f"- {said['apart']}"] if how.apart else [])


def _third_parties(policy: Policy, said: dict[str, str]) -> Lines:
    lines: Lines = []
    for to in policy.third_parties:
        lines.append(f"- {said['recipient']} : {to.recipient}")
        lines += [f"- {said['their-purpose']} : {to.purpose}"] if to.purpose else []
        lines += [f"- {said['their-items']} : {', '.join(to.items)}"] if to.items else []
        lines += [f"- {said['their-period']} : {to.period}"] if to.period else []
    return lines


def _processors(policy: Policy, said: dict[str, str]) -> Lines:
    lines: Lines = []
    for one in policy.processors:
        lines.append(f"- {said['processor']} : {one.name}")
        lines += [f"- {said['task']} : {one.task}"] if one.task else []
    return lines


def _safeguards(policy: Policy, said: dict[str, str]) -> Lines:
    lines: Lines = []
    for at, one in enumerate(policy.safeguards, start=1):
        lines += [f"{at}. {_measure(one, said)}", *_figures(one, said)]
    return lines


def _measure(one: Safeguard, said: dict[str, str]) -> str:
    titles = MEASURES[one.kind]
    return one.title if one.kind == "other" and one.title else titles[said is SAID["en"]]


def _figures(one: Safeguard, said: dict[str, str]) -> Lines:
    lines: Lines = []
    if one.every:
        cycle = said.get(f"cycle-{one.every}", period(one.every).korean)
        lines.append(said["audit"].format(cycle=cycle))
    return lines + ([said["kept"].format(period=period(one.keeps).korean)] if one.keeps else [])


def _cookies(policy: Policy, said: dict[str, str]) -> Lines:
    if not policy.cookies.used:
        return []
    return [said["cookies"], *(policy.cookies.refusal.split("\n") if policy.cookies.refusal else [])]


def _rights(policy: Policy, said: dict[str, str]) -> Lines:
    mine, english = policy.rights, said is SAID["en"]
    lines = [said["rights"], *(f"- {RIGHTS[kind][english]}" for kind in mine.kinds)]
    ways = ", ".join(CHANNELS[way][english] for way in mine.channels)
    lines += [said["channels"].format(ways=ways)] if ways else []
    lines += [said["agents"]] if mine.agents else []
    lines += [said["frozen"]] if mine.frozen else []
    return lines + ([said["answer"].format(days=mine.days)] if mine.days is not None else [])


def _officers(policy: Policy, said: dict[str, str]) -> Lines:
    return [line for one in policy.officers for line in _officer(one, said)]


def _officer(one: Officer, said: dict[str, str]) -> Lines:
    fields = ("name", "department", "title", "phone", "email", "address")
    rows = [f"- {said['officer-' + field]} : {getattr(one, field)}" for field in fields if getattr(one, field)]
    return [f"▶ {one.role}", *rows]


def _remedies(policy: Policy, _said: dict[str, str]) -> Lines:
    rows = (
        (body.name, " ".join(word for word in (body.phone, body.url and f"({body.url})") if word))
        for body in policy.remedies
    )
    return [f"- {name} : {reach}" if reach else f"- {name}" for name, reach in rows]


def _changes(policy: Policy, said: dict[str, str]) -> Lines:
    day, notice = policy.effective_date, policy.changes.notice_days
    lines = [said["effective"].format(year=day.year, month=day.month, day=day.day)] if day else []
    return lines + ([said["notice"].format(days=notice)] if notice is not None else [])


_PARTS: Final[dict[Topic, Part]] = {
    "preamble": _preamble,
    "purposes": _purposes,
    "items": _items,
    "retention": _retention,
    "destruction": _destruction,
    "third-parties": _third_parties,
    "processors": _processors,
    "safeguards": _safeguards,
    "cookies": _cookies,
    "rights": _rights,
    "officers": _officers,
    "remedies": _remedies,
    "changes": _changes,
}
