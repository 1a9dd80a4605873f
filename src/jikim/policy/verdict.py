"""A decision with its reason: no bare yes or no leaves the policy, and where nothing allows, the answer is no."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """``reason`` is the slug of the rule that decided; ``sentence`` is the policy's own, where it has one."""

    allowed: bool
    reason: str
    sentence: str = ""

    def __bool__(self) -> bool:
        return self.allowed
