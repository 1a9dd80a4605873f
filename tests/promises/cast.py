"""What the proofs of the promises share: the desk on its sample policy, Alice's inquiry, and the staff who act.

Alice is the visitor, Bob is staff, Olga and Pia are officers.  Nothing here fakes a room: every row is made by the verb
that makes it on a real desk, and ``refused`` goes to the database past all of them.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import html
import re
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import Error, connections, transaction
from django.http import HttpResponse
from django.test import Client
from tests.rooms.people.cast import person, secured, sign_in

from jikim import clock
from jikim.inquiries import catalogue
from jikim.inquiries.close import close
from jikim.inquiries.models import Choice
from jikim.inquiries.receive import Receipt, Submission, receive
from jikim.ledger import key as ledger_key
from jikim.ledger.models import Entry
from jikim.lifecycle.set_apart_due import set_apart_due
from jikim.oversight.training import PRIVACY, complete
from jikim.people.models import Staff
from jikim.policy.notice import notice
from jikim.policy.sample import sample_policy
from jikim.proof.facts import Fact
from jikim.proof.note import Verifier
from jikim.proof.values import VISITOR, By, Slug, Token, new_token
from jikim.registers.enact import adopt
from jikim.registers.in_force import in_force
from jikim.rights.code import code_of
from jikim.rights.models import Channel, Request, Right
from jikim.rights.open import open_request
from jikim.rights.proposal import propose
from jikim.rights.prove import prove
from jikim.web.mail import deliver_due

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # a Monday, 11:00 in Seoul
ENDS = date(2027, 11, 23)  # a year from then, by civil law
POLICY = sample_policy()
QUOTE, CONSULTATION = Slug("quote"), Slug("consultation")
ANSWER = Slug("answer")
ALICE = {
    "name": "김앨리스",
    "phone": "010-1234-5678",
    "email": "alice@example.com",
    "content": "비상 발전기 견적을 부탁드립니다.",
}
BOB = By(role=Slug("staff"), actor=new_token(), origin=new_token())
OLGA = By(role=Slug("officer"), actor=new_token(), origin=new_token())
PIA = By(role=Slug("officer"), actor=new_token(), origin=new_token())
SYSTEM = By(role=Slug("system"))


def open_desk(at: datetime = AT) -> Verifier:
    """Open a desk: the log's key, the adopted sample policy, one product and one kind; gives the log's verifier."""
    verifier = ledger_key.ensure("desk.example/log")
    adopt(POLICY, by=SYSTEM, at=at)
    for purpose, item in ((QUOTE, "product"), (CONSULTATION, "kind")):
        catalogue.add(purpose, Slug(item), "표준 제품", by=SYSTEM, at=at)
    return verifier


def submission(
    *, purpose: Slug = QUOTE, choices: Mapping[str, bool] | None = None, shown: str = "", **changed: str
) -> Submission:
    """Fill in a form as Alice; ``shown`` is the digest of the notice that she saw, where it is not today's."""
    item = {"quote": "product", "consultation": "kind"}.get(purpose, "product")
    chosen = Choice.objects.filter(item=item).first()
    subject = {"subject": "설치 문의"} if purpose == CONSULTATION else {}
    return Submission(
        purpose=purpose,
        answers={**ALICE, **({item: chosen.token} if chosen else {}), **subject, **changed},
        choices=choices or {},
        notice=shown or notice(POLICY, purpose).digest,
        key=secrets.token_urlsafe(24),
        channel=Slug("web"),
    )


def asked(*, at: datetime = AT, **how: Any) -> Receipt:
    """Ask as Alice; ``how`` as ``submission`` takes it."""
    enacted = in_force(at)
    return receive(submission(**how), policy=enacted.policy, digest=enacted.digest, by=VISITOR, at=at)


