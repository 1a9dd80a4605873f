"""Counts what the vault holds, for the officer's table and the checks; reads no content and needs no key."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from jikim.clock import day_of
from jikim.proof.values import Slug
from jikim.vault import daykeys
from jikim.vault.models import Move, Record, Stage
from jikim.vault.reconcile import lost_keys
from jikim.vault.stores import STORES


@dataclass(frozen=True, kw_only=True)
class Counted:
    """So many records of a purpose are in a place (active, apart, destroyed)."""

    place: Slug
    purpose: Slug
    count: int


@dataclass(frozen=True, kw_only=True)
class DueDay:
    """A day that is over and whose records still stand in a store."""

    store: Slug
    day: date
    count: int


@dataclass(frozen=True, kw_only=True)
class Health:
    """What stands between the vault and its promises: nothing, when all are zero or empty."""

    lost: tuple[str, ...]
    undone: int
    moving: int


def counts() -> list[Counted]:
    """Count records by place and purpose."""
    rows = Record.objects.values_list("place", "purpose").annotate(count=Count("token")).order_by("place", "purpose")
    return [Counted(place=Slug(place), purpose=Slug(purpose), count=count) for place, purpose, count in rows]


def due_days(*, at: datetime) -> list[DueDay]:
    """List the days that are over and whose key still stands, in both stores, oldest first."""
    found = [
        DueDay(store=store.name, day=day, count=count)
        for store in STORES
        for day, count in store.key.objects.filter(day__lt=day_of(at))
        .values_list("day")
        .annotate(count=Count(store.record.__name__.lower()))
        .order_by("day")
    ]
    return sorted(found, key=lambda due: (due.day, due.store))


def overdue(*, by_day: date) -> int:
    """Count the records that should have been destroyed: their last day was before ``by_day``."""
    return sum(store.record.objects.filter(day_key__day__lt=by_day).count() for store in STORES)


def health(*, at: datetime) -> Health:
    """Look at the keyring and at what is half done; Broken where the keyring cannot be opened."""
    waiting = sum(store.erased.objects.filter(number__gt=daykeys.told_up_to(store)).count() for store in STORES)
    begun = Move.objects.exclude(state=Stage.DONE).filter(begun__lte=at).count()
    return Health(lost=lost_keys(), undone=waiting, moving=begun)
