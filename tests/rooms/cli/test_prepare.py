"""Preparing a desk: safe to run again, and stopped by keys, logs and clocks that do not belong to it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from jikim.cli.prepare import SYSTEM, policy_in, prepare, published
from jikim.errors import Broken, Invalid
from jikim.inquiries.models import Choice
from jikim.ledger import memory
from jikim.ledger.models import Entry
from jikim.ledger.sequence import sequence
from jikim.policy import toml
from jikim.policy.sample import sample_policy
from jikim.proof.facts import LogStarted
from jikim.proof.note import new_signer
from jikim.registers.in_force import in_force
from jikim.vault import daykeys, keyring
from jikim.work.models import Mark

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"


def without(name: str) -> Callable[[Path], None]:
    return lambda keys: (keys / name).unlink()


def emptied(keys: Path) -> None:
    shutil.rmtree(keys)
    keys.mkdir(mode=0o700)


def of_another_house(keys: Path) -> None:
    for name in ("keyring", "root"):
        (keys / name).unlink()
    keyring.found(keys, "")


def root_of_another_house(keys: Path) -> None:
    (keys / "root").write_text("00" * 32 + "\n")


def log_key_of_another_house(keys: Path) -> None:
    (keys / "ledger.key").write_text(new_signer("another.example/log").text + "\n")


def memory_of_a_later_state(_keys: Path) -> None:
    meant = memory.recall()
    later = memory.Meant(size=meant.size + 5, root=b"\1" * 32, base=meant.size, ids=tuple(range(1001, 1006)))
    memory.remember(later)


def open_to_others(keys: Path) -> None:
    (keys / "root").chmod(0o644)


def damaged(keys: Path) -> None:
    (keys / "keyring").write_bytes(b"\0" * 100)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (emptied, "keyring-missing"),
        (without("keyring"), "keyring-missing"),
        (without("root"), "root-key-missing"),
        (without("ledger.key"), "ledger-key-missing"),
        (without("ledger.signed"), "signature-memory-missing"),
        (of_another_house, "keyring-of-another-house"),
        (root_of_another_house, "root-key-wrong"),
        (log_key_of_another_house, "signature-missing"),
        (memory_of_a_later_state, "ledger-older-than-signature"),
        (open_to_others, "keyring-open-to-others"),
        (damaged, "keyring-damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_stops_where_keys_log_and_databases_are_not_of_one_house(
    keys: Path, spoil: Callable[[Path], None], rule: str
) -> None:
    prepare(at=AT)
    sequence(at=AT)
    spoil(keys)
    daykeys.forget()
    before = sorted(path.name for path in keys.rglob("*"))

    with pytest.raises(Broken) as caught:
        prepare(at=AT)

    assert caught.value.rule == rule
    assert sorted(path.name for path in keys.rglob("*")) == before


def test_it_stops_where_the_clock_went_back_until_its_operator_accepts_it() -> None:
    prepare(at=AT)
    earlier = AT - timedelta(hours=1)

    with pytest.raises(Broken) as caught:
        prepare(at=earlier)
    prepare(at=earlier, accept_clock=True)

    assert caught.value.rule == "clock-went-back"
    assert Mark.objects.get().at == earlier


def test_it_names_a_day_key_that_is_lost_and_goes_on(keys: Path) -> None:
    prepare(at=AT)
    lost = min((keys / "day" / "default").iterdir())
    lost.unlink()

    state = prepare(at=AT)

    assert (state.clean, state.lost) == (False, (f"default {lost.name}",))


def test_run_again_it_changes_nothing() -> None:
    prepare(at=AT)
    before = (Entry.objects.count(), Choice.objects.count())

    assert prepare(at=AT).clean
    assert (Entry.objects.count(), Choice.objects.count()) == before


def test_a_new_desk_has_the_sample_policy_and_something_to_choose() -> None:
    prepare(at=AT)

    policy = in_force(AT).policy
    needed = {(use.slug, item.slug) for use in policy.purposes for item in use.needs if item.kind == "choice"}
    assert policy == sample_policy()
    assert set(Choice.objects.values_list("purpose", "item")) == needed


def test_the_published_policy_may_be_prose_or_compiled(settings: Settings, tmp_path: Path) -> None:
    text = Path(__file__).parents[3] / "src" / "jikim" / "policy" / "sample" / "policy.txt"
    compiled = tmp_path / "policy.toml"
    compiled.write_text(toml.dumps(sample_policy()), encoding="utf-8")

    settings.JIKIM_POLICY = str(compiled)

    assert published() == sample_policy()
    assert policy_in(text).company == sample_policy().company


def test_a_policy_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "policy.txt"
    file.write_bytes(bytes(range(256)) * 8)

    with pytest.raises(Invalid):
        policy_in(file)


def test_the_system_that_prepares_is_nobody() -> None:
    assert (SYSTEM.actor, SYSTEM.origin, LogStarted.name) == (None, None, "log:started")
