"""Announces, adopts and withdraws versions of the policy; none takes effect before its notice has run (P19)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from jikim.clock import day_of
from jikim.errors import Changed, Invalid, Refused, Unknown
from jikim.ledger.append import append, append_many
from jikim.policy import toml
from jikim.policy.model import Policy
from jikim.proof.facts import NoticePosted, PolicyAnnounced, PolicyEnacted, PolicyWithdrawn
from jikim.proof.values import By, Digest, Token, new_token
from jikim.registers.models import TITLE, Enactment, Post


@transaction.atomic
def adopt(policy: Policy, *, by: By, at: datetime) -> Enactment:
    """Take over the policy that the company has published already, as the first version.

    Raises Changed where a version stands already: from then on a change is announced.
    """
    if Enactment.objects.exists():
        rule = "policy-adopted-already"
        raise Changed(rule)
    today = day_of(at)
    effective = min(policy.effective_date or today, today)
    enactment = Enactment.objects.create(
        digest=policy.digest,
        toml=toml.dumps(policy),
        announced=at,
        notice_days=policy.changes.notice_days or 0,
        earliest=effective,
        effective=effective,
        adopted=True,
    )
    append(PolicyEnacted(policy=Digest(enactment.digest), effective=effective), by=by, at=at)
    return enactment


def announce(policy: Policy, *, effective: date, title: str, body: str, by: By, at: datetime) -> Enactment:
    """Announce a coming version and post the notice in the same transaction.

    The days of notice are those of the version in force or of the coming one, whichever are more.  Raises Refused where
    ``effective`` comes too early or nobody stands for it by name, Invalid where title or body are empty or too long,
    Changed where this very text was announced before.
    """
    if by.actor is None:
        rule = "officer-only"
        raise Refused(rule)
    if not title.strip() or not body.strip() or len(title) > TITLE:
        rule = "too-long" if len(title) > TITLE else "required-missing"
        raise Invalid(rule, field="body" if title.strip() and not body.strip() else "title")
    in_force = Enactment.objects.in_force_on(day_of(at))
    own = policy.changes.notice_days or 0
    promised = own if in_force is None else max(own, in_force.notice_days)
    earliest = day_of(at) + timedelta(days=promised)
    if effective < earliest:
        rule = "notice-too-short"
        raise Refused(rule, hint=earliest.isoformat())
    try:
        with transaction.atomic():
            enactment = Enactment.objects.create(
                digest=policy.digest,
                toml=toml.dumps(policy),
                announced=at,
                notice_days=own,
                earliest=earliest,
                effective=effective,
                approved_by=by.actor,
            )
            post = Post.objects.create(token=new_token(), title=title, body=body, posted=at, enactment=enactment)
            facts = [
                PolicyAnnounced(policy=Digest(enactment.digest), effective=effective),
                NoticePosted(notice=Token(post.token)),
            ]
            append_many(facts, by=by, at=at)
    except IntegrityError:
        rule = "policy-announced-already"
        raise Changed(rule) from None
    return enactment


@transaction.atomic
def withdraw(digest: Digest, *, by: By, at: datetime) -> None:
    """Take back an announcement before its day; raises Unknown, and Refused once it is in force."""
    enactment = Enactment.objects.standing().filter(digest=digest).first()
    if enactment is None:
        rule = "unknown"
        raise Unknown(rule)
    if enactment.adopted or enactment.effective <= day_of(at):
        rule = "policy-in-force"
        raise Refused(rule)
    Enactment.objects.filter(pk=enactment.pk).update(withdrawn=at)
    append(PolicyWithdrawn(policy=digest), by=by, at=at)
