"""The facts of what the house does with itself: batches, keys, gate, log, notices, policies, reviews; closed."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

from jikim.proof.facts.fact import Fact
from jikim.proof.values import Digest, Slug, Token


class AuditOpened(Fact, name="audit:opened"):
    """The self-audit of a quarter was opened."""

    audit: Token
    first: date
    last: date


class AuditSigned(Fact, name="audit:signed"):
    """The officer signed a self-audit in which so many controls did not hold."""

    audit: Token
    failed: int


class BatchClosed(Fact, name="batch:closed"):
    """A destruction batch ended: so many records, the Merkle root of its register."""

    batch: Token
    count: int
    root: Digest


class BatchConfirmed(Fact, name="batch:confirmed"):
    """The officer confirmed a destruction batch."""

    batch: Token


class BatchOpened(Fact, name="batch:opened"):
    """A destruction batch began for one store and day."""

    batch: Token
    store: Slug
    day: date
    count: int


class CatalogueChanged(Fact, name="catalogue:changed"):
    """A choice of the desk's catalogue was added, renamed or withdrawn."""

    choice: Token
    change: Slug


class DaykeyErased(Fact, name="daykey:erased"):
    """The key of one day was erased, and with it all that it sealed."""

    store: Slug
    day: date
    generation: int


class DaykeysMade(Fact, name="daykeys:made"):
    """Day keys were made ahead, first to last day."""

    store: Slug
    first: date
    last: date
    count: int


class GateLocked(Fact, name="gate:locked"):
    """The house locked its gate: no personal data is served."""

    because: Slug


class GateOpened(Fact, name="gate:opened"):
    """The house opened its gate."""

    because: Slug


class LogExported(Fact, name="log:exported"):
    """The log was exported up to a size."""

    size: int


class LogStarted(Fact, name="log:started"):
    """The log began; the number is the version of its entries."""

    schema: int


class NoticePosted(Fact, name="notice:posted"):
    """A notice was posted on the board."""

    notice: Token


class PolicyAnnounced(Fact, name="policy:announced"):
    """A policy was announced, in force from a day."""

    policy: Digest
    effective: date


class PolicyEnacted(Fact, name="policy:enacted"):
    """A policy came into force."""

    policy: Digest
    effective: date


class PolicyWithdrawn(Fact, name="policy:withdrawn"):
    """An announced policy was withdrawn before its day."""

    policy: Digest


class ProcessorEngaged(Fact, name="processor:engaged"):
    """A processor was put on the public list."""

    processor: Token


class ReviewOpened(Fact, name="review:opened"):
    """A review of the access log was opened over some days."""

    review: Token
    first: date
    last: date


class ReviewSigned(Fact, name="review:signed"):
    """The officer signed a review with so many findings."""

    review: Token
    findings: int
