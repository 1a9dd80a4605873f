"""A desk that tells facts: the cast, the moments, and the shortest way to a sequenced log."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from jikim.ledger import key
from jikim.ledger.append import append_many
from jikim.ledger.sequence import sequence
from jikim.proof.facts import Fact, RecordKept
from jikim.proof.note import Verifier
from jikim.proof.values import VISITOR, By, Slug, Token, digest_of

ORIGIN = "jikim.example/log"
AT = datetime(2026, 11, 3, 1, 2, 3, 4, tzinfo=UTC)
ALICE = Token("0" * 25 + "a")
BOB = By(role=Slug("staff"), actor=Token("0" * 25 + "b"), origin=Token("0" * 25 + "1"))
OLGA = By(role=Slug("officer"), actor=Token("0" * 25 + "z"))


def token_of(number: int) -> Token:
    return Token(f"{number:026d}")


def kept(token: Token) -> Fact:
    return RecordKept(token=token, purpose=Slug("quote"), policy=digest_of(b"policy"), ends=date(2027, 11, 3))


def tell(count: int, *, first: int = 0) -> None:
    """Commit facts about the records first, first + 1, and so on."""
    with transaction.atomic():
        append_many(
            [kept(token_of(number)) for number in range(first, first + count)],
            by=VISITOR,
            at=AT + timedelta(seconds=first),
        )


def grow_to(size: int, *, first: int = 0) -> Verifier:
    """Make the log as large as that, all of it sequenced."""
    verifier = key.ensure(ORIGIN)
    tell(size - first, first=first)
    sequence(at=AT + timedelta(seconds=size))
    return verifier
