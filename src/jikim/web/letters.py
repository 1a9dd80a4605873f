"""Words the mails to a visitor: which subject, which text, for which reason the record is opened; sends nothing."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import translation

from jikim.clock import day_of
from jikim.policy.model import Policy
from jikim.proof.values import Slug
from jikim.rights.code import code_of, request_of
from jikim.rights.notify import told_by
from jikim.vault.reveal import Revealed
from jikim.web.days import day_text
from jikim.web.outcome import outcome_of
from jikim.web.remedies import remedies
from jikim.work.models import Mail

TONGUES: Final = ("ko", "en")
HANDLING: Final = Slug("rights-request")
"""Telling how a request ended is part of handling it: that reason passes a freeze."""


class Obsolete(Exception):  # noqa: N818 -- not an error: there is nothing left to say
    """The mail has lost its point: the code was used, the part is gone."""


@dataclass(frozen=True, kw_only=True)
class Writer:
    """How one kind of mail is worded: a fixed subject, the words it adds, and why the record is opened for it.

    ``wanted`` says, before the record is opened, whether there is anything to say.
    """

    subject: str
    reason: Slug
    words: Callable[[Mail, Revealed, Policy], dict[str, Any]]
    wanted: Callable[[Mail], bool] = lambda _mail: True


def _receipt(_mail: Mail, opened: Revealed, _policy: Policy) -> dict[str, Any]:
    return {"code": opened.fields.get("receipt", "")}


def _answer(mail: Mail, opened: Revealed, _policy: Policy) -> dict[str, Any]:
    for part in opened.parts:
        if part.seq == mail.part:
            return {"answer": part.text}
    raise Obsolete


def _code(mail: Mail, _opened: Revealed, _policy: Policy) -> dict[str, Any]:
    request = request_of(mail)
    if request is None:
        raise Obsolete
    return {"code": code_of(request), "right": request.get_right_display()}


def _result(mail: Mail, _opened: Revealed, policy: Policy) -> dict[str, Any]:
    request = told_by(mail)
    if request is None:
        raise Obsolete
    said: dict[str, Any] = {"asked": day_text(request.opened), "asked_on": day_of(request.opened).isoformat()}
    for tongue in TONGUES:
        with translation.override(tongue):
            outcome = outcome_of(request)
            said[tongue] = {
                "right": str(request.get_right_display()),
                "what": str(outcome.what),
                "why": str(outcome.why),
                "article": outcome.article,
                "helpers": [(str(one.name), one.phone) for one in remedies(policy)],
            }
    return said


VISITOR_MAILS: Final[Mapping[str, Writer]] = {
    "receipt": Writer(
        subject="문의를 접수했습니다 / We have received your inquiry", reason=Slug("mail-receipt"), words=_receipt
    ),
    "answer": Writer(
        subject="문의하신 내용에 답변드립니다 / Our answer to your inquiry", reason=Slug("mail-answer"), words=_answer
    ),
    "code": Writer(
        subject="인증 번호 / Your one-time code",
        reason=Slug("mail-code"),
        words=_code,
        wanted=lambda mail: request_of(mail) is not None,
    ),
    "result-done": Writer(
        subject="요구하신 권리를 처리했습니다 / Your request was carried out",
        reason=HANDLING,
        words=_result,
        wanted=lambda mail: told_by(mail) is not None,
    ),
    "result-refused": Writer(
        subject="요구하신 권리를 처리하지 못했습니다 / Your request was refused",
        reason=HANDLING,
        words=_result,
        wanted=lambda mail: told_by(mail) is not None,
    ),
}
