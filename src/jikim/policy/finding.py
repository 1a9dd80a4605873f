"""What a check says about a policy: which rule, how heavy, what to mend, in Korean and English."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One finding.  ``article`` cites the law (empty for a contradiction inside the policy), ``where`` the policy.

    ``verified`` says how far the rule was checked against the text of the law: "text", "secondary", "memory".
    """

    rule: str
    severity: Severity
    message: str
    message_en: str
    mend: str = ""
    mend_en: str = ""
    article: str = ""
    where: str = ""
    verified: str = "text"
