"""Day keys as the databases know them: makes them ahead, finds the living one of a day, carries out erasures.

An erasure is first decided in the database (a row in its erased keys, in the same commit as what it is for) and then
carried out in the keyring, in order; so a crash in between is made good by the next run, and a database that was
restored from an old backup betrays itself: the keyring has carried out more than it knows of.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from jikim import seal
from jikim.clock import day_of
from jikim.errors import Broken, Changed, Gone
from jikim.ledger.append import append
from jikim.proof.facts import DaykeyErased, DaykeysMade
from jikim.proof.values import By
from jikim.vault import keyring
from jikim.vault.fault import fault
from jikim.vault.keyring import Ring
from jikim.vault.models import House
from jikim.vault.models.shape import key_name
from jikim.vault.stores import DEFAULT, STORES, Store

_rings: dict[tuple[str, str], Ring] = {}
_living: dict[tuple[str, str, date], str] = {}


def ring() -> Ring:
    """Open the keyring, once a process; founds it where neither keyring nor database has ever held anything.

    Broken when it is missing, damaged, another house's, or when the root key is wrong.
    """
    place = (str(settings.JIKIM_KEYS), settings.JIKIM_ROOT_KEY)
    known = _rings.get(place)
    if known is not None:
        return known
    opened = _open()
    # Remembered after the commit only: a row of a transaction that fails never was.
    transaction.on_commit(lambda: _rings.__setitem__(place, opened))
    return opened


def forget() -> None:
    """Drop what this process remembers of keyrings and keys, so that the next use looks again."""
    _rings.clear()
    _living.clear()


def ensure(first: date, last: date, *, by: By, at: datetime) -> int:
    """Make the keys of the days ``first`` to ``last`` in both stores, durable before use, and count the new ones.

    Days whose keys exist, or whose keys were erased, are left as they are.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return sum(_register(store, days, by=by, at=at) for store in STORES)


def living(store: Store, day: date, *, by: By, at: datetime) -> tuple[str, seal.DayKeys]:
    """Give name and keys of the living day key of ``day``, made where there is none yet.

    Gone when the day's key was erased, Changed while the day is being destroyed, Broken when the key is lost.
    """
    place = (str(settings.JIKIM_KEYS), store.name, day)
    name = _living.get(place) or _named(store, day, by=by, at=at)
    while True:
        try:
            keys = ring().use(store.name, name)
        except Broken:
            retired(store, day)
            newer = _named(store, day, by=by, at=at)
            if newer == name:
                raise
            name = newer  # the day was re-sealed and its old key erased while we looked
        else:
            # Remembered after the commit only: a row of a transaction that fails never was.
            transaction.on_commit(partial(_living.__setitem__, place, name), using=store.name)
            return name, keys


def retired(store: Store, day: date) -> None:
    """Forget the living key of a day: it was found to be retired by somebody else."""
    _living.pop((str(settings.JIKIM_KEYS), store.name, day), None)


def living_names(store: Store, *, at: datetime) -> list[str]:
    """Name the keys under which a record may be found: those of days that are not over."""
    living = store.key.objects.filter(dying__isnull=True, day__gte=day_of(at))
    return list(living.order_by("name").values_list("name", flat=True))


def decide(store: Store, names: Iterable[str], *, at: datetime) -> None:
    """Decide, inside the caller's transaction, that keys are to be erased; ``settle`` does it after the commit."""
    last = store.erased.objects.aggregate(last=Max("number"))["last"] or 0
    for number, name in enumerate(sorted(names), last + 1):
        key = store.key.objects.get(name=name)
        store.erased.objects.create(number=number, name=name, day=key.day, generation=key.generation, at=at)


def settle(store: Store, *, by: By, at: datetime) -> int:
    """Carry out every decided erasure of a store: key file first, then the fact; gives how many.

    Refuses inside a transaction (RuntimeError): what is not committed may not be carried out.  Broken where the
    keyring has carried out more than the database knows of: one of them was restored.
    """
    with transaction.atomic(durable=True):
        told = told_up_to(store)
    with transaction.atomic(using=store.name, durable=True):
        waiting = list(store.erased.objects.filter(number__gt=told).order_by("number"))
    if ring().epoch(store.name) > (waiting[-1].number if waiting else told):
        rule = "database-older-than-keyring"
        raise Broken(rule, hint="a restored database: replay the erasures before opening")
    for erased in waiting:
        ring().erase(store.name, erased.name)
        fault(f"settle:{store.name}:erased")
        ring().advance(store.name, erased.number)
        fault(f"settle:{store.name}:advanced")
        with transaction.atomic(durable=True):
            _tell(store, erased.number)
            fact = DaykeyErased(store=store.name, day=erased.day, generation=erased.generation)
            append(fact, by=by, at=at)
        retired(store, erased.day)
    return len(waiting)


def told_up_to(store: Store) -> int:
    """Tell up to which number the erasures of a store were carried out and told to the ledger."""
    house = House.objects.first()
    if house is None:
        return 0
    return house.epoch_default if store is DEFAULT else house.epoch_apart


def _tell(store: Store, number: int) -> None:
    if store is DEFAULT:
        House.objects.update(epoch_default=number)
    else:
        House.objects.update(epoch_apart=number)


def _find(store: Store, day: date) -> str | None:
    newest = store.key.objects.filter(day=day).order_by("-generation").first()
    if newest is not None and newest.dying is not None:
        rule = "day-is-over"
        raise Changed(rule)
    return newest.name if newest else None


def _named(store: Store, day: date, *, by: By, at: datetime) -> str:
    if _find(store, day) is None:
        _register(store, [day], by=by, at=at)
    name = _find(store, day)
    if name is None:
        rule = "day-is-over"
        raise Gone(rule, when=day)
    return name


def _register(store: Store, days: list[date], *, by: By, at: datetime) -> int:
    """Make key files, then their rows: a file without a row is adopted the next time, a row never lacks its file."""
    between = {"day__gte": days[0], "day__lte": days[-1]}
    with transaction.atomic(), transaction.atomic(using=store.name):
        held = ring()
        known = set(store.key.objects.filter(**between).values_list("day", flat=True))
        known |= set(store.erased.objects.filter(**between).values_list("day", flat=True))
        new = [day for day in days if day not in known]
        if not new:
            return 0
        held.make(store.name, [key_name(day, 0) for day in new])
        rows = [store.key(name=key_name(day, 0), day=day, generation=0) for day in new]
        # Somebody else may make the same day meanwhile: then theirs stands.
        store.key.objects.bulk_create(rows, ignore_conflicts=True)  # type: ignore[arg-type]  # rows of this store's own class
        append(DaykeysMade(store=store.name, first=new[0], last=new[-1], count=len(new)), by=by, at=at)
    return len(new)


def _open() -> Ring:
    path, root_key = settings.JIKIM_KEYS, settings.JIKIM_ROOT_KEY
    house = House.objects.first()
    if house is None:
        if any(store.key.objects.exists() for store in STORES):
            rule = "database-without-keyring"
            raise Broken(rule, hint="the database holds keys, but does not know its keyring")
        opened = keyring.found(path, root_key)
        House.objects.get_or_create(id=1, defaults={"keyring": opened.identity, "check_value": opened.check})
        house = House.objects.get()
    else:
        opened = keyring.open_ring(path, root_key)
    if (house.keyring, house.check_value) != (opened.identity, opened.check):
        rule = "keyring-of-another-house"
        raise Broken(rule, hint="this keyring does not belong to this database")
    return opened
