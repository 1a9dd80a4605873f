"""`jikim check`: agrees with a sound desk, and names whatever disagrees, without a word about anybody."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_django.fixtures import Settings
from tests.rooms.inquiries.stage import ALICE, taken

from jikim import clock
from jikim.cli.check import command
from jikim.cli.prepare import prepare
from jikim.ledger.sequence import sequence
from jikim.proof.values import new_token
from jikim.vault.models import Move, Record
from jikim.work.models import Mail, Task

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


@pytest.fixture(autouse=True)
def desk(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    prepare(at=clock.now())
    taken(at=clock.now())
    sequence(at=clock.now())


def checked() -> Result:
    return CliRunner().invoke(command)


def wrong(result: Result) -> list[str]:
    return [line.partition(" / ")[2] for line in result.output.splitlines() if line.startswith("어긋남")]


def test_a_sound_desk_agrees_in_everything() -> None:
    result = checked()

    assert (result.exit_code, wrong(result)) == (0, [])
    assert "records: quote active 1" in result.output
    assert result.output.endswith("모두 맞습니다 / all agree\n")


def test_it_names_a_lost_day_key(keys: Path) -> None:
    name = str(Record.objects.get().day_key_id)
    (keys / "day" / "default" / name).unlink()

    result = checked()

    assert (result.exit_code, wrong(result)) == (1, [f"lost keys: default {name}"])


def test_it_names_a_log_whose_key_is_lost_and_looks_on(keys: Path) -> None:
    (keys / "ledger.key").unlink()

    result = checked()

    assert result.exit_code == 1
    assert wrong(result) == ["stopped: ledger-key-missing: no ledger.key in the key directory"]
    assert "dead mails: 0" in result.output


def test_it_names_a_move_that_cannot_go_on() -> None:
    token = Record.objects.get().token
    Move.objects.create(token=token, begun=clock.now())

    assert wrong(checked()) == [f"stuck moves: {token}"]


def test_it_names_facts_that_wait_too_long() -> None:
    taken("another-key-of-22-characters", at=clock.now() - timedelta(hours=1))

    assert [line.partition(":")[0] for line in wrong(checked())] == ["facts that wait"]


def test_it_names_work_and_mails_that_died() -> None:
    at = clock.now()
    Task.objects.create(name="destroy", due=at, dead=at, last_error="broken")
    Mail.objects.create(key="dead", template="receipt", token=new_token(), posted=at, due=at, dead=at)

    assert wrong(checked()) == ["dead duties: destroy", "dead mails: 1"]


def test_it_says_nothing_of_alice() -> None:
    output = checked().output

    assert not [value for value in ALICE.values() if value in output]
