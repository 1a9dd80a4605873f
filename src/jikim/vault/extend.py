"""Moves a record's end later, on a named ground alone (a statute's hold, renewed consent); never silently (P4, P7).

The record goes over to the key of its later day; the old wrap dies with the old day.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from jikim.clock import day_of
from jikim.errors import Gone, Invalid
from jikim.ledger.append import append
from jikim.proof.facts import RecordExtended
from jikim.proof.values import By, Slug, Token
from jikim.vault import daykeys
from jikim.vault.fault import fault
from jikim.vault.held import locked
from jikim.vault.models import ApartRecord, Extension, Place, Record
from jikim.vault.reseal import rewrap
from jikim.vault.stores import APART, DEFAULT


def extend(token: Token, *, ends: date, because: Slug, by: By, at: datetime) -> None:
    """Keep a record until ``ends`` on the ground ``because``; nothing happens when that is its end already.

    Raises Unknown, Gone (destroyed, or its last day is over: what is due dies), Invalid when ``ends`` is earlier.
    Refuses inside a transaction (RuntimeError).
    """
    with transaction.atomic(durable=True):
        record = locked(token)
        if record.ends < day_of(at):
            rule = "record-expired"
            raise Gone(rule, when=record.ends)
        if ends < record.ends:
            rule = "end-not-later"
            raise Invalid(rule)
        if ends > record.ends:
            _extend(record, ends, because=because, by=by, at=at)
    fault("extend:told")
    if record.place == Place.APART:
        _follow(token, by=by, at=at)


def follow(day: date, *, by: By, at: datetime) -> int:
    """Let the rows of the separate database follow ends that were moved later from ``day``; gives how many did.

    A crash between the two databases leaves a row behind; this takes it along.
    """
    tokens = Extension.objects.filter(before=day).values_list("token", flat=True)
    return sum(_follow(Token(token), by=by, at=at) for token in tokens)


def _extend(record: Record, ends: date, *, because: Slug, by: By, at: datetime) -> None:
    Extension.objects.create(token=record.token, before=record.ends, ends=ends, because=because, at=at)
    if record.place == Place.ACTIVE:
        name, keys = daykeys.living(DEFAULT, ends, by=by, at=at)
        rewrap(DEFAULT, [record], name=name, keys=keys)
    else:
        Record.objects.filter(token=record.token).update(ends=ends)
    append(RecordExtended(token=Token(record.token), ends=ends, because=because), by=by, at=at)


def _follow(token: Token, *, by: By, at: datetime) -> bool:
    ends = Record.objects.values_list("ends", flat=True).get(token=token)
    name, keys = daykeys.living(APART, ends, by=by, at=at)
    with transaction.atomic(using=APART.name, durable=True):
        row = ApartRecord.objects.select_for_update().filter(token=token, ends__lt=ends).first()
        if row is None:
            return False
        rewrap(APART, [row], name=name, keys=keys)
    return True
