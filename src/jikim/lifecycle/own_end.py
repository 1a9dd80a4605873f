"""Tells the last day that a record has of its own, holds left aside, and which records are past it (P7)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from jikim.clock import day_of
from jikim.errors import Unknown
from jikim.lifecycle.models import Hold
from jikim.proof.values import Slug, Token
from jikim.vault.models import Extension, Place, Record

HELD: Final = Slug("hold")
"""The ground of an end that a hold moved later."""
LIFTED: Final = Slug("hold-lifted")
"""Why a record ends that nothing but a hold had kept past its own last day."""


def own_end(record: Token) -> date:
    """Give the last day of ``record`` as the policy or the person set it; raises Unknown where there is none."""
    ends = Record.objects.filter(token=record).values_list("ends", flat=True).first()
    if ends is None:
        rule = "no-such-record"
        raise Unknown(rule)
    return _before_holds([record]).get(record, ends)


def unheld(tokens: Iterable[Token], *, at: datetime) -> list[Token]:
    """Give those of ``tokens`` that no hold keeps today."""
    asked = list(tokens)
    kept = set(Hold.objects.active(day_of(at)).filter(record__in=asked).values_list("record", flat=True))
    return [token for token in asked if token not in kept]


def let_go(*, at: datetime) -> list[Token]:
    """List the records past their own last day that a hold had kept; the run passes by what a hold keeps today."""
    today = day_of(at)
    held = Extension.objects.filter(because=HELD, before__lt=today).values("token")
    alive = Record.objects.filter(token__in=held, ends__gte=today).exclude(place=Place.DESTROYED)
    own = _before_holds([Token(token) for token in alive.values_list("token", flat=True)])
    return [token for token, day in own.items() if day < today]


def _before_holds(tokens: Sequence[Token]) -> dict[Token, date]:
    """Give the end that stood before the holds: a renewed consent after them makes its own end the record's own."""
    own: dict[Token, date] = {}
    moves = Extension.objects.filter(token__in=tokens).order_by("id").values_list("token", "because", "before")
    for token, because, before in moves:
        if because == HELD:
            own.setdefault(Token(token), before)
        else:
            own.pop(Token(token), None)
    return own
