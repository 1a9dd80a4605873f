"""Says in words how a person's request ended, and where it stands until then; page and mail say the same."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jikim.proof.values import Slug
from jikim.rights.grounds import GROUNDS
from jikim.rights.models import Request, Right, State


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a request; ``why`` is the ground of a refusal, ``article`` the law that gives it."""

    what: str | Promise
    why: str | Promise = ""
    article: str = ""


UNPROVED: Final = Outcome(
    what=_("본인 확인이 되지 않아 요구를 처리하지 못했습니다."),
    why=_("인증 번호가 다섯 번 틀렸습니다. 이 문의의 정보는 아무에게도 보이지 않았고 아무것도 바뀌지 않았습니다."),
)
LAPSED: Final = Outcome(what=_("하루 안에 본인 확인이 되지 않아 끝났습니다. 언제든 다시 요구하실 수 있습니다."))
ENDED: Final[Mapping[str, Outcome]] = {
    "shown": Outcome(what=_("갖고 있는 정보를 모두 보여 드렸습니다.")),
    "recorded-beside": Outcome(what=_("정정하신 내용을 처음 내용 옆에 봉인해 남겼고, 이용을 다시 엽니다.")),
    "suspended": Outcome(what=_("이 정보의 이용을 멈추었습니다. 누구도 쓰지 않으며, 정한 날에 파기합니다.")),
    "destroyed": Outcome(what=_("이 정보는 파기되었습니다. 파기한 때와 그 증명은 접수증에 남아 있습니다.")),
}
ENDING: Final[Mapping[Right, Outcome]] = {
    Right.DELETION: Outcome(
        what=_("요구를 받아들여 이 문의의 정보를 모두 파기합니다. 파기가 끝나면 접수증에 때와 증명이 나타납니다.")
    ),
    Right.WITHDRAWAL: Outcome(
        what=_("동의를 거두신 것으로 적고 이 문의의 정보를 모두 파기합니다. 파기가 끝나면 접수증에 증명이 나타납니다.")
    ),
}
"""What is agreed and under way: a deletion ends with the record, and then there is no address left."""
FROZEN: Final = Outcome(what=_("본인 확인을 마쳤습니다. 답을 드릴 때까지 이 정보는 멈추어 있고 아무도 쓰지 않습니다."))
PROVED: Final = Outcome(what=_("본인 확인을 마쳤습니다."))
OPENED: Final = Outcome(what=_("본인 확인을 기다립니다."))


def outcome_of(request: Request) -> Outcome:
    """Choose the words for where a request stands."""
    match State(request.state):
        case State.OPENED:
            return OPENED
        case State.PROVED:
            return PROVED if request.right == Right.ACCESS else FROZEN
        case State.ACCEPTED:
            return ENDING[Right(request.right)]
        case State.DONE:
            return ENDED[request.result]
        case State.LAPSED:
            return LAPSED
        case State.REFUSED:
            return _refused(request.result)


def _refused(result: str) -> Outcome:
    ground = GROUNDS.get(Slug(result))
    if ground is None:
        return UNPROVED
    return Outcome(what=_("요구를 받아들이지 못했습니다."), why=ground.name, article=ground.article)
