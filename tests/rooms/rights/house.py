# SPDX-License-Identifier: Apache-2.0
"""The stage of these tests: a small policy, Alice's inquiry in the vault, and who acts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from jikim.ledger.models import Entry
from jikim.policy.model import Item, Policy, Purpose, Retention
from jikim.proof.facts import Fact
from jikim.proof.values import By, Slug, Token, digest_of, new_token
from jikim.rights.code import code_of
from jikim.rights.models import Channel, Request, Right
from jikim.rights.open import open_request
from jikim.rights.prove import prove
from jikim.vault.keep import NewEvidence, keep
from jikim.work.models import Mail

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # a Monday, 11:00 in Seoul
SOON = AT + timedelta(minutes=1)
QUOTE = Slug("quote")
ENDS = date(2027, 11, 23)
POLICY = Policy(
    company="지킴 상사",
    purposes=(
        Purpose(
            slug="quote",
            name="견적문의",
            required=(
                Item(slug="name", label="이름", kind="name"),
                Item(slug="phone", label="연락처", kind="phone"),
                Item(slug="email", label="이메일", kind="email"),
            ),
            optional=(Item(slug="company", label="회사명", kind="line"),),
            needs=(Item(slug="product", label="제품", kind="choice"), Item(slug="content", label="내용", kind="text")),
        ),
    ),
    retention=(Retention(subject="견적문의", period="P1Y", text="1년", purposes=("quote",)),),
)
ALICE = {
    "name": "김앨리스",
    "phone": "+821012345678",
    "email": "alice@example.com",
    "company": "이상한나라",
    "content": "견적을 부탁드립니다.",
}
BOB = By(role=Slug("staff"), actor=new_token())
OLGA = By(role=Slug("officer"), actor=new_token())
VISIT = By(role=Slug("visitor"), origin=new_token())


def kept(*, at: datetime = AT, ends: date = ENDS, agreed: bool = True, **changed: str) -> Token:
    """Keep one inquiry of Alice's."""
    text = "알림"
    return keep(
        {**ALICE, **changed},
        purpose=QUOTE,
        policy=POLICY.digest,
        ends=ends,
        evidence=NewEvidence(notice=digest_of(text.encode()), text=text, choices={Slug("optional"): agreed}),
        channel=Slug("web"),
        by=VISIT,
        at=at,
    )


def opened(record: Token, right: Right, *, at: datetime = AT) -> Token:
    """Open a request from the web."""
    return open_request(record, right, channel=Channel.WEB, policy=POLICY, by=VISIT, at=at)


def proved(record: Token, right: Right, *, at: datetime = AT) -> Token:
    """Open a request that brings nothing along, and prove it a minute later."""
    request = opened(record, right, at=at)
    prove(request, row(request).code, by=VISIT, at=at + timedelta(minutes=1))
    return request


def row(request: Token) -> Told:
    """Look at a request as it stands now."""
    return Told(Request.objects.get(token=request))


class Told:
    """A request's row, with the code that its mail would carry."""

    def __init__(self, request: Request) -> None:
        self.request = request

    @property
    def code(self) -> str:
        return code_of(self.request)

    @property
    def wrong_code(self) -> str:
        return f"{(int(self.code) + 1) % 1_000_000:06d}"

    @property
    def stands(self) -> tuple[str, str]:
        return self.request.state, self.request.result


def mails_go_out() -> None:
    """Let every mail that waits be taken by the mail server."""
    Mail.objects.waiting().update(sent=AT + timedelta(days=1))


def facts(*names: str) -> list[Fact]:
    """Give what the log tells under these names, in order."""
    return [entry.told.fact for entry in Entry.objects.filter(name__in=names).order_by("id")]
