"""Dated rules about what a policy must say, as data with instrument, article and source; it tests no policy itself."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule.  ``test`` names what the policy room looks for.

    ``verified`` tells how far the content was checked ("text", "secondary", "memory"), ``dated`` the same of its date.
    """

    id: str
    test: str
    instrument: str
    article: str
    starts: date
    until: date
    severity: Literal["error", "warning", "note"]
    message: str
    message_en: str
    mend: str
    mend_en: str
    source: str
    verified: str
    dated: str


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Give all rules in the order of the law pack."""
    rows = tomllib.loads(files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))["rule"]
    return tuple(Rule(starts=row.pop("from"), until=row.pop("until", date.max), **row) for row in rows)


def in_force(on: date) -> tuple[Rule, ...]:
    """Give the rules of a day."""
    return tuple(rule for rule in rules() if rule.starts <= on <= rule.until)
