"""The closed words of a policy and the texts it may hold; it refuses text with control characters in it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, StringConstraints

from jikim.law.period import period
from jikim.proof.values import Slug, slug

Kind = Literal["name", "phone", "email", "line", "text", "choice"]
"""How an item is asked, checked and masked."""

Topic = Literal[
    "preamble",
    "purposes",
    "items",
    "children",
    "retention",
    "destruction",
    "third-parties",
    "further-use",
    "processors",
    "abroad",
    "safeguards",
    "sensitive",
    "pseudonyms",
    "cookies",
    "behaviour",
    "rights",
    "automated",
    "officers",
    "agent-in-korea",
    "remedies",
    "cctv",
    "mobile-cctv",
    "self-regulation",
    "changes",
    "other",
]
"""What an article is about: the sections of the drafting guide (작성지침 2026.4), in its order."""

Start = Literal["receipt", "finished"]
"""The event that a keeping period is counted from: the day of receipt, or the day the matter was finished."""

Bound = Literal["min", "max"]
Ground = Literal["contract", "consent", "statute"]
"""Why an item may be asked: 법 제15조제1항제4호 (steps at the person's request), consent, or a statute."""

RightKind = Literal[
    "access", "correction", "deletion", "suspension", "portability", "withdraw_consent", "automated_decision"
]
Channel = Literal["web", "email", "letter", "fax", "phone", "visit"]
SafeguardKind = Literal[
    "internal_plan",
    "staff_minimise_training",
    "self_audit",
    "encryption",
    "anti_hacking",
    "access_control",
    "access_log",
    "document_lock",
    "physical_access",
    "other",
]

_control: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]").search


def _plain(text: str) -> str:
    if _control(text):
        message = "holds a control character"
        raise ValueError(message)
    if text != unicodedata.normalize("NFC", text).strip():
        message = "is not in Unicode form NFC, or has white space at an end"
        raise ValueError(message)
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        message = "must be one line"
        raise ValueError(message)
    return text


def _lasting(text: str) -> str:
    period(text)
    return text


def _slug(text: str) -> Slug:
    return slug(text)


Prose = Annotated[str, StringConstraints(max_length=200_000), AfterValidator(_plain)]
Words = Annotated[str, StringConstraints(max_length=5_000), AfterValidator(_plain), AfterValidator(_one_line)]
Label = Annotated[
    str, StringConstraints(min_length=1, max_length=500), AfterValidator(_plain), AfterValidator(_one_line)
]
Lasting = Annotated[str, AfterValidator(_lasting)]
SlugText = Annotated[str, AfterValidator(_slug)]
