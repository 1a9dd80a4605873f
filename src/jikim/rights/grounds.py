"""The closed list of grounds on which a request may be refused; there is no other ground, and no free text."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jikim.proof.values import Slug


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One ground: the rights that it can stand against, the article that gives it, and its name for a person."""

    rights: frozenset[str]
    article: str
    name: Promise


_STOPPING = frozenset({"suspension", "withdrawal"})

GROUNDS: Final[dict[Slug, Ground]] = {
    Slug("access-forbidden-by-statute"): Ground(
        rights=frozenset({"access"}),
        article="개인정보 보호법 제35조제4항제1호",
        name=_("법률에 따라 열람이 금지되거나 제한되는 경우"),
    ),
    Slug("access-harms-another"): Ground(
        rights=frozenset({"access"}),
        article="개인정보 보호법 제35조제4항제2호",
        name=_("다른 사람의 생명·신체를 해하거나 재산 등의 이익을 부당하게 침해할 우려가 있는 경우"),
    ),
    Slug("collected-by-statute"): Ground(
        rights=frozenset({"deletion"}),
        article="개인정보 보호법 제36조제1항 단서",
        name=_("다른 법령에서 그 개인정보가 수집 대상으로 명시되어 있는 경우"),
    ),
    Slug("found-correct"): Ground(
        rights=frozenset({"correction"}),
        article="개인정보 보호법 제36조제2항",
        name=_("조사한 결과 개인정보가 사실과 다르지 않은 경우"),
    ),
    Slug("kept-by-statute"): Ground(
        rights=_STOPPING,
        article="개인정보 보호법 제37조제2항제1호",
        name=_("법률에 특별한 규정이 있거나 법령상 의무를 지키기 위하여 불가피한 경우"),
    ),
    Slug("stopping-breaks-a-contract"): Ground(
        rights=_STOPPING,
        article="개인정보 보호법 제37조제2항제4호",
        name=_("처리하지 않으면 계약을 이행할 수 없고 정보주체가 계약 해지 의사를 명확히 밝히지 않은 경우"),
    ),
    Slug("stopping-harms-another"): Ground(
        rights=_STOPPING,
        article="개인정보 보호법 제37조제2항제2호",
        name=_("다른 사람의 생명·신체를 해하거나 재산 등의 이익을 부당하게 침해할 우려가 있는 경우"),
    ),
}
"""Art. 35 ④ 3 and Art. 37 ② 3 (tasks of public bodies) are left out: a company's desk cannot have them."""


def grounds_against(right: str) -> dict[Slug, Ground]:
    """Give the grounds that can stand against one right."""
    return {slug: ground for slug, ground in GROUNDS.items() if right in ground.rights}
