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
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string

from jikim.clock import day_of
from jikim.errors import Frozen, Gone, JikimError, Refused
from jikim.ledger.append import append
from jikim.ledger.head import latest
from jikim.people.models import Staff
from jikim.policy.ends import destroy_by
from jikim.proof.facts import RecordMailed
from jikim.proof.values import WORKER, Slug, Token
from jikim.registers.in_force import in_force, version
from jikim.rights.models import NOTICES
from jikim.rights.proposal import corrected
from jikim.vault.models import Record
from jikim.vault.reveal import reveal
from jikim.web.days import day_text
from jikim.web.letters import VISITOR_MAILS, Obsolete
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
    except Frozen:
        outbox.hold(Token(mail.token or ""), but=NOTICES, at=at)
    except (Gone, Refused) as error:  # no waiting makes it right
        _failed(mail, error.rule, at=at, for_good=True)
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
    if writer is None or record is None or not writer.wanted(mail):
        raise Obsolete
    opened = reveal(Token(record.token), purpose=Slug(record.purpose), reason=writer.reason, by=WORKER, at=at)
    address = corrected(opened).get("email")
    if not address:
        raise Obsolete
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
        text=render_to_string(f"mail/{mail.template}.txt", {**common, **writer.words(mail, opened, policy)}),
        to=address,
    )


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
