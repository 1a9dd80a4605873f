"""The figures above which the log asks for an explanation; no law fixes them, so each says why it is what it is."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """What counts as unusual.  A count that exceeds its figure is a finding; one that equals it is not."""

    reveals_a_day: int = 50
    """Records that one person opens on one day: a desk of this size answers some twenty inquiries a day."""

    looks_at_one_subject: int = 10
    """Reveals of the same record by the same person in a month: asking, answering and a call back take fewer."""

    searches_a_day: int = 30
    """Look-ups by one person on one day: more than that is going through a list."""

    day_starts: time = time(7)
    day_ends: time = time(21)
    """Korean hours; a look outside of them, or on a day of rest, is out of hours (practice of ISMS-P 2.9.5)."""

    out_of_hours: int = 0
    """Looks out of hours that need no word: none."""


THRESHOLDS: Final = Thresholds()
