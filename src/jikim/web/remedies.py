"""Names the bodies that help a person whose privacy was hurt: those of the policy, else those of the law's guide."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jikim.policy.model import Policy


@dataclass(frozen=True, kw_only=True)
class Body:
    """One body: its name, telephone and address."""

    name: str | Promise
    phone: str = ""
    url: str = ""


OUTSIDE: Final = (
    Body(name=_("개인정보 분쟁조정위원회"), phone="1833-6972", url="https://www.kopico.go.kr"),
    Body(name=_("개인정보 침해신고센터"), phone="118", url="https://privacy.kisa.or.kr"),
    Body(name=_("대검찰청"), phone="1301", url="https://www.spo.go.kr"),
    Body(name=_("경찰청"), phone="182", url="https://ecrm.police.go.kr"),
)
"""The list of the drafting guide (2026.4)."""


def remedies(policy: Policy) -> tuple[Body, ...]:
    """Give the bodies that a policy names, or the guide's where it names none."""
    return tuple(Body(name=one.name, phone=one.phone, url=one.url) for one in policy.remedies) or OUTSIDE
