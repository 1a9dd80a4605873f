"""Places and lifts holds: a record stays on a statute's ground alone, with its own end, by two people (P7)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from jikim.errors import Changed, Invalid, Refused, Unknown
from jikim.ledger.append import append
from jikim.lifecycle.models import ARTICLE, Hold
from jikim.lifecycle.own_end import HELD, own_end
from jikim.proof.facts import HoldLifted, HoldPlaced
from jikim.proof.values import By, Slug, Token, new_token
from jikim.vault.extend import extend
from jikim.vault.models import Record


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Why a record must stay: statute and article (law Art. 21 ① proviso), the items concerned, and the last day."""

    statute: Slug
    article: str
    items: Sequence[Slug]
    ends: date


def place_hold(record: Token, ground: Ground, *, second: Token, by: By, at: datetime) -> Token:
    """Keep ``record`` until the ground's end; the later end is told to the ledger before the hold stands.

    Raises Refused without two different people, Invalid without statute, article and items or where the ground ends
    before the record's own last day, Changed where the same statute holds it already; what ``vault.extend`` raises
    where the record is gone.
    """
    if by.actor is None or by.actor == second:
        rule = "two-people-needed"
        raise Refused(rule)
    if not ground.article.strip() or not ground.items:
        rule = "hold-without-ground"
        raise Invalid(rule)
    if len(ground.article) > ARTICLE:
        rule = "too-long"
        raise Invalid(rule, field="article")
    if Hold.objects.filter(record=record, statute=ground.statute, lifted__isnull=True).exists():
        rule = "held-already"  # looked at first: what is refused must not have moved the end
        raise Changed(rule)
    _keep_until(record, ground.ends, by=by, at=at)
    try:
        with transaction.atomic():
            hold = Hold.objects.create(
                token=new_token(),
                record=record,
                statute=ground.statute,
                article=ground.article.strip(),
                items=list(ground.items),
                ends=ground.ends,
                placed=at,
                placed_by=by.actor,
                seconded_by=second,
            )
            fact = HoldPlaced(token=record, hold=Token(hold.token), statute=ground.statute, ends=ground.ends)
            append(fact, by=by, at=at)
    except IntegrityError:
        rule = "held-already"
        raise Changed(rule) from None
    return Token(hold.token)


def _keep_until(record: Token, ends: date, *, by: By, at: datetime) -> None:
    """Move the record's end to ``ends``, unless the hold of another statute keeps it longer already."""
    if ends < own_end(record):
        rule = "end-not-later"
        raise Invalid(rule)
    stands = Record.objects.values_list("ends", flat=True).get(token=record)
    extend(record, ends=max(ends, stands), because=HELD, by=by, at=at)


@transaction.atomic
def lift_hold(hold: Token, *, second: Token, by: By, at: datetime) -> None:
    """End a hold before its day; a record past its own last day then dies with the next run of destruction.

    Raises Refused without two different people, Unknown where none stands.
    """
    if by.actor is None or by.actor == second:
        rule = "two-people-needed"
        raise Refused(rule)
    row = Hold.objects.select_for_update().filter(token=hold, lifted__isnull=True).first()
    if row is None:
        rule = "unknown"
        raise Unknown(rule)
    row.lifted = at
    row.save(update_fields=["lifted"])
    append(HoldLifted(token=Token(row.record), hold=hold), by=by, at=at)
