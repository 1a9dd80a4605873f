"""The one list of periodic work: every verb is idempotent, has its own due row, and takes the moment as argument."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Final

from jikim import clock
from jikim.evidence.checks import CHECKS, State, find
from jikim.ledger.sequence import sequence
from jikim.lifecycle.destroy_due import destroy_due
from jikim.lifecycle.make_keys import make_keys
from jikim.lifecycle.set_apart_due import set_apart_due
from jikim.oversight import audit, review
from jikim.oversight.models import SelfAudit
from jikim.people.tidy import tidy
from jikim.proof.values import Slug, Token
from jikim.registers.in_force import in_force
from jikim.rights.lapse import lapse
from jikim.rights.models import Request
from jikim.rights.settle import settle
from jikim.web.mail import deliver_due
from jikim.work.duty import Duty
from jikim.work.loop import run_forever
from jikim.work.outbox import purge


def _keys(at: datetime) -> None:
    make_keys(in_force(at).policy, at=at)


def _apart(at: datetime) -> None:
    set_apart_due(in_force(at).policy, at=at)


def _destroy(at: datetime) -> None:
    ending = Request.objects.ending().values_list("right", "record")
    early: dict[Slug, list[Token]] = {}
    for right, record in ending:
        early.setdefault(Slug(f"{right}-request"), []).append(Token(record))
    destroy_due(in_force(at).policy, early=early, at=at)


def _audit(at: datetime) -> None:
    """Open the quarter's self-audit and put into every unsigned one what machines find today (P16)."""
    audit.open_due(at)
    found = [find(name, in_force(at).policy, at=at) for name in CHECKS]
    checks = [audit.Check(name=Slug(one.check), ok=one.state is not State.BROKEN, value=one.wrong) for one in found]
    for token in SelfAudit.objects.unsigned().values_list("token", flat=True):
        audit.fill(Token(token), checks, at=at)


def _tidy(at: datetime) -> None:
    tidy(at)
    purge(before=at - SENT_KEPT)


SENT_KEPT: Final = timedelta(days=30)
"""How long the row of a mail that went out is kept; it names no person, and then it is of no use."""

_LEDGER: Final = (Duty(name="sequence", every=timedelta(seconds=1), verb=lambda at: sequence(at=at)),)
_MAIL: Final = (Duty(name="mail", every=timedelta(seconds=2), verb=lambda at: deliver_due(at=at)),)
_HOUSE: Final = (
    Duty(name="set-apart", every=timedelta(seconds=10), verb=_apart),
    Duty(name="destroy", every=timedelta(seconds=30), verb=_destroy),
    Duty(name="settle-requests", every=timedelta(seconds=30), verb=lambda at: settle(at=at)),
    Duty(name="lapse-requests", every=timedelta(hours=1), verb=lambda at: lapse(at=at)),
    Duty(name="day-keys", every=timedelta(hours=1), verb=_keys),
    Duty(name="reviews", every=timedelta(hours=1), verb=review.open_due),
    Duty(name="self-audits", every=timedelta(hours=1), verb=_audit),
    Duty(name="tidy", every=timedelta(days=1), offset=timedelta(hours=18), verb=_tidy),
)
LANES: Final = (_LEDGER, _MAIL, _HOUSE)
"""Each lane has a thread of its own: neither a slow mail server nor a long destruction may hold up the log."""
DUTIES: Final = (*_LEDGER, *_MAIL, *_HOUSE)


def begin(stop: Event) -> list[Thread]:
    """Start a thread for each lane, to run until ``stop`` is set."""
    threads = [
        Thread(target=run_forever, args=(lane, stop, clock.now), name=f"worker-{lane[0].name}", daemon=True)
        for lane in LANES
    ]
    for thread in threads:
        thread.start()
    return threads
