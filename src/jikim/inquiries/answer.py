"""Answers an inquiry by mail; the words are sealed in the vault and the mail carries a reference only."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jikim.errors import Invalid
from jikim.inquiries.models import State
from jikim.inquiries.move import held
from jikim.ledger.append import append
from jikim.policy.brake import brake
from jikim.proof.facts import InquiryAnswered
from jikim.proof.values import By, Slug, Token
from jikim.vault.supplement import supplement
from jikim.work.outbox import post

LONGEST = 10_000


@transaction.atomic
def answer(token: Token, text: str, *, by: By, at: datetime) -> int:
    """Seal the answer beside the question, queue its mail, and give its number in the conversation.

    Raises Invalid on an empty or overlong text, Unknown, Changed where the inquiry is closed, Frozen while disputed.
    """
    words = text.strip()
    if not words or len(words) > LONGEST:
        rule = "answer-empty" if not words else "value-too-long"
        raise Invalid(rule, field="answer")
    inquiry = held(token, State.ANSWERED)
    part = supplement(token, Slug("answer"), brake(words).text, by=by, at=at)
    inquiry.state = State.ANSWERED
    inquiry.answered = inquiry.answered or at
    inquiry.save(update_fields=["state", "answered"])
    append(InquiryAnswered(token=token), by=by, at=at)
    post(Slug("answer"), token=token, part=part, at=at)
    return part
