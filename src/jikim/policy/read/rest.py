"""Reads what stands in one or two lines: the company, its site, the title, cookies, the bodies that help."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

from jikim.policy.read.bodies import body
from jikim.policy.read.draft import DraftRemedy, Span
from jikim.policy.read.outline import Outline

_company: Final = re.compile(
    r"^[\"“'‘『「<]*\s*(?P<name>(?:주식회사|유한회사|재단법인|사단법인|\(주\)|㈜|\(사\)|\(재\))?\s*[가-힣A-Za-z0-9&.·-]+?"
    r"(?:\s?(?:주식회사|\(주\)|㈜))?)[\"”'’』」>]*\s*(?:[\[(（]?\s*이하|[은는이가]\s|은\(는\)|의\s|에서)",
    re.MULTILINE,
).finditer
_no_company: Final = re.compile(
    r"(?:제\d.*|회사|당사|사이트|홈페이지|본|이|병원|의원|조합|개인정보.*|귀하|다음|이용자)"
).fullmatch
_site: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[^\s)'\"]*)?").finditer
_not_ours: Final = re.compile(
    r"//[^/]*(?:\.go\.kr|kisa\.or\.kr|kopico|eprivacy|1336\.or|118\.or|netan|google|microsoft|apple|mozilla|firefox|samsung|"
    r"github|naver|kakao|facebook|adobe|aboutads|networkadvertising)"
).search
_title: Final = re.compile(r"개인\s*정보\s*(?:보호\s*)?(?:처리|취급|보호)\s*(?:방침|정책)").search
_cookie: Final = re.compile(r"쿠키|cookie", re.IGNORECASE).search
_no_cookie: Final = re.compile(r"쿠키[^.]{0,20}(?:사용하지|수집하지|저장하지)\s*않").search
_refusal: Final = re.compile(r"(?:쿠키|저장|설치)[^.]{0,60}(?:거부|차단)", re.IGNORECASE).search
_number: Final = re.compile(
    r"(?<!\d)(?:\(?국번\s*없이\)?\s*)?(\d{3,4}(?:-\d{4})?|0\d{1,2}\)?[- ]?\d{3,4}-\d{4})(?!\d)"
).search
_url: Final = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+(?:kr|com|org|net)(?:/[^\s)]*)?", re.IGNORECASE).search


def company(outline: Outline) -> str | None:
    """Give the company as its preamble names it."""
    head = "\n".join(
        line.body for line in (*outline.before, *outline.lines[:4]) if "개인정보" in line.body or "이하" in line.body
    )
    names = (re.sub(r"\s+", " ", found["name"]).strip() for found in _company(head))
    return next((name for name in names if not _no_company(name)), None)


def site(outline: Outline) -> str | None:
    """Give the first address of a site that is not one of an authority, a browser's help page or a processor."""
    found = (match[0].rstrip(".,") for match in _site(outline.text))
    return next((url for url in found if not _not_ours(url)), None)


def title(outline: Outline) -> str:
    """Give the title as the text writes it."""
    first = outline.before[0] if outline.before else None
    found = _title(first.body) if first else None
    return found[0] if found else "개인정보 처리방침"


def preamble(outline: Outline) -> str:
    """Give the lines in front of the first article, the title left out."""
    lines = [line for line in outline.before if line.body.strip() != title(outline)]
    return "\n".join(outline.text[line.start : line.end] for line in lines)


def cookies(outline: Outline) -> Span | None:
    """Give the first line by which cookies are used or collected."""
    heads = [part.head for part in outline.about("cookies") if _cookie(part.title)]
    denied = any(_no_cookie(line.body) for line in outline.lines)
    telling = [line for line in outline.lines if _cookie(line.body) and not _no_cookie(line.body)]
    telling += [] if denied else heads
    return telling[0].span if telling else None


def refusal(outline: Outline) -> Span | None:
    """Give the line that says how to refuse cookies."""
    return next((line.span for line in outline.lines if _cookie(line.body) and _refusal(line.body)), None)


def remedies(outline: Outline) -> tuple[DraftRemedy, ...]:
    """Give the bodies that a line of their own names, each once."""
    found: dict[str, DraftRemedy] = {}
    for line in outline.lines:
        match = body(line.body)
        if match is None or line.is_sentence:
            continue
        rest = line.body[match.end() :]
        number, url = _number(rest), _url(rest)
        name = match[0].strip()
        found.setdefault(
            name,
            DraftRemedy(name=name, phone=number[1] if number else None, url=url[0] if url else None, span=line.span),
        )
    return tuple(found.values())
