"""Manages the desk's catalogue: what can be asked about; an entry in use is retired, never deleted."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from jikim.errors import Changed, Invalid, Unknown
from jikim.inquiries.models import Choice
from jikim.ledger.append import append
from jikim.proof.facts import CatalogueChanged
from jikim.proof.values import By, Slug, Token, new_token

LONGEST = 80


def offered(purpose: str, item: str) -> list[tuple[str, str]]:
    """List (token, name) of what can be chosen now for one item of one purpose."""
    return list(Choice.objects.filter(purpose=purpose, item=item, active=True).values_list("token", "name"))


def add(purpose: Slug, item: Slug, name: str, *, by: By, at: datetime) -> Token:
    """List a new entry at the end; raises Invalid on an empty or overlong name, Changed where it stands already."""
    words = " ".join(name.split())
    if not words or len(words) > LONGEST:
        rule = "choice-name"
        raise Invalid(rule, field="name")
    token = new_token()
    try:
        with transaction.atomic():
            Choice.objects.create(
                token=token, purpose=purpose, item=item, name=words, position=Choice.objects.count() + 1
            )
            append(CatalogueChanged(choice=token, change=Slug("added")), by=by, at=at)
    except IntegrityError:
        rule = "choice-listed-already"
        raise Changed(rule) from None
    return token


@transaction.atomic
def set_active(token: Token, *, active: bool, by: By, at: datetime) -> None:
    """Offer an entry again, or retire it; inquiries that named it keep it."""
    if not Choice.objects.filter(token=token).update(active=active):
        rule = "unknown"
        raise Unknown(rule)
    append(CatalogueChanged(choice=token, change=Slug("offered" if active else "retired")), by=by, at=at)
