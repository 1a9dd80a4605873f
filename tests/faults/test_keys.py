"""Keys that are lost, wrong or open to others: the desk does not start on them, or says 503; restored, it goes on."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.faults.desk import Desk, desk_of_its_own, leaks

from jikim.vault import keyring


@pytest.fixture(scope="module")
def used() -> Iterator[Desk]:
    """Give a desk at rest that has kept and signed something."""
    with desk_of_its_own() as desk:
        desk.begin()
        assert desk.ask(desk.question(desk.form())).status_code == 201
        assert desk.signed() > 0
        desk.end()
        yield desk


@pytest.fixture
def keys(used: Desk, tmp_path: Path) -> Iterator[Path]:
    """Give the keys of the desk, to be spoiled: afterwards they lie there as before."""
    safe = tmp_path / "safe"
    shutil.copytree(used.keys, safe)
    yield used.keys
    shutil.rmtree(used.keys, ignore_errors=True)
    shutil.copytree(safe, used.keys)


def lost(keys: Path) -> None:
    shutil.rmtree(keys)
    keys.mkdir(mode=0o700)


def of_another_house(keys: Path) -> None:
    ledger = {name: (keys / name).read_bytes() for name in ("ledger.key", "ledger.signed")}
    shutil.rmtree(keys)
    keyring.found(keys, "")
    for name, content in ledger.items():
        (keys / name).write_bytes(content)
        (keys / name).chmod(0o600)


def without_log_key(keys: Path) -> None:
    (keys / "ledger.key").unlink()


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lost, "keyring-missing"),
        (of_another_house, "keyring-of-another-house"),
        (without_log_key, "ledger-key-missing"),
    ],
)
def test_the_desk_does_not_start_and_says_in_one_line_why(
    used: Desk, keys: Path, spoil: Callable[[Path], None], rule: str
) -> None:
    spoil(keys)
    before = sorted(path.name for path in keys.rglob("*")) if keys.exists() else []

    refused = used.refuses()

    assert refused.startswith(f"jikim: {rule}")
    assert (sorted(path.name for path in keys.rglob("*")) if keys.exists() else []) == before


def test_keys_that_are_lost_stop_their_days_alone_and_come_back_with_their_files(used: Desk, keys: Path) -> None:
    ends = used.rows("SELECT DISTINCT day_key_id FROM vault_record")[0][0]
    file = keys / "day" / "default" / ends
    content = file.read_bytes()
    file.unlink()
    used.begin()
    body, before = used.question(used.form()), used.kept()
    lost_one = used.ask(body)
    check = used.command("check")
    file.write_bytes(content)
    file.chmod(0o600)
    again = used.ask(body)
    shutil.rmtree(keys)
    lost_all = used.ask(body)
    after = used.kept()
    used.end(signal.SIGKILL)

    assert (lost_one.status_code, lost_one.json()["type"]) == (503, "urn:problem:jikim:day-key-lost")
    assert (check.returncode, f"default {ends}" in check.stdout) == (1, True)
    assert "`jikim check`" in used.output
    assert (again.status_code, lost_all.status_code) == (201, 503)
    assert after == tuple(count + 1 for count in before)
    assert leaks(lost_one.text, lost_all.text, used.output) == []
