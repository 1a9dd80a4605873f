"""What the vault's tests share: Alice's answers, the cast, and one way to keep a record."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from jikim.proof.values import By, Slug, Token, digest_of, new_token
from jikim.vault.keep import NewEvidence, keep

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
ENDS = date(2027, 11, 22)
LATER = datetime(2027, 11, 23, 3, 0, tzinfo=UTC)
ALICE = {
    "name": "홍길동",
    "phone": "+821012345678",
    "email": "alice@example.com",
    "company": "한빛발전",
    "content": "비상 발전기 500kW 견적을 부탁드립니다.",
}
QUOTE = Slug("quote")
BOB = By(role=Slug("staff"), actor=new_token())
OLGA = By(role=Slug("officer"), actor=new_token())
WORKER = By(role=Slug("worker"))
VISITOR = By(role=Slug("visitor"))


def evidence(text: str = "개인정보 수집·이용 안내") -> NewEvidence:
    return NewEvidence(notice=digest_of(text.encode()), text=text, choices={Slug("optional"): True})


def kept(fields: dict[str, str] | None = None, *, ends: date = ENDS, at: datetime = AT, purpose: Slug = QUOTE) -> Token:
    return keep(
        ALICE if fields is None else fields,
        purpose=purpose,
        policy=digest_of(b"policy"),
        ends=ends,
        evidence=evidence(),
        channel=Slug("web"),
        by=VISITOR,
        at=at,
    )


def after(days: int) -> datetime:
    return AT + timedelta(days=days)
