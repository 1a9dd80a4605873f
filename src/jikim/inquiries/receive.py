"""Takes in one inquiry, or refuses it: record, consent evidence, facts and mail in one durable commit (P1 to P4)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from jikim.clock import day_of
from jikim.errors import Changed, Invalid
from jikim.inquiries.catalogue import offered
from jikim.inquiries.models import Inquiry, State
from jikim.ledger.append import append_many
from jikim.policy.admit import Admitted, admit
from jikim.policy.ends import ends
from jikim.policy.model import Policy
from jikim.policy.notice import Notice, notice
from jikim.proof.facts import InquiryReceived, RecordMasked
from jikim.proof.values import By, Digest, Slug, Token, digest_of
from jikim.vault.keep import NewEvidence, keep
from jikim.vault.models import Record
from jikim.work.outbox import post

_KEY = re.compile(r"[A-Za-z0-9_-]{22,64}")
_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{20}")
CHOSEN: Final = ("product", "kind")
"""The items that are chosen from the desk's catalogue."""
_ON_OFFER: Final = "WHERE EXISTS (SELECT 1 FROM inquiries_choice WHERE token = %s AND purpose = %s AND active)"
_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What came in.

    ``answers`` by item slug, ``choices`` by consent block, ``notice`` the digest of the notice that was shown, ``key``
    the idempotency key of the form.
    """

    purpose: Slug
    answers: Mapping[str, str]
    choices: Mapping[str, bool]
    notice: str
    key: str
    channel: Slug


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the visitor gets: the code (known to them alone), the last day of keeping, what the brake masked."""

    token: Token
    code: str
    ends: date
    masked: tuple[str, ...]
    repeated: bool


def receive(submission: Submission, *, policy: Policy, digest: Digest, by: By, at: datetime) -> Receipt:
    """Keep one inquiry under ``policy`` (whose digest is ``digest``), or refuse it whole.

    A submission that is sent twice is kept once, and both get the same receipt.  Raises Invalid or Refused where the
    policy does not admit an answer, Changed where the idempotency key was used for other answers or where the notice
    that was shown is not the one in force (what was read is what is agreed to: law Art. 22).
    """
    if not _KEY.fullmatch(submission.key):
        rule = "submission-key-missing"
        raise Invalid(rule)
    shown = notice(policy, submission.purpose)
    if submission.notice != shown.digest:
        rule = "notice-changed"
        raise Changed(rule)
    admitted = admit(policy, submission.purpose, submission.answers, submission.choices)
    _refuse_unchosen(policy, submission.purpose, admitted)
    code = _code(submission)
    receipt = digest_of(code.encode())
    end = ends(policy, submission.purpose, day_of(at))
    try:
        token = _store(submission, admitted, shown, digest, code=code, end=end, by=by, at=at)
    except IntegrityError:
        kept = Inquiry.objects.filter(once=digest_of(submission.key.encode())).first()
        if kept is None:
            raise
        if kept.receipt != receipt:
            rule = "submission-key-reused"
            raise Changed(rule) from None
        end = Record.objects.values_list("ends", flat=True).get(token=kept.token)  # the first one counts, not today's
        return Receipt(token=Token(kept.token), code=code, ends=end, masked=admitted.masked, repeated=True)
    return Receipt(token=token, code=code, ends=end, masked=admitted.masked, repeated=False)


def _refuse_unchosen(policy: Policy, purpose: Slug, admitted: Admitted) -> None:
    """Refuse to leave open what must be chosen; the policy cannot, for only the desk knows what it offers."""
    use = policy.purpose(purpose)
    for item in (*use.required, *use.needs):
        if item.kind == "choice" and item.slug not in admitted.fields and offered(purpose, item.slug):
            rule = "required-missing"
            raise Invalid(rule, field=item.slug, sentence=use.items_said)


@transaction.atomic
def _store(
    submission: Submission,
    admitted: Admitted,
    shown: Notice,
    digest: Digest,
    *,
    code: str,
    end: date,
    by: By,
    at: datetime,
) -> Token:
    fields, choice = _sort(admitted.fields)
    token = keep(
        {**fields, "receipt": code},
        purpose=submission.purpose,
        policy=digest,
        ends=end,
        evidence=_evidence(admitted, shown),
        channel=submission.channel,
        by=by,
        at=at,
    )
    _insert(
        {
            "token": token,
            "receipt": digest_of(code.encode()),
            "once": digest_of(submission.key.encode()),
            "purpose": submission.purpose,
            "state": State.RECEIVED.value,
            "choice_id": choice,
            "received": connection.ops.adapt_datetimefield_value(at),
        }
    )
    received = InquiryReceived(token=token, purpose=submission.purpose, channel=submission.channel)
    masked = (RecordMasked(token=token, kind=Slug(kind)) for kind in admitted.masked)
    append_many([received, *masked], by=by, at=at)
    post(Slug("receipt"), token=token, at=at)
    return token


def _evidence(admitted: Admitted, shown: Notice) -> NewEvidence:
    choices = {**dict.fromkeys(admitted.agreed, True), **dict.fromkeys(admitted.declined, False)}
    return NewEvidence(notice=shown.digest, text=shown.text, choices=choices)


def _insert(row: Mapping[str, str | datetime | None]) -> None:
    """Insert the row if what was chosen is on offer, in one statement; raises Invalid where it is not."""
    columns, marks = ", ".join(row), ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        if row["choice_id"] is None:
            statement = f"INSERT INTO inquiries_inquiry ({columns}) VALUES ({marks})"  # noqa: S608 -- names of our own columns alone
            cursor.execute(statement, list(row.values()))
            return
        cursor.execute(
            f"INSERT INTO inquiries_inquiry ({columns}) SELECT {marks} {_ON_OFFER}",
            [*row.values(), row["choice_id"], row["purpose"]],
        )
        if cursor.rowcount != 1:
            rule = "choice-unknown"
            raise Invalid(rule, field="choice")


def _sort(fields: Mapping[str, str]) -> tuple[dict[str, str], str | None]:
    """Part the catalogue entry (not personal; the desk sorts by it) from what goes to the vault."""
    sealed = dict(fields)
    chosen = [sealed.pop(item, None) for item in CHOSEN]
    return sealed, next((one for one in chosen if one), None)


def _code(submission: Submission) -> str:
    """Derive the receipt code from key and answers, so that a repeated submission finds its own receipt again."""
    told = hashlib.sha256()
    parts = [submission.purpose, submission.key]
    parts += [f"{name}={value}" for name, value in sorted(submission.answers.items())]
    parts += [f"{name}={value}" for name, value in sorted(submission.choices.items())]
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        told.update(len(raw).to_bytes(4, "big") + raw)
    mac = hmac.digest(settings.SECRET_KEY.encode(), b"receipt" + told.digest(), "sha256")
    return base64.b32encode(mac[:13]).decode()[:20].translate(_CROCKFORD)


def by_code(code: str) -> Inquiry | None:
    """Find the inquiry of a receipt code as a person types it (spaces, hyphens and case do not matter)."""
    plain = code.upper().replace("-", "").replace(" ", "")
    if not _CODE.fullmatch(plain):
        return None
    return Inquiry.objects.select_related("choice").filter(receipt=digest_of(plain.encode())).first()
