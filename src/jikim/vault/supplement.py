"""Adds a text to an active record, sealed under the record's own key; never changes what was said before."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from jikim.clock import day_of
from jikim.errors import Gone
from jikim.ledger.append import append
from jikim.proof.facts import RecordSupplemented
from jikim.proof.values import By, Slug, Token
from jikim.vault import envelope
from jikim.vault.held import locked_active
from jikim.vault.models import Part
from jikim.vault.stores import DEFAULT


@transaction.atomic
def supplement(token: Token, kind: Slug, text: str, *, by: By, at: datetime) -> int:
    """Seal ``text`` beside the record and give its number in the conversation, from 1.

    Raises Unknown, Gone (destroyed, or its last day is over), Refused when it is apart, Frozen while disputed, Invalid
    on a value that is no text.  Joins the caller's transaction.
    """
    record = locked_active(token)
    if record.ends < day_of(at):
        rule = "record-expired"
        raise Gone(rule, when=record.ends)
    last = Part.objects.filter(record=record).aggregate(last=Max("seq"))["last"] or 0
    seq = int(last) + 1
    key = envelope.data_key(record, store=DEFAULT)
    body = envelope.enclose_piece(text, kind=kind, seq=seq, store=DEFAULT, token=token, key=key)
    Part.objects.create(record=record, seq=seq, kind=kind, at=at, body=body)
    append(RecordSupplemented(token=token, purpose=Slug(record.purpose), kind=kind), by=by, at=at)
    return seq
