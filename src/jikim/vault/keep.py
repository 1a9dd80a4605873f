"""Keeps one record: sealed, indexed, with its evidence and its end date, in the caller's commit; never half of it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from jikim import seal
from jikim.clock import day_of
from jikim.errors import Broken, Invalid
from jikim.ledger.append import append_many
from jikim.proof.facts import ConsentRecorded, RecordKept
from jikim.proof.values import By, Digest, Slug, Token, digest_of, new_token, slug
from jikim.vault import daykeys, envelope
from jikim.vault.models import NoticeText, Record
from jikim.vault.stores import DEFAULT

_TRIES: Final = 3
_TABLE: Final = Record._meta  # noqa: SLF001 -- Django's documented API
_EVIDENCE: Final = (
    "INSERT INTO vault_evidence (token, notice_id, policy, at, channel, choices) VALUES (%s, %s, %s, %s, %s, %s)"
)
_KEY_IS_ALIVE: Final = "SELECT {values} FROM vault_daykey WHERE name = %s AND dying IS NULL{lock}"


@dataclass(frozen=True, kw_only=True)
class NewEvidence:
    """What the visitor was shown (the exact text and its digest) and what they chose, by optional block."""

    notice: Digest
    text: str = field(repr=False)
    choices: Mapping[Slug, bool]


def keep(
    fields: Mapping[str, str],
    *,
    purpose: Slug,
    policy: Digest,
    ends: date,
    evidence: NewEvidence,
    channel: Slug,
    by: By,
    at: datetime,
) -> Token:
    """Keep a record until ``ends`` (its last day), and give its token.  Keeps P3, P4 and P14.

    Invalid where a field is not named by a slug, is no text, the end lies before today, or the evidence's digest is not
    that of its text; Gone where the day of the
    end was destroyed already; Broken where the keyring fails.  Joins the caller's transaction.
    """
    _check(fields, ends, evidence, at)
    token = new_token()
    told = {"purpose": purpose, "policy": policy, "channel": channel}
    agreed = sum(evidence.choices.values())
    facts = (
        ConsentRecorded(
            token=token,
            notice=evidence.notice,
            policy=policy,
            agreed=agreed,
            declined=len(evidence.choices) - agreed,
        ),
        RecordKept(token=token, purpose=purpose, policy=policy, ends=ends),
    )
    with transaction.atomic(savepoint=False):
        _record_evidence(token, evidence, policy=policy, channel=channel, at=at)
        index = _seal(token, fields, told, ends=ends, by=by, at=at)
        _record_index(token, index)
        append_many(facts, by=by, at=at)
    return token


def _seal(
    token: Token, fields: Mapping[str, str], told: Mapping[str, str], *, ends: date, by: By, at: datetime
) -> Mapping[str, bytes]:
    """Insert the sealed record under the living key of its last day; gives its index values."""
    data_key = seal.new_key()
    for _ in range(_TRIES):
        name, keys = daykeys.living(DEFAULT, ends, by=by, at=at)
        sealed = envelope.enclose(fields, store=DEFAULT, token=token, data_key=data_key, keys=keys)
        record = Record(
            token=token,
            ends=ends,
            body=sealed.body,
            wrapped=sealed.wrapped,
            received=at,
            day_key_id=name,
            evidence_id=token,
            **told,
        )
        if _insert(record):
            return sealed.index
        daykeys.retired(DEFAULT, ends)  # re-sealed meanwhile: the day has a new generation
    rule = "day-key-keeps-changing"
    raise Broken(rule)


def _record_index(token: Token, index: Mapping[str, bytes]) -> None:
    if index:
        rows = ", ".join(["(%s, %s, %s)"] * len(index))
        values = [part for kind, value in index.items() for part in (kind, value, token)]
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO vault_lookup (kind, value, record_id) VALUES {rows}", values)  # noqa: S608 -- rows holds placeholders alone


def _check(fields: Mapping[str, str], ends: date, evidence: NewEvidence, at: datetime) -> None:
    for name in fields:
        try:
            slug(name)
        except ValueError:
            rule = "field-unknown"
            raise Invalid(rule) from None
    if ends < day_of(at):
        rule = "end-before-today"
        raise Invalid(rule)
    if evidence.notice != digest_of(evidence.text.encode()):
        rule = "notice-differs"
        raise Invalid(rule)


_shown: set[tuple[str, str]] = set()


def _record_evidence(token: Token, evidence: NewEvidence, *, policy: Digest, channel: Slug, at: datetime) -> None:
    place = (str(settings.JIKIM_KEYS), evidence.notice)  # known to this house, which its keyring stands for
    if place not in _shown:
        NoticeText.objects.bulk_create([NoticeText(digest=evidence.notice, text=evidence.text)], ignore_conflicts=True)
        transaction.on_commit(lambda: _shown.add(place))
    moment, choices = connection.ops.adapt_datetimefield_value(at), json.dumps(dict(evidence.choices))
    with connection.cursor() as cursor:
        cursor.execute(_EVIDENCE, [token, evidence.notice, policy, moment, channel, choices])


def _insert(record: Record) -> bool:
    """Insert the row if its day key is alive, in one statement; the key cannot go until the transaction is over.

    ``FOR KEY SHARE`` waits for a re-sealing that is under way and then finds the key gone (PostgreSQL); SQLite has one
    writer at a time.
    """
    fields = _TABLE.concrete_fields
    values = [field.get_db_prep_save(getattr(record, field.attname), connection) for field in fields]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    select = _KEY_IS_ALIVE.format(
        values=", ".join(["%s"] * len(fields)),
        lock=" FOR KEY SHARE" if connection.vendor == "postgresql" else "",
    )
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO vault_record ({columns}) {select}", [*values, record.day_key_id])
        return bool(cursor.rowcount == 1)
