"""The stage of the rooms around an inquiry: a desk on the sample policy, Alice who asks, Bob and Olga who answer."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime

from jikim.inquiries import catalogue
from jikim.inquiries.models import Choice
from jikim.inquiries.receive import Receipt, Submission, receive
from jikim.ledger import key as ledger_key
from jikim.ledger.models import Entry
from jikim.policy.notice import notice
from jikim.policy.sample import sample_policy
from jikim.proof.values import VISITOR, By, Slug, Token, new_token
from jikim.registers.enact import adopt
from jikim.vault.reconcile import reconcile
from jikim.work.models import Mail

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # a Monday, noon in Seoul
POLICY = sample_policy()
SYSTEM = By(role=Slug("system"))
BOB = By(role=Slug("staff"), actor=new_token())
OLGA = By(role=Slug("officer"), actor=new_token())
PIA = By(role=Slug("officer"), actor=new_token())
ALICE = {"name": "김앨리스", "phone": "010-1234-5678", "email": "alice@example.com", "content": "견적을 부탁드립니다."}
KEY = "a-key-of-22-characters-or-more"


def open_desk(at: datetime = AT) -> None:
    """Adopt the sample policy and offer one product; keys are made as they are needed."""
    ledger_key.ensure("desk.example/log")
    adopt(POLICY, by=SYSTEM, at=at)
    reconcile(by=SYSTEM, at=at)
    catalogue.add(Slug("quote"), Slug("product"), "표준 제품", by=SYSTEM, at=at)


def submission(key: str = KEY, **changed: object) -> Submission:
    """Fill in the form for a quote as Alice."""
    filled = {
        "purpose": Slug("quote"),
        "answers": {**ALICE, "product": Choice.objects.get(name="표준 제품").token},
        "choices": {},
        "notice": notice(POLICY, "quote").digest,
        "key": key,
        "channel": Slug("web"),
    }
    return Submission(**{**filled, **changed})


def taken(key: str = KEY, *, at: datetime = AT, **changed: object) -> Receipt:
    """Take Alice's inquiry in."""
    return receive(submission(key, **changed), policy=POLICY, digest=POLICY.digest, by=VISITOR, at=at)


def mailed(token: Token, *, at: datetime = AT) -> None:
    """Let every mail of a record be one that went out."""
    Mail.objects.filter(token=token).update(sent=at)


def told(*names: str) -> list[str]:
    """Name what the log tells under these names, or everything."""
    found = Entry.objects.filter(name__in=names) if names else Entry.objects.all()
    return list(found.order_by("id").values_list("name", flat=True))
