"""Shows a person everything that is held about them, after proof, and closes the request for access (law Art. 35)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import transaction

from jikim.errors import Changed, Unknown
from jikim.ledger.models import Entry
from jikim.proof.values import By, Digest, Slug, Token
from jikim.rights.models import Request, Right, State
from jikim.rights.move import close, held
from jikim.rights.notify import tell
from jikim.vault.models import Record
from jikim.vault.reveal import RevealedPart, reveal

REASON: Final = Slug("rights-request")
SHOWN: Final = Slug("shown")


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One thing that was done with the record: which fact, in which role, when."""

    name: str
    role: Slug
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The five things that a person may ask to see (영 Art. 41 ①), and who handled the record.

    Items and contents (``fields``, ``parts``), purpose, period (``received`` to ``ends``), what was shown and chosen at
    intake (``notice``, ``choices`` under ``policy``), ``traces``.  Provision to others stands in the door's register.
    """

    record: Token
    purpose: Slug
    policy: Digest
    channel: Slug
    place: str
    received: datetime
    ends: date
    notice: str
    choices: Mapping[str, bool]
    traces: tuple[Trace, ...]
    fields: dict[str, str] = field(repr=False)
    parts: tuple[RevealedPart, ...] = field(repr=False)


def show(request: Token, *, by: By, at: datetime) -> Shown:
    """Give everything held about the record of a proved request for access; the fact is committed first.

    The mail that tells of it is the person's alarm where it was somebody else.

    Raises Unknown, Changed (not a proved request for access), and whatever ``reveal`` raises; then the request stays
    open.  Refuses inside a transaction (RuntimeError), as ``reveal`` does.
    """
    record = _record(request)
    revealed = reveal(Token(record.token), purpose=Slug(record.purpose), reason=REASON, by=by, at=at)
    with transaction.atomic():
        row = held(request, State.DONE)
        close(row, State.DONE, SHOWN, by=by, at=at)
        tell(row, at=at)
    return Shown(
        record=revealed.token,
        purpose=revealed.purpose,
        policy=Digest(record.policy),
        channel=Slug(record.channel),
        place=record.place,
        received=record.received,
        ends=record.ends,
        notice=record.evidence.notice.text,
        choices=dict(record.evidence.choices),
        traces=_traces(revealed.token),
        fields=revealed.fields,
        parts=revealed.parts,
    )


def _record(request: Token) -> Record:
    row = Request.objects.filter(token=request).first()
    if row is None:
        rule = "unknown"
        raise Unknown(rule)
    if (row.right, row.state) != (Right.ACCESS, State.PROVED):
        rule = "changed-since"
        raise Changed(rule, hint="only a proved request for access is shown")
    return Record.objects.select_related("evidence__notice").get(token=row.record)


def _traces(record: Token) -> tuple[Trace, ...]:
    told = ((entry.name, entry.told) for entry in Entry.objects.about(record))
    return tuple(Trace(name=name, role=each.by.role, at=each.at) for name, each in told)
