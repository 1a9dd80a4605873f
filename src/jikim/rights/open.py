"""Opens a person's request for a right, and sends the one-time code to the contact given at intake (P10)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Sum

from jikim.clock import day_of
from jikim.errors import Gone, Refused, SlowDown, Unknown
from jikim.law.daycount import answer_by
from jikim.ledger.append import append
from jikim.policy.ends import answer_days
from jikim.policy.model import Policy
from jikim.proof.facts import RequestOpened
from jikim.proof.values import By, Slug, Token, new_token
from jikim.rights.code import send
from jikim.rights.models import Channel, Request, Right
from jikim.vault.models import Place, Record

CODES_A_DAY: Final = 10
"""Codes that one record gets within a day: enough for every right twice, too few to guess or to flood a mailbox."""

A_DAY: Final = timedelta(days=1)


def open_request(record: Token, right: Right, *, channel: Channel, policy: Policy, by: By, at: datetime) -> Token:
    """Open a request and give its token; asking again for the same gives the same one, with a new code if need be.

    The days to answer are those of ``policy`` or of the law, whichever are fewer.  Raises Unknown where there is no
    such record, Gone where it was destroyed, Refused where a correction is asked of a record that was set apart,
    SlowDown where too many codes were sent today.
    """
    try:
        with transaction.atomic():
            return _open(record, right, channel=channel, policy=policy, by=by, at=at)
    except IntegrityError:
        # Somebody opened the same request between our look and our write: theirs is ours.
        standing = Request.objects.open().filter(record=record, right=right).first()
        if standing is None:
            raise
        return Token(standing.token)


def _open(record: Token, right: Right, *, channel: Channel, policy: Policy, by: By, at: datetime) -> Token:
    _living(record, right)
    standing = Request.objects.select_for_update().open().filter(record=record, right=right).first()
    if standing is not None:
        return _again(standing, at=at)
    _not_too_many(record, at=at)
    today = day_of(at)
    request = Request(
        token=new_token(),
        record=record,
        right=right,
        channel=channel,
        opened=at,
        due=answer_by(today, answer_days(policy, today)),
    )
    send(request, at=at)
    fact = RequestOpened(
        request=Token(request.token), token=record, right=Slug(right.value), channel=Slug(channel.value)
    )
    append(fact, by=by, at=at)
    return Token(request.token)


def _again(request: Request, *, at: datetime) -> Token:
    if request.awaits_code and at >= request.code_until:
        _not_too_many(Token(request.record), at=at)
        request.codes += 1
        send(request, at=at)
    return Token(request.token)


def _living(record: Token, right: Right) -> None:
    kept = Record.objects.filter(token=record).first()
    if kept is None:
        rule = "unknown"
        raise Unknown(rule)
    if kept.destroyed is not None:
        raise Gone(when=day_of(kept.destroyed))
    if right == Right.CORRECTION and kept.place == Place.APART:
        rule = "record-is-apart"  # nothing is added to what only waits for its end: said before a code is mailed
        raise Refused(rule)


def _not_too_many(record: Token, *, at: datetime) -> None:
    sent = Request.objects.filter(record=record, opened__gt=at - A_DAY).aggregate(codes=Sum("codes"))["codes"] or 0
    if sent >= CODES_A_DAY:
        rule = "codes-a-day"
        raise SlowDown(rule, retry_after=int(A_DAY.total_seconds()))
