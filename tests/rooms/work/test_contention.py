"""Several workers, each a process of its own, against one real database: nothing is done twice, nothing is lost."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.db import connection

from jikim.work.models import Mail, Task

pytestmark = pytest.mark.django_db(transaction=True)
START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
SOURCE = Path(__file__).resolve().parents[3] / "src"
DUTIES = 12
SLOTS = 5

PREAMBLE = """
import os, sys
from datetime import datetime, timedelta
import django
from django.db import connections
database, diary, owner = sys.argv[1:4]
django.setup()
connections.settings["default"]["NAME"] = database
from jikim.work import outbox
from jikim.work.duty import Duty
from jikim.work.run import tick
START = datetime.fromisoformat("2026-11-23T00:00:00+00:00")

def write(line):
    handle = os.open(diary, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, (line + "\\n").encode())
    os.close(handle)
"""

CONTEND = f"""{PREAMBLE}
def duty(number):
    return Duty(name=f"duty-{{number}}", every=timedelta(seconds=10), verb=lambda at: write(f"{{number}} {{at:%S}}"))

duties = [duty(number) for number in range({DUTIES})]
clock = open(diary + ".clock")
while (second := clock.read()) != "stop":
    clock.seek(0)
    if not second:
        continue  # read while it was being set
    at = START + timedelta(seconds=int(second))
    tick(duties, at=at, owner=owner)
    for mail in outbox.claim(at=at, owner=owner, limit=5):
        write(f"mail {{mail.pk}}")
        outbox.done(mail, at=at)
"""

DIE = f"""{PREAMBLE}
def die(at):
    write("begun")
    os._exit(9)

tick([Duty(name="fragile", every=timedelta(hours=1), verb=die)], at=START, owner=owner)
"""

RESUME = f"""{PREAMBLE}
duties = [Duty(name="fragile", every=timedelta(hours=1), verb=lambda at: write(f"done {{(at - START).seconds}}"))]
for second in range(30, 90, 10):
    tick(duties, at=START + timedelta(seconds=second), owner=owner)
"""

BEAT = f"""{PREAMBLE}
import time
def slow(at):
    write("begun")
    time.sleep(3)
    write("ended")

tick(
    [Duty(name="slow", every=timedelta(hours=1), verb=slow)],
    at=START, owner=owner, hold=timedelta(seconds=1),
)
"""


def start(code: str, diary: Path, owner: str) -> subprocess.Popen[str]:
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-c", code, name, str(diary), owner]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "jikim.project.settings", "PYTHONPATH": str(SOURCE)}
    return subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> int:
    _, error = process.communicate(timeout=120)
    if process.returncode not in {0, 9}:
        pytest.fail(error)
    return process.returncode


def tell(diary: Path, second: str) -> None:
    """Set the one clock that all workers look at."""
    clock = diary.with_name("diary.clock")
    clock.write_text(second)


def wait_for(diary: Path, lines: set[str]) -> None:
    deadline = monotonic() + 60
    while not diary.exists() or not lines <= set(diary.read_text().splitlines()):
        if monotonic() > deadline:
            pytest.fail("the workers did not get through their duties")
        sleep(0.02)


def test_several_workers_never_do_one_slot_twice(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    Mail.objects.bulk_create(
        Mail(key=str(number), template="receipt", token="0" * 26, posted=START, due=START) for number in range(40)
    )
    tell(diary, "00")
    workers = [start(CONTEND, diary, f"worker-{number}") for number in range(3)]
    slots = [{f"{number} {slot}0" for number in range(DUTIES)} for slot in range(SLOTS)]
    mails = {f"mail {pk}" for pk in Mail.objects.values_list("pk", flat=True)}
    for slot, expected in enumerate(slots):
        tell(diary, f"{slot}0")
        wait_for(diary, expected | mails)
    tell(diary, "stop")
    for worker in workers:
        finished(worker)

    assert sorted(mails.union(*slots)) == sorted(diary.read_text().splitlines())


def test_a_killed_workers_task_is_taken_up_once(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    assert finished(start(DIE, diary, "mortal")) == 9
    survivors = [start(RESUME, diary, f"survivor-{number}") for number in range(2)]
    for survivor in survivors:
        finished(survivor)

    begun, *done = diary.read_text().splitlines()

    assert begun == "begun"
    assert done in (["done 60"], ["done 70"], ["done 80"])


def test_a_long_task_keeps_its_lease_by_beating(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    worker = start(BEAT, diary, "patient")
    leases: set[datetime] = set()
    while worker.poll() is None:
        leases.update(Task.objects.filter(lease_until__isnull=False).values_list("lease_until", flat=True))
    finished(worker)

    assert max(leases) >= START + timedelta(seconds=3)
    assert Task.objects.get(name="slow").tries == 0
