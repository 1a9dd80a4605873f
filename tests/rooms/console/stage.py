"""The stage of these tests: an open desk, people who work at it, and Alice's inquiries."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import html
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.test import Client

from jikim.clock import day_of
from jikim.inquiries import catalogue
from jikim.inquiries.models import Choice, Inquiry
from jikim.inquiries.receive import Submission, receive
from jikim.ledger import key as ledger_key
from jikim.ledger.models import Entry
from jikim.oversight.training import PRIVACY, complete
from jikim.people.grant import grant
from jikim.people.invite import HOUSE
from jikim.people.models import Staff
from jikim.people.second_factor import SET_UP
from jikim.policy.notice import notice
from jikim.policy.sample import sample_policy
from jikim.proof.values import VISITOR, By, Slug, Token
from jikim.registers.enact import adopt
from jikim.registers.in_force import in_force
from jikim.rights.code import code_of
from jikim.rights.models import Channel, Request, Right
from jikim.rights.open import open_request
from jikim.rights.prove import prove
from jikim.vault.reconcile import reconcile

SYSTEM = By(role=Slug("system"))
ALICE = {"name": "김앨리스", "phone": "010-1234-5678", "email": "alice@example.com", "company": "이상한나라"}
QUESTION = "비상 발전기 견적을 부탁드립니다."
PERSONAL = ("김앨리스", "1234-5678", "12345678", "alice@example.com", "이상한나라", QUESTION)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def open_desk(at: datetime) -> None:
    """Adopt the sample policy and offer one entry for each choice; a day's key is made when a record needs it."""
    ledger_key.ensure("desk.example/log")
    policy = sample_policy()
    adopt(policy, by=SYSTEM, at=at)
    reconcile(by=SYSTEM, at=at)
    for purpose in policy.purposes:
        for item in purpose.needs:
            if item.kind == "choice":
                catalogue.add(Slug(purpose.slug), Slug(item.slug), "표준 제품", by=SYSTEM, at=at)


@transaction.atomic
def worker(
    name: str, role: str | None, at: datetime, *, purposes: list[str] | None = None, trained: bool = True
) -> Staff:
    """Make a person with a role, trained for a year."""
    staff = Staff(email=f"{name.lower()}@example.org", name=name, joined=at)
    staff.set_password("seoul-garden-41")
    staff.save()
    if role:
        grant(staff, role, reason=Slug("new-duty"), by=HOUSE, at=at, purposes=purposes)
    if trained:
        complete(staff.known_as, PRIVACY, until=day_of(at) + timedelta(days=365), by=SYSTEM, at=at)
    return staff


def browser(staff: Staff, *, factor: bool = True) -> Client:
    """Sign a person in, with both factors or with the password alone."""
    client = Client(headers={"accept-language": "ko", "accept": "text/html"})
    client.force_login(staff, BACKEND)
    if factor:
        session = client.session
        session[SET_UP] = staff.token
        session.save()
    return client


def asked(at: datetime, *, purpose: str = "quote", **changed: str) -> Inquiry:
    """Let Alice ask."""
    current = in_force(at)
    use = current.policy.purpose(purpose)
    answers = {slug: ALICE.get(slug, "과장") for slug in use.items} | changed
    for item in use.items.values():
        if item.kind == "choice":
            answers[item.slug] = Choice.objects.get(purpose=purpose, item=item.slug).token
        if item.kind == "text":
            answers[item.slug] = QUESTION
    submission = Submission(
        purpose=Slug(purpose),
        answers=answers,
        choices={"optional": True} if use.optional else {},
        key=secrets.token_urlsafe(24),
        channel=Slug("web"),
        notice=notice(current.policy, purpose).digest,
    )
    receipt = receive(submission, policy=current.policy, digest=current.digest, by=VISITOR, at=at)
    inquiry = Inquiry.objects.get(token=receipt.token)
    inquiry.code = receipt.code  # type: ignore[attr-defined]  # what the visitor alone knows
    return inquiry


def requested(inquiry: Inquiry, right: Right, at: datetime) -> Request:
    """Let Alice ask for a right, and prove that it is her."""
    policy = in_force(at).policy
    token = open_request(Token(inquiry.token), right, channel=Channel.WEB, policy=policy, by=VISITOR, at=at)
    prove(token, code_of(Request.objects.get(token=token)), by=VISITOR, at=at)
    return Request.objects.get(token=token)


def facts(name: str) -> list[Any]:
    """Give what the log tells under a name, in order."""
    return [entry.told.fact for entry in Entry.objects.filter(name=name).order_by("id")]


def words(page: Any) -> str:
    """Give what a page says, without its markup."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split()))
