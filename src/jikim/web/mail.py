"""Delivers the outbox: opens the address by token (the fact first), words the mail, hands it to the mail server.

Refuses to keep, log or repeat an address or a text: what stays of a mail is its row in the outbox and its facts.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
import logging
import os
import secrets
import smtplib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string

from jikim.clock import day_of
from jikim.errors import Frozen, Gone, JikimError, Unknown
from jikim.ledger.append import append
from jikim.ledger.head import latest
from jikim.people.models import Staff
from jikim.policy.ends import destroy_by
from jikim.proof.facts import RecordMailed
from jikim.proof.values import WORKER, Slug, Token
from jikim.registers.in_force import in_force, version
from jikim.rights.code import code_of, request_of
from jikim.vault.models import Record
from jikim.vault.reveal import Revealed, reveal
from jikim.web.days import day_text
from jikim.work import outbox
from jikim.work.models import Mail

_log = logging.getLogger("jikim.web.mail")
OWNER: Final = f"mail-{os.getpid()}-{secrets.token_hex(4)}"
_REFUSED_FOR_GOOD: Final = 500
"""SMTP replies from here on are permanent (RFC 5321 section 4.2.1)."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail, worded and addressed; printing it shows neither."""

    subject: str
    text: str
    to: str

    def __repr__(self) -> str:
        return "Letter(…)"


class Obsolete(Exception):  # noqa: N818 -- not an error: there is nothing left to say
    """The mail has lost its point: the code was used, the part is gone."""


def deliver_due(*, at: datetime, owner: str = OWNER) -> int:
    """Deliver every mail that is due, and give how many went out; one that fails waits for its next turn.

    Refuses to run inside a transaction: a fact that may be rolled back is no fact, and a sent mail stays sent.
    """
    mails = outbox.claim(at=at, owner=owner)
    return sum(_deliver(mail, at=at) for mail in mails)


def _deliver(mail: Mail, *, at: datetime) -> bool:
    try:
        letter = _staff_letter(mail) if mail.staff else _visitor_letter(mail, at=at)
        _send(mail, letter)
    except Obsolete:
        outbox.fail(mail, Slug("obsolete"), at=at, for_good=True)
    except (Gone, Unknown) as error:
        outbox.fail(mail, Slug(error.rule), at=at, for_good=True)
    except Frozen:
        outbox.hold(Token(mail.token or ""), at=at)
    except JikimError as error:
        _failed(mail, error.rule, at=at)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        _failed(mail, "address-refused", at=at, for_good=all(code >= _REFUSED_FOR_GOOD for code in codes))
    except (OSError, smtplib.SMTPException):
        _failed(mail, "mail-server", at=at)
    else:
        return _sent(mail, at=at)
    return False


def _failed(mail: Mail, rule: str, *, at: datetime, for_good: bool = False) -> None:
    _log.warning("mail %s not delivered: %s", mail.pk, rule)
    outbox.fail(mail, Slug(rule), at=at, for_good=for_good)


@transaction.atomic
def _sent(mail: Mail, *, at: datetime) -> bool:
    if not outbox.done(mail, at=at):
        return False
    if mail.token and not mail.staff:
        purpose = Record.objects.values_list("purpose", flat=True).get(token=mail.token)
        fact = RecordMailed(token=Token(mail.token), purpose=Slug(purpose), template=Slug(mail.template))
        append(fact, by=WORKER, at=at)
    return True


def _visitor_letter(mail: Mail, *, at: datetime) -> Letter:
    writer = VISITOR_MAILS.get(mail.template)
    record = Record.objects.filter(token=mail.token).first()
    if writer is None or record is None:
        raise Obsolete
    _still_wanted(mail)
    opened = reveal(
        Token(record.token), purpose=Slug(record.purpose), reason=Slug(f"mail-{mail.template}"), by=WORKER, at=at
    )
    policy = in_force(at).policy
    under = version(record.policy)
    purpose = (under.policy if under else policy).by_slug.get(record.purpose)
    latest = destroy_by(policy, record.ends)
    common = {
        "company": policy.company,
        "purpose": purpose.name if purpose else "",
        "received": day_text(record.received),
        "ends": day_text(record.ends),
        "destroy_by": day_text(latest),
        "ends_on": record.ends.isoformat(),
        "destroyed_by": latest.isoformat(),
        "officers": policy.officers,
        "link": f"{settings.JIKIM_URL}/r/{opened.fields.get('receipt', '')}/",
    }
    return Letter(
        subject=f"[{policy.company}] {writer.subject}",
        text=render_to_string(f"mail/{mail.template}.txt", {**common, **writer.words(mail, opened)}),
        to=opened.fields["email"],
    )


def _still_wanted(mail: Mail) -> None:
    """Stop before the record is opened where the mail has nothing to say any more."""
    if mail.template == "code" and request_of(mail) is None:
        raise Obsolete


def _receipt(_mail: Mail, opened: Revealed) -> dict[str, Any]:
    return {"code": opened.fields.get("receipt", "")}


def _answer(mail: Mail, opened: Revealed) -> dict[str, Any]:
    for part in opened.parts:
        if part.seq == mail.part:
            return {"answer": part.text}
    raise Obsolete


def _code(mail: Mail, _opened: Revealed) -> dict[str, Any]:
    request = request_of(mail)
    if request is None:
        raise Obsolete
    return {"code": code_of(request), "right": request.get_right_display()}


@dataclass(frozen=True, kw_only=True)
class Writer:
    """How one kind of mail to a visitor is worded: a fixed subject, and the words it adds."""

    subject: str
    words: Callable[[Mail, Revealed], dict[str, Any]]


VISITOR_MAILS: Final[Mapping[str, Writer]] = {
    "receipt": Writer(subject="문의를 접수했습니다 / We have received your inquiry", words=_receipt),
    "answer": Writer(subject="문의하신 내용에 답변드립니다 / Our answer to your inquiry", words=_answer),
    "code": Writer(subject="인증 번호 / Your one-time code", words=_code),
}


def _staff_letter(mail: Mail) -> Letter:
    """Word a mail to staff; it never holds a visitor's data."""
    staff = Staff.objects.filter(token=mail.staff, is_active=True).first()
    head = latest()
    if staff is None or mail.template != "checkpoint" or head is None:
        raise Obsolete
    words = {"note": head.note, "size": head.size, "day": day_text(day_of(head.at))}
    return Letter(
        subject=f"[지킴] 접속기록 확인점 {head.size} / Log checkpoint",
        text=render_to_string("mail/checkpoint.txt", words),
        to=staff.email,
    )


def _send(mail: Mail, letter: Letter) -> None:
    EmailMessage(
        subject=letter.subject,
        body=letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to],
        headers={"Message-ID": message_id(mail), "Auto-Submitted": "auto-generated"},
        connection=get_connection(),
    ).send()


def message_id(mail: Mail) -> str:
    """Give the same Message-ID whenever a mail is tried: a server that got it twice can tell (RFC 5322, 3.6.4)."""
    host = urlsplit(settings.JIKIM_URL).hostname or "localhost"
    name = hashlib.sha256(f"{settings.SECRET_KEY}:{mail.key}".encode()).hexdigest()[:40]
    return f"<{name}@{host}>"
