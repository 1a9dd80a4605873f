"""Korean public holidays with their substitutes; refuses to guess: days declared late stand in a table of our own."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

import holidays

_SATURDAY: Final = 5

ADDED: Final[frozenset[date]] = frozenset()
"""Temporary holidays (임시공휴일) that the government declared after the package of this release was made."""

REMOVED: Final[frozenset[date]] = frozenset()
"""Days that the package lists and the law does not."""


@lru_cache(maxsize=64)
def of_year(year: int) -> frozenset[date]:
    """Give the public holidays of a year, Sundays aside; a date, not its name, is what counting needs."""
    listed = frozenset(holidays.country_holidays("KR", years=year))
    added = {day for day in ADDED if day.year == year}
    return (listed | added) - REMOVED


def is_rest(day: date) -> bool:
    """Tell whether 민법 제161조 moves a last day on: a Saturday, a Sunday or a public holiday."""
    return day.weekday() >= _SATURDAY or day in of_year(day.year)
