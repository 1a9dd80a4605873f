"""Gives the policy that applies now: the one object that every door draws from."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

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


@lru_cache(maxsize=32)
def _compiled(digest: str, text: str) -> Policy:
    policy = toml.loads(text)
    if policy.digest != digest:
        rule = "policy-altered"
        raise Broken(rule, hint="the enacted text does not have the digest under which it was announced")
    return policy


def enacted(enactment: Enactment) -> Enacted:
    """Give a stored version as a value; raises Broken where its text is not what was announced."""
    return Enacted(
        policy=_compiled(enactment.digest, enactment.toml),
        digest=Digest(enactment.digest),
        effective=enactment.effective,
    )


def in_force(at: datetime) -> Enacted:
    """Give the version in force at ``at``; raises Broken where no policy was ever adopted."""
    enactment = Enactment.objects.in_force_on(day_of(at))
    if enactment is None:
        rule = "policy-missing"
        raise Broken(rule, hint="adopt the published policy first: jikim policy adopt FILE")
    return enacted(enactment)


def version(digest: str) -> Enacted | None:
    """Give the version of a digest, whatever its days; None where there is none."""
    enactment = Enactment.objects.filter(digest=digest).first()
    return None if enactment is None else enacted(enactment)
