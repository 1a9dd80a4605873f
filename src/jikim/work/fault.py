"""Names a failure by a slug, so that a row and a log line can tell it; refuses to carry the failure's text."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

from jikim.errors import JikimError
from jikim.proof.values import Slug, slug

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")


def fault_of(error: BaseException) -> Slug:
    """Give the rule of one of our errors, else the class name as a slug (``OSError`` becomes ``os-error``).

    The message of an error may quote a value (a database names the row that it refuses), so it is never read.
    """
    rule = error.rule if isinstance(error, JikimError) else type(error).__name__
    text = _HUMP.sub("-", rule).strip("-").lower()[:64]
    return slug(text) if text else Slug("unknown")
