"""One year of a desk, day by day, through the same verbs that the doors use; nothing is written past them."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Final

from django.conf import settings
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from jikim import clock
from jikim.cli.duties import DUTIES
from jikim.cli.prepare import prepare
from jikim.cli.summary import summary
from jikim.inquiries.answer import answer
from jikim.inquiries.assign import assign
from jikim.inquiries.catalogue import offered
from jikim.inquiries.close import close
from jikim.inquiries.models import Inquiry
from jikim.inquiries.receive import Submission, receive
from jikim.ledger import key
from jikim.ledger.export import export
from jikim.ledger.sequence import sequence
from jikim.lifecycle.confirm import confirm
from jikim.lifecycle.hold import Ground, place_hold
from jikim.lifecycle.models import Batch
from jikim.people.invite import first_officer, invite
from jikim.people.join import join
from jikim.people.models import Staff
from jikim.policy.model import Policy, Purpose
from jikim.policy.notice import notice
from jikim.proof.audit import audit_facts
from jikim.proof.values import VISITOR, By, Slug, Token
from jikim.registers.in_force import Enacted, in_force
from jikim.rights.code import code_of
from jikim.rights.decide import carry_out
from jikim.rights.models import Channel, Request, Right
from jikim.rights.open import open_request
from jikim.rights.prove import prove
from jikim.vault.reveal import reveal

FIRST_WEEKS: Final = 60
"""Inquiries come in the first weeks alone, so that the year ends with all of them destroyed but what must stay."""
NAMES: Final = ("김하늘", "이바다", "박가람", "최보라", "정다운", "강슬기", "조은별", "윤새봄", "장미르", "임나래")
CONTENTS: Final = (
    "스무 대를 설치하려고 합니다. 가격과 납기를 알려 주십시오.",
    "기존 설비와 함께 쓸 수 있는지 궁금합니다.",
    "유지보수 계약의 조건을 알고 싶습니다.",
)


@dataclass(kw_only=True)
class Desk:
    """The people of the play and what they wait for."""

    dice: Random
    officer: By
    second: By
    staff: By
    todo: dict[int, list[tuple[str, Token]]] = field(default_factory=dict)

    def later(self, day: int, what: str, token: Token) -> None:
        """Plan something for a coming day."""
        self.todo.setdefault(day, []).append((what, token))


def play(*, seed: int, days: int) -> None:
    """Play that many days, up to today; print what became of every record, and verify the log from files alone."""
    console = Console()
    begin = datetime.combine(clock.day_of(clock.now()) - timedelta(days=days), time(9), clock.SEOUL)
    prepare(at=begin)
    desk = _cast(Random(seed), begin)  # noqa: S311 -- a play that can be repeated, not a secret
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(), console=console) as progress:
        task = progress.add_task(begin.date().isoformat(), total=days)
        for number in range(days):
            at = begin + timedelta(days=number)
            _day(desk, number, at)
            progress.update(task, advance=1, description=at.date().isoformat())
    at = begin + timedelta(days=days, seconds=-1)
    sequence(at=at)
    console.print(summary(at=at))
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / "log"
        export(directory, by=desk.officer, at=at)
        audit = audit_facts(directory, key.load().verifier.text)
    for number, step in enumerate(audit.steps, 1):
        console.print(f"({number}) ok  {step}")
    console.print(f"VERIFIED  {audit.checkpoint.origin}  {audit.entries} facts")
    console.print(f"The data lies in {settings.JIKIM_DATA.name}/; open its desk with: jikim demo --serve")


def _cast(dice: Random, at: datetime) -> Desk:
    def enter(secret: str, name: str, email: str) -> Staff:
        return join(secret, name=name, password=secrets.token_urlsafe(16), origin=None, at=at, email=email)

    link = first_officer(at=at) or ""
    olga = enter(link.rstrip("/").rpartition("/")[2], "오지원", "olga@company.example")
    officer = By(role=Slug("officer"), actor=olga.known_as)
    second = invite("pia@company.example", role="officer", reason=Slug("deputy"), by=officer, at=at)
    pia = enter(second.secret, "박이안", "")
    clerk = invite("bob@company.example", role="staff", reason=Slug("desk-duty"), by=officer, at=at)
    bob = enter(clerk.secret, "배도윤", "")
    return Desk(
        dice=dice,
        officer=officer,
        second=By(role=Slug("officer"), actor=pia.known_as),
        staff=By(role=Slug("staff"), actor=bob.known_as),
    )


def _day(desk: Desk, number: int, at: datetime) -> None:
    enacted = in_force(at)
    if number < FIRST_WEEKS and desk.dice.random() < 0.7:  # noqa: PLR2004 -- five inquiries a week
        _ask(desk, number, enacted, at)
    for what, token in desk.todo.pop(number, []):
        _act(desk, what, token, enacted.policy, at=at)
    for duty in DUTIES:
        duty.verb(at + timedelta(hours=9))
    for batch in Batch.objects.unconfirmed().filter(count__gt=0):
        confirm(Token(batch.token), by=desk.officer, at=at + timedelta(hours=10))


def _ask(desk: Desk, number: int, enacted: Enacted, at: datetime) -> None:
    use = desk.dice.choice(enacted.policy.purposes)
    submission = Submission(
        purpose=Slug(use.slug),
        answers=dict(_answers(desk.dice, use, number)),
        choices={},
        notice=notice(enacted.policy, use.slug).digest,
        key=f"demonstration-of-the-day-{number:04d}",
        channel=Slug("web"),
    )
    receipt = receive(submission, policy=enacted.policy, digest=enacted.digest, by=VISITOR, at=at)
    desk.later(number + 1, "answer", receipt.token)
    desk.later(number + desk.dice.randint(3, 20), "close", receipt.token)
    fate = {10: "delete", 20: "hold", 30: "see"}.get(number - number % 10)
    if fate and number % 10 == desk.dice.randint(0, 2):
        desk.later(number + 30, fate, receipt.token)


def _answers(dice: Random, use: Purpose, number: int) -> Iterator[tuple[str, str]]:
    made: dict[str, Callable[[], str]] = {
        "name": lambda: dice.choice(NAMES),
        "phone": lambda: f"010-{dice.randint(2000, 9999)}-{dice.randint(0, 9999):04d}",
        "email": lambda: f"visitor{number}@customer.example",
        "text": lambda: dice.choice(CONTENTS),
        "line": lambda: "문의드립니다",
    }
    for item in (*use.required, *use.needs):
        if item.kind == "choice":
            yield item.slug, dice.choice(offered(use.slug, item.slug))[0]
        else:
            yield item.slug, made[item.kind]()


def _act(desk: Desk, what: str, token: Token, policy: Policy, *, at: datetime) -> None:
    inquiry = Inquiry.objects.get(token=token)
    purpose = Slug(inquiry.purpose)
    match what:
        case "answer":
            assign(token, desk.staff.actor or token, by=desk.officer, at=at)
            reveal(token, purpose=purpose, reason=Slug("answer"), by=desk.staff, at=at)
            answer(token, "문의해 주셔서 고맙습니다. 견적서를 준비하여 보내 드리겠습니다.", by=desk.staff, at=at)
        case "close":
            close(token, by=desk.staff, at=at)
        case "hold":
            ground = Ground(
                statute=Slug("e-commerce-records"),
                article="전자상거래법 시행령 제6조제1항",
                items=[Slug("name"), Slug("content")],
                ends=clock.day_of(at) + timedelta(days=3 * 365),
            )
            place_hold(token, ground, second=desk.second.actor or token, by=desk.officer, at=at)
        case "delete" | "see":
            right = Right.DELETION if what == "delete" else Right.ACCESS
            request = open_request(token, right, channel=Channel.WEB, policy=policy, by=VISITOR, at=at)
            prove(request, code_of(Request.objects.get(token=request)), by=VISITOR, at=at)
            if right is Right.DELETION:
                carry_out(request, by=desk.officer, at=at)
        case _:
            raise AssertionError(what)
