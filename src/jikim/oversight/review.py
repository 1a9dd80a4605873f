"""Opens the monthly review of the access log by itself and takes the officer's signature; never edits a count (P13)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from django.db import transaction

from jikim.clock import day_of
from jikim.errors import Changed, Invalid, Refused, Unknown
from jikim.ledger.append import append
from jikim.ledger.head import latest
from jikim.ledger.models import Checkpoint, Entry, EntryQuerySet
from jikim.oversight.models import Note, Review
from jikim.oversight.period import MONTH, moments, over, sign_by
from jikim.oversight.sample import draw
from jikim.oversight.statistics import LOOKS, Look, Statistics, count
from jikim.oversight.thresholds import THRESHOLDS
from jikim.proof.facts import ReviewOpened, ReviewSigned
from jikim.proof.values import WORKER, By, Digest, Token, new_token

SAMPLE: Final = 20
"""Entries that the officer looks at by hand each month: about an hour's work."""


def open_due(at: datetime) -> int:
    """Open the review of every month that is over and has none; give how many.

    A month waits while one of its entries is not yet in the tree, because the sample is drawn from the tree.
    """
    started = Entry.objects.order_by("id").values_list("at", flat=True).first()
    if started is None:
        return 0
    reviewed = set(Review.objects.values_list("first", flat=True))
    months = over(day_of(started), day_of(at), months=MONTH)
    return sum(_open(first, last, at=at) for first, last in months if first not in reviewed)


@transaction.atomic
def _open(first: date, last: date, *, at: datetime) -> bool:
    head = latest()
    start, end = moments(first, last)
    if head is None or Entry.objects.pending().filter(at__lt=end).exists():
        return False
    figures = count(_looks(start, end), thresholds=THRESHOLDS)
    review, opened = Review.objects.get_or_create(
        first=first, defaults=_counted(last, figures, _drawn(start, end, head), head, at=at)
    )
    if opened:
        append(ReviewOpened(review=Token(review.token), first=first, last=last), by=WORKER, at=at)
    return opened


def _counted(
    last: date, figures: Statistics, sample: list[int], head: Checkpoint, *, at: datetime
) -> dict[str, object]:
    return {
        "token": new_token(),
        "last": last,
        "opened": at,
        "due": sign_by(last),
        "figures": figures.plain(),
        "findings": len(figures.findings),
        "root": head.root,
        "size": head.size,
        "sample": sample,
    }


def _drawn(start: datetime, end: datetime, head: Checkpoint) -> list[int]:
    indexes = _by_people(start, end).filter(index__lt=head.size).order_by("index").values_list("index", flat=True)
    return draw([number for number in indexes if number is not None], SAMPLE, seed=Digest(head.root))


def _looks(start: datetime, end: datetime) -> Iterator[Look]:
    columns = _by_people(start, end).values_list("name", "actor", "subject", "at")
    for name, actor, subject, moment in columns.iterator():
        yield Look(name=name, actor=actor or "", subject=subject or "", at=moment)


def _by_people(start: datetime, end: datetime) -> EntryQuerySet:
    # The worker looks too, in order to mail; but it is no person, and has no one to explain it.
    return Entry.objects.filter(name__in=LOOKS, actor__isnull=False, at__gte=start, at__lt=end)


@transaction.atomic
def sign(review: Token, note: Note, *, by: By, at: datetime) -> None:
    """Sign a review with what the officer attests.

    Raises Unknown, Changed (signed already), Refused("officer-signs"), Invalid where findings are called nothing.
    """
    if by.role != "officer" or by.actor is None:
        rule = "officer-signs"
        raise Refused(rule)
    row = Review.objects.select_for_update().filter(token=review).first()
    if row is None:
        rule = "unknown"
        raise Unknown(rule)
    if row.signed is not None:
        rule = "signed-already"
        raise Changed(rule)
    if row.findings and note == Note.CLEAN:
        rule = "findings-need-a-word"
        raise Invalid(rule, field="note", hint="a review with findings is signed as explained or followed up")
    row.signed, row.signed_by, row.note = at, by.actor, note
    row.save(update_fields=["signed", "signed_by", "note"])
    append(ReviewSigned(review=review, findings=row.findings), by=by, at=at)
