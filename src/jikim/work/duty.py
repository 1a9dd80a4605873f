"""A duty: what must be done again and again, how often, and from when in the day; it knows no database."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from jikim.proof.values import slug

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Duty:
    """An idempotent verb that runs once in every slot.

    Slots are ``every`` long and begin at multiples of it since the epoch (UTC), moved by ``offset``: a daily duty with
    an offset of 15 hours begins at Korean midnight.  ``verb`` takes the moment at which it runs and must be safe to
    run twice.  ValueError on a name that is not a slug or a period that is not positive.
    """

    name: str
    every: timedelta
    verb: Callable[[datetime], object]
    offset: timedelta = timedelta()

    def __post_init__(self) -> None:
        slug(self.name)
        if self.every <= timedelta():
            message = "a duty's period is positive"
            raise ValueError(message)

    def next_slot(self, at: datetime) -> datetime:
        """Give the first slot boundary after ``at``."""
        start = _EPOCH + self.offset
        return start + ((at - start) // self.every + 1) * self.every