def apart(*, at: datetime = AT, **how: Any) -> Token:
    """Give an inquiry of Alice's that was closed and has left the working database."""
    token = asked(at=at, **how).token
    deliver_due(at=at)  # a record whose mails wait stays where it is
    close(token, by=BOB, at=at)
    set_apart_due(POLICY, at=at)
    return token


def requested(record: Token, right: Right, *, at: datetime = AT) -> Token:
    """Open a request of Alice's from the web."""
    return open_request(record, right, channel=Channel.WEB, policy=POLICY, by=VISITOR, at=at)


def code(request: Token) -> str:
    """Give the code that the mail of a request carries."""
    return code_of(Request.objects.get(token=request))


def disputed(record: Token, *, at: datetime = AT) -> Token:
    """Ask for a correction and prove it; gives the request."""
    request = requested(record, Right.CORRECTION, at=at)
    proposal = propose(request, {"name": "김엘리스"}, policy=POLICY)
    prove(request, code(request), proposal=proposal, by=VISITOR, at=at + timedelta(minutes=1))
    return request


def after(day: date, *, days: int = 1) -> datetime:
    """Give eleven in the morning in Seoul, so many days after ``day``."""
    return datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC) + timedelta(days=days)


def facts(*names: str) -> list[Fact]:
    """Give what the log tells under these names, in order."""
    return [entry.told.fact for entry in Entry.objects.filter(name__in=names).order_by("id")]


def told(token: str) -> list[str]:
    """Give the names of what the log tells about one record, in order."""
    return list(Entry.objects.filter(subject=token).order_by("id").values_list("name", flat=True))


def refused(statement: str, *values: Any, alias: str = "default") -> str:
    """Send a statement past every room and give the words with which the database refuses; fails if it does not."""
    with pytest.raises(Error) as caught, transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(statement, values)
    return str(caught.value).replace("_", " ")


def run(statement: str, *values: Any, alias: str = "default") -> None:
    """Send a statement to the database past every room."""
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, values)


def jam(table: str) -> None:
    """Make every further INSERT into a table fail for real, by a trigger, as a full disk would."""
    if connections["default"].vendor == "postgresql":
        run(
            "CREATE FUNCTION jammed() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; END $$"
        )
        run(f"CREATE TRIGGER jam BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION jammed()")
    else:
        run(f"CREATE TRIGGER jam BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")


def free(table: str) -> None:
    """Take the jam away again, where the test's own transaction does not."""
    if connections["default"].vendor == "postgresql":
        run("DROP FUNCTION IF EXISTS jammed CASCADE")
    else:
        run("DROP TRIGGER IF EXISTS jam")
    del table  # named for the reader: its trigger is the only one of this name


# In a browser


def filled(browser: Client, purpose: str = "quote", **changed: str) -> dict[str, str]:
    """Open a form and fill it in as Alice; a value of "-" leaves the field out, "_" in a name stands for "-"."""
    page = browser.get(f"/ask/{purpose}/")
    item = {"quote": "product", "consultation": "kind"}[purpose]
    form = {
        **ALICE,
        item: Choice.objects.get(item=item).token,
        **{name: hidden(page, name) for name in ("once", "notice")},
        "website": "",
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }
    return {name: value for name, value in form.items() if value != "-"}


def hidden(page: HttpResponse, name: str) -> str:
    """Give the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    return found[1] if found else ""


def words(page: HttpResponse) -> str:
    """Give what a page says, without its markup."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split()))


def signed_in(name: str, role: str, *, trained: bool = True) -> tuple[Client, Staff]:
    """Sign a person in with both factors; ``trained`` since today or not at all."""
    now = clock.now()
    staff = person(name, role, now)
    if trained:
        until = clock.day_of(now) + timedelta(days=365)
        complete(staff.known_as, PRIVACY, until=until, by=OLGA, at=now)
    client = Client(headers={"accept-language": "ko", "accept": "text/html"})
    sign_in(client, staff, secured(staff))
    return client, staff
