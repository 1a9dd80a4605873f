"""Keeps network addresses beside the log, so that a fact names a token and the officer can still ask from where."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from jikim.people.models import Origin
from jikim.proof.values import Token
from jikim.proof.values import token as as_token


def origin_of(address: str | None, *, at: datetime) -> Token | None:
    """Give the token of an address, made on first sight; None for no address."""
    if address is None:
        return None
    row, _ = Origin.objects.get_or_create(address=address, defaults={"first_seen": at})
    return as_token(row.token)


def addresses(origins: Iterable[Token]) -> dict[Token, str]:
    """Resolve tokens for a review of the log; an address that was forgotten is left out."""
    rows = Origin.objects.filter(token__in=list(origins)).values_list("token", "address")
    return {as_token(token): address for token, address in rows}


def forget(origins: Iterable[Token]) -> int:
    """Delete addresses whose facts have been pruned from the log; give how many."""
    return Origin.objects.filter(token__in=list(origins)).delete()[0]
