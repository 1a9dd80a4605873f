"""A period as a policy words it (a year, three months, five days); it refuses every other ISO 8601 duration."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_shape: Final = re.compile(r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?", re.ASCII).fullmatch


@dataclass(frozen=True, kw_only=True)
class Period:
    """Years and months by the calendar (민법 제160조), then days."""

    years: int = 0
    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        parts = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        return "P" + "".join(f"{count}{unit}" for count, unit in parts if count)

    @property
    def korean(self) -> str:
        """The period as a Korean reader expects it: ``1년 6개월``."""
        parts = ((self.years, "년"), (self.months, "개월"), (self.days, "일"))
        return " ".join(f"{count}{unit}" for count, unit in parts if count)


@lru_cache(maxsize=256)
def period(text: str) -> Period:
    """Take an ISO 8601 duration such as ``P1Y`` or ``P3M``; ValueError on anything else and on nothing."""
    found = _shape(text)
    if found is None:
        message = "not a period of years, months and days such as P1Y"
        raise ValueError(message)
    years, months, days = (int(part or 0) for part in found.groups())
    if not years + months + days:
        message = "a period of nothing is no period"
        raise ValueError(message)
    return Period(years=years, months=months, days=days)
