"""Provides a record to a third party, on consent or a named statute alone, and writes down who, what, why (P8)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from jikim.clock import day_of
from jikim.errors import Frozen, Invalid, Refused
from jikim.ledger.append import append
from jikim.proof.facts import ProvisionRecorded
from jikim.proof.values import By, Slug, Token, new_token
from jikim.registers.models import NAME, TASK, Ground, Provision
from jikim.vault.held import locked
from jikim.vault.models import Place


@dataclass(frozen=True, kw_only=True)
class Gift:
    """What is to be provided: the recipient and its purpose, the items, the ground (law Art. 17 ①), until when.

    ``statute`` names the law and article where the ground is a statute's, and is empty where it is consent.
    """

    recipient: str
    purpose: str
    items: Sequence[Slug]
    ground: Ground
    statute: str
    until: date


@transaction.atomic
def provide(record: Token, gift: Gift, *, by: By, at: datetime) -> Token:
    """Record that ``record`` is provided, before anything leaves; gives the token of the provision.

    Raises Invalid where the gift does not say to whom, what, why, on which ground and until when; Refused where no
    officer stands for it, or where a record is apart and no statute asks for it; Frozen while the record is disputed;
    Gone where it was destroyed, Unknown where it never was.
    """
    if by.role != "officer" or by.actor is None:
        rule = "officer-only"
        raise Refused(rule)
    _check(gift, at)
    kept = locked(record)
    if kept.frozen is not None:
        rule = "record-is-frozen"
        raise Frozen(rule)
    if kept.place == Place.APART and gift.ground is not Ground.STATUTE:
        rule = "record-is-apart"
        raise Refused(rule)
    provision = Provision.objects.create(
        token=new_token(),
        record=record,
        recipient=gift.recipient.strip(),
        party=_party(gift.recipient.strip()),
        purpose=gift.purpose.strip(),
        items=list(gift.items),
        ground=gift.ground,
        statute=gift.statute.strip(),
        until=gift.until,
        provided=at,
    )
    told = ProvisionRecorded(token=record, provision=Token(provision.token), recipient=Token(provision.party))
    append(told, by=by, at=at)
    return Token(provision.token)


def _check(gift: Gift, at: datetime) -> None:
    on_statute = gift.ground is Ground.STATUTE
    if not gift.recipient.strip() or not gift.purpose.strip() or not gift.items:
        rule = "required-missing"
        raise Invalid(rule)
    if on_statute != bool(gift.statute.strip()):
        rule = "provision-without-ground"
        raise Invalid(rule, field="statute")
    if len(gift.recipient) > NAME or len(gift.statute) > NAME or len(gift.purpose) > TASK:
        rule = "too-long"
        raise Invalid(rule)
    if gift.until < day_of(at):
        rule = "end-before-today"
        raise Invalid(rule, field="until")


def _party(recipient: str) -> Token:
    """Give the token under which the log knows a recipient: the same for the same name."""
    known = Provision.objects.filter(recipient=recipient).values_list("party", flat=True).first()
    return Token(known) if known else new_token()
