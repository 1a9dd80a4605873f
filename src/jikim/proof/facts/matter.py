"""The facts of a visitor's matter: consent, holds, inquiries, records, requests, sheets; alphabetical, closed."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

from jikim.proof.facts.fact import REASONS, Fact
from jikim.proof.values import Digest, Slug, Token


class ConsentRecorded(Fact, name="consent:recorded"):
    """A visitor was shown a notice and answered: so many times yes, so many times no."""

    token: Token
    notice: Digest
    policy: Digest
    agreed: int
    declined: int


class ConsentWithdrawn(Fact, name="consent:withdrawn"):
    """A visitor withdrew consent for a purpose."""

    token: Token
    purpose: Slug


class HoldLifted(Fact, name="hold:lifted"):
    """A statutory hold on a record was lifted."""

    token: Token
    hold: Token


class HoldPlaced(Fact, name="hold:placed"):
    """A statute keeps a record until a day."""

    token: Token
    hold: Token
    statute: Slug
    ends: date


class InquiryAnswered(Fact, name="inquiry:answered"):
    """An inquiry was answered."""

    token: Token


class InquiryAssigned(Fact, name="inquiry:assigned"):
    """An inquiry was given to a staff member."""

    token: Token
    to: Token


class InquiryClosed(Fact, name="inquiry:closed"):
    """An inquiry was closed."""

    token: Token


class InquiryReceived(Fact, name="inquiry:received"):
    """An inquiry came in."""

    token: Token
    purpose: Slug
    channel: Slug


class ProvisionRecorded(Fact, name="provision:recorded"):
    """A record was provided to a recipient."""

    token: Token
    provision: Token
    recipient: Token


class RecordApart(Fact, name="record:apart"):
    """A record whose purpose is met was moved to the separate store."""

    token: Token
    purpose: Slug
    ends: date


class RecordDestroyed(Fact, name="record:destroyed"):
    """A record was destroyed for good."""

    token: Token
    purpose: Slug
    ends: date
    because: Slug
    batch: Token


class RecordExtended(Fact, name="record:extended"):
    """A record's end date was moved, on a ground."""

    token: Token
    ends: date
    because: Slug


class RecordFrozen(Fact, name="record:frozen"):
    """A record was frozen while it is disputed."""

    token: Token
    because: Slug


class RecordKept(Fact, name="record:kept"):
    """A record was taken in, with its end date."""

    token: Token
    purpose: Slug
    policy: Digest
    ends: date


class RecordMailed(Fact, name="record:mailed"):
    """A mail went to the address of a record."""

    token: Token
    purpose: Slug
    template: Slug


class RecordMasked(Fact, name="record:masked"):
    """A number of a kind that must not be collected was masked before the record was stored."""

    token: Token
    kind: Slug


class RecordRefused(Fact, name="record:refused"):
    """A look at a record was refused."""

    token: Token
    purpose: Slug
    because: Slug


class RecordRevealed(Fact, name="record:revealed"):
    """The values of a record were shown, for a reason out of ``REASONS``."""

    token: Token
    purpose: Slug
    reason: Slug

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.reason not in REASONS:
            message = "record:revealed, reason: not one of the closed set"
            raise ValueError(message)


class RecordSupplemented(Fact, name="record:supplemented"):
    """A text was added to a record."""

    token: Token
    purpose: Slug
    kind: Slug


class RecordThawed(Fact, name="record:thawed"):
    """A frozen record was freed."""

    token: Token
    because: Slug


class RecordsListed(Fact, name="records:listed"):
    """So many records were listed, masked."""

    purpose: Slug
    count: int


class RecordsSearched(Fact, name="records:searched"):
    """Records were looked up by a kind of value; so many were found."""

    purpose: Slug
    kind: Slug
    count: int


class RequestClosed(Fact, name="request:closed"):
    """A person's request was closed with a result."""

    request: Token
    token: Token
    result: Slug


class RequestOpened(Fact, name="request:opened"):
    """A person asked for a right."""

    request: Token
    token: Token
    right: Slug
    channel: Slug


class RequestProved(Fact, name="request:proved"):
    """The person behind a request proved to be the one."""

    request: Token
    token: Token


class SheetDestroyed(Fact, name="sheet:destroyed"):
    """A sheet of paper was destroyed."""

    sheet: Token
    token: Token
    batch: Token
    method: Slug


class SheetMoved(Fact, name="sheet:moved"):
    """A sheet of paper went to another custodian or locker."""

    sheet: Token
    token: Token


class SheetRegistered(Fact, name="sheet:registered"):
    """A sheet of paper was registered."""

    sheet: Token
    token: Token
    ends: date
