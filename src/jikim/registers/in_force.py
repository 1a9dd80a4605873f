"""Gives the policy that applies now: the one object that every door draws from."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from django.db import connection

from jikim.clock import day_of
from jikim.errors import Broken
from jikim.policy import toml
from jikim.policy.model import Policy
from jikim.proof.values import Digest
from jikim.registers.models import Enactment


@dataclass(frozen=True, kw_only=True)
class Enacted:
    """A version of the policy with its days; ``until`` is the last day before the next one, None while open."""

    policy: Policy
    digest: Digest
    effective: date
    until: date | None = None


_NOW: Final = (
    "SELECT digest, effective FROM registers_enactment WHERE withdrawn IS NULL AND effective <= %s "
    "ORDER BY effective DESC, id DESC LIMIT 1"
)
"""Asked once a request, so it goes past the query builder and leaves the long text where it lies."""


@lru_cache(maxsize=32)
def _compiled(digest: str) -> Policy:
    policy = toml.loads(Enactment.objects.values_list("toml", flat=True).get(digest=digest))
    if policy.digest != digest:
        rule = "policy-altered"
        raise Broken(rule, hint="the enacted text does not have the digest under which it was announced")
    return policy


def enacted(enactment: Enactment) -> Enacted:
    """Give a stored version as a value; raises Broken where its text is not what was announced."""
    return Enacted(
        policy=_compiled(enactment.digest),
        digest=Digest(enactment.digest),
        effective=enactment.effective,
    )


def in_force(at: datetime) -> Enacted:
    """Give the version in force at ``at``; raises Broken where no policy was ever adopted."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW, [day_of(at)])
        row = cursor.fetchone()
    if row is None:
        rule = "policy-missing"
        raise Broken(rule, hint="adopt the published policy first: jikim adopt FILE")
    digest, effective = row
    first_day = effective if isinstance(effective, date) else date.fromisoformat(effective)  # SQLite keeps days as text
    return Enacted(policy=_compiled(digest), digest=Digest(digest), effective=first_day)


def version(digest: str) -> Enacted | None:
    """Give the version of a digest, whatever its days; None where there is none."""
    enactment = Enactment.objects.filter(digest=digest).first()
    return None if enactment is None else enacted(enactment)
