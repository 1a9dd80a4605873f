"""The policy article by article: promise, control, last check, state; it shows the evidence and decides nothing."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse

from jikim.console.door import Caller, allowed
from jikim.console.page import show
from jikim.console.words import CHECKS, STATES
from jikim.evidence.articles import Kept
from jikim.evidence.articles import articles as told
from jikim.evidence.checks import State
from jikim.registers.in_force import in_force
from jikim.web.parts import Stat


@allowed("review")
def articles(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Check every article now, and show what was found."""
    current = in_force(caller.at)
    rows = told(current.policy, caller.at)
    found = Counter(row.state for row in rows)
    context = {
        "current": current,
        "articles": [_drawn(row) for row in rows],
        "stats": [
            Stat(label=STATES[state][0], value=found[state], tone=STATES[state][1] if found[state] else "")
            for state in State
        ],
    }
    return show(request, caller, "articles", context)


def _drawn(row: Kept) -> dict[str, Any]:
    return {
        "row": row,
        "state": STATES[row.state],
        "findings": [
            {"one": one, "words": CHECKS.get(one.check, one.check), "state": STATES[one.state]} for one in row.findings
        ],
    }
