"""Takes up whatever a crash or a restore has left half done, then counts; destroys nothing that was not decided."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jikim.clock import day_of
from jikim.errors import JikimError
from jikim.proof.values import By, Slug, Token
from jikim.vault import daykeys
from jikim.vault.apart import set_apart
from jikim.vault.destroy import destroy_day, sweep_apart
from jikim.vault.extend import follow
from jikim.vault.models import ApartRecord, Extension, Move, Place, Record, Stage
from jikim.vault.stores import STORES, Store

_CHUNK = 500


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """What was taken up, and what still disagrees; ``clean`` when nothing does.

    ``lost`` names living day keys whose file is missing (``store name``); ``missing`` are spines that say apart
    without content there, ``strays`` rows there whose spine says otherwise; ``stuck`` are moves that refuse to go on.
    """

    drafts: int
    erased: int
    revived: int
    days: int
    moves: int
    extensions: int
    swept: int
    lost: tuple[str, ...]
    missing: tuple[Token, ...]
    strays: tuple[Token, ...]
    stuck: tuple[Token, ...]

    @property
    def clean(self) -> bool:
        """Whether databases and keyring agree in everything."""
        return not (self.lost or self.missing or self.strays or self.stuck)


def reconcile(*, by: By, at: datetime) -> Reconciliation:
    """Resume erasures, days, moves and extensions, then compare; may be run at any time, any number of times.

    Broken where the keyring is missing or wrong, or where a database is older than the keyring (a restore).  Refuses
    inside a transaction (RuntimeError).
    """
    drafts = daykeys.ring().tidy()
    erased = sum(daykeys.settle(store, by=by, at=at) for store in STORES)
    revived = sum(_erase_revived(store, at=at) for store in STORES)
    extensions = sum(follow(day, by=by, at=at) for day in Extension.objects.values_list("before", flat=True).distinct())
    days = sum(_resume_days(store, by=by, at=at) for store in STORES)
    moves, stuck = _resume_moves(by=by, at=at)
    swept = _sweep(at=at)
    erased += sum(daykeys.settle(store, by=by, at=at) for store in STORES)
    missing, strays = _compare()
    return Reconciliation(
        drafts=drafts,
        erased=erased,
        revived=revived,
        days=days,
        moves=moves,
        extensions=extensions,
        swept=swept,
        lost=lost_keys(),
        missing=missing,
        strays=strays,
        stuck=stuck,
    )


def lost_keys() -> tuple[str, ...]:
    """Name the day keys that the databases count on and the keyring does not hold."""
    held = daykeys.ring()
    return tuple(
        f"{store.name} {name}"
        for store in STORES
        for name in store.key.objects.filter(dying__isnull=True).order_by("name").values_list("name", flat=True)
        if not held.has(store.name, name)
    )


def _erase_revived(store: Store, *, at: datetime) -> int:
    """Erase key files that an old copy of the keyring brought back, and files of past days that no row knows."""
    held, today = daykeys.ring(), day_of(at)
    known = set(store.key.objects.values_list("name", flat=True))
    dead = set(store.erased.objects.values_list("name", flat=True))
    files = [name for name in held.names(store.name) if name not in known]
    revived = [name for name in files if name in dead or date.fromisoformat(name[:10]) < today]
    for name in revived:
        held.erase(store.name, name)
    return len(revived)


def _resume_days(store: Store, *, by: By, at: datetime) -> int:
    dying = store.key.objects.filter(dying__isnull=False).values_list("day", "batch", "because").distinct()
    found = list(dying)
    for day, batch, because in found:
        destroy_day(store.name, day, batch=Token(batch), because=Slug(because), by=by, at=at)
    return len(found)


def _resume_moves(*, by: By, at: datetime) -> tuple[int, tuple[Token, ...]]:
    begun = list(Move.objects.exclude(state=Stage.DONE).order_by("begun").values_list("token", flat=True))
    stuck = []
    for token in begun:
        try:
            set_apart(Token(token), by=by, at=at)
        except JikimError:
            stuck.append(Token(token))  # one that refuses does not hold up the others; it is named instead
    return len(begun) - len(stuck), tuple(stuck)


def _sweep(*, at: datetime) -> int:
    tokens = list(ApartRecord.objects.values_list("token", flat=True))
    return sum(sweep_apart(tokens[start : start + _CHUNK], at=at) for start in range(0, len(tokens), _CHUNK))


def _compare() -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    here = set(Record.objects.filter(place=Place.APART).values_list("token", flat=True))
    there = set(ApartRecord.objects.values_list("token", flat=True))
    moving = set(Move.objects.exclude(state=Stage.DONE).values_list("token", flat=True))
    missing = tuple(Token(token) for token in sorted(here - there))
    strays = tuple(Token(token) for token in sorted(there - here - moving))
    return missing, strays
