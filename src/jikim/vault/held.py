"""Finds the spine of a record for a verb that will change it, locked; refuses what is gone, apart or disputed."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from jikim.clock import day_of
from jikim.errors import Frozen, Gone, Refused, Unknown
from jikim.proof.values import Token
from jikim.vault.models import Place, Record


def locked(token: Token) -> Record:
    """Give the spine, locked until the caller's transaction ends; Unknown, or Gone with the day when destroyed."""
    record = Record.objects.select_for_update().filter(token=token).first()
    if record is None:
        rule = "no-such-record"
        raise Unknown(rule)
    gone_if_destroyed(record)
    return record


def locked_active(token: Token) -> Record:
    """Give the spine of a record that may be worked on; Refused when it is apart, Frozen while it is disputed."""
    record = locked(token)
    if record.place != Place.ACTIVE:
        rule = "record-is-apart"
        raise Refused(rule)
    if record.frozen is not None:
        rule = "record-is-frozen"
        raise Frozen(rule)
    return record


def gone_if_destroyed(record: Record) -> None:
    """Raise Gone, naming the day, for a destroyed record."""
    if record.destroyed is not None:
        raise Gone(when=day_of(record.destroyed))
