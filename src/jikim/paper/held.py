"""Finds a sheet to act on; refuses one that was destroyed."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from jikim.clock import day_of
from jikim.errors import Gone, Unknown
from jikim.paper.models import Sheet
from jikim.proof.values import Token


def held(token: Token) -> Sheet:
    """Give the sheet, locked for the running transaction; raises Unknown, or Gone where it was destroyed."""
    sheet = Sheet.objects.select_for_update().filter(token=token).first()
    if sheet is None:
        rule = "unknown"
        raise Unknown(rule)
    if sheet.destroyed is not None:
        rule = "sheet-destroyed"
        raise Gone(rule, when=day_of(sheet.destroyed))
    return sheet
