"""`jikim check`: compares keys, stores and log, counts the records, and names what is overdue; it judges no person."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import click

from jikim import clock
from jikim.clock import day_of
from jikim.errors import JikimError
from jikim.evidence.checks import SLOWEST
from jikim.ledger.health import health
from jikim.ledger.sequence import confirm
from jikim.lifecycle.destroy_due import overdue_days
from jikim.lifecycle.models import Batch
from jikim.proof.values import By, Slug
from jikim.registers.in_force import in_force
from jikim.rights.models import Request
from jikim.vault import counts
from jikim.vault.reconcile import reconcile
from jikim.work.models import Mail, Task

OPERATOR: Final = By(role=Slug("operator"))


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that was looked at, in Korean and in English; ``wrong`` where it is not as it must be."""

    korean: str
    english: str
    value: str
    wrong: bool = False

    def __str__(self) -> str:
        return f"{'어긋남 WRONG' if self.wrong else '맞음   ok   '}  {self.korean} / {self.english}: {self.value}"


@click.command()
def command() -> None:
    """Compare keys, stores and log, count the records, name what is overdue; exit code 1 where anything disagrees.

    What a crash has left half done is taken up first, as `jikim serve` does.
    """
    at = clock.now()
    lines = [line for part in (_stores, _records, _keys, _log, _late) for line in _looked(part, at)]
    for line in lines:
        click.echo(str(line))
    wrong = sum(line.wrong for line in lines)
    click.echo(f"{wrong}건 어긋남 / {wrong} disagree" if wrong else "모두 맞습니다 / all agree")
    if wrong:
        raise SystemExit(1)


def _looked(part: Callable[[datetime], Iterator[Line]], at: datetime) -> list[Line]:
    try:
        return list(part(at))
    except JikimError as error:
        return [Line(korean="멈춤", english="stopped", value=str(error), wrong=True)]


def _stores(at: datetime) -> Iterator[Line]:
    state = reconcile(by=OPERATOR, at=at)
    resumed = {
        "소거 / erasures": state.erased,
        "되살아난 열쇠 / revived keys": state.revived,
        "파기일 / days": state.days,
        "이동 / moves": state.moves,
        "연장 / extensions": state.extensions,
        "사본 / copies": state.swept,
        "초안 / drafts": state.drafts,
    }
    said = ", ".join(f"{name} {count}" for name, count in resumed.items() if count)
    yield Line(korean="이어서 마침", english="taken up again", value=said or "-")
    yield _none("없어진 열쇠", "lost keys", state.lost)
    yield _none("분리 보관소에 없는 기록", "missing from the separate store", state.missing)
    yield _none("분리 보관소에 남은 기록", "strays in the separate store", state.strays)
    yield _none("멈춘 이동", "stuck moves", state.stuck)


def _records(at: datetime) -> Iterator[Line]:
    del at
    for row in counts.counts():
        yield Line(korean="기록", english="records", value=f"{row.purpose} {row.place} {row.count}")


def _keys(at: datetime) -> Iterator[Line]:
    now = counts.health(at=at)
    yield _zero("마치지 못한 소거", "erasures undone", now.undone)
    yield Line(korean="이동 중", english="moving", value=str(now.moving))


def _log(at: datetime) -> Iterator[Line]:
    head = confirm()
    now = health(at=at)
    late = now.oldest_pending is not None and now.oldest_pending > SLOWEST
    yield Line(korean="원장", english="log", value=f"{head.origin} {head.size}")
    yield Line(korean="차례를 기다리는 사실", english="facts that wait", value=str(now.pending), wrong=late)


def _late(at: datetime) -> Iterator[Line]:
    days = overdue_days(in_force(at).policy, at=at)
    yield _none("파기 기한을 넘긴 날", "days overdue for destruction", [day.isoformat() for day in days])
    yield _zero("기한을 넘긴 파기 묶음", "batches overdue", Batch.objects.overdue(at).count())
    yield _zero("기한을 넘긴 권리 요구", "requests overdue", Request.objects.overdue(day_of(at)).count())
    yield _none("죽은 일", "dead duties", list(Task.objects.dead().values_list("name", flat=True)))
    yield _zero("보내지 못한 메일", "dead mails", Mail.objects.dead().count())


def _none(korean: str, english: str, found: Iterable[str]) -> Line:
    value = ", ".join(found)
    return Line(korean=korean, english=english, value=value or "-", wrong=bool(value))


def _zero(korean: str, english: str, count: int) -> Line:
    return Line(korean=korean, english=english, value=str(count), wrong=count > 0)
