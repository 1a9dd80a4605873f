"""The keyring: whole before use, dead when erased, and a clear refusal for everything that is missing or wrong."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import errno
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from tests.rooms.vault.cast import ALICE, AT, BOB, ENDS, QUOTE, WORKER, kept

from jikim.errors import Broken
from jikim.ledger.models import Entry
from jikim.proof.values import Slug
from jikim.vault import daykeys, durable, keyring
from jikim.vault.models import ApartDayKey, DayKey, House, Record
from jikim.vault.reveal import reveal

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
FIRST, LAST = date(2027, 11, 1), date(2027, 11, 30)


def refusal() -> str:
    """Say what a new process says that finds the keyring as it is."""
    daykeys.forget()
    with pytest.raises(Broken) as caught:
        daykeys.ring()
    return caught.value.rule


def test_it_makes_the_keys_of_both_stores_ahead(keys: Path) -> None:
    assert daykeys.ensure(FIRST, LAST, by=WORKER, at=AT) == 60
    assert daykeys.ensure(FIRST, LAST, by=WORKER, at=AT) == 0
    assert [len(list((keys / "day" / store).iterdir())) for store in ("default", "apart")] == [30, 30]
    assert (DayKey.objects.count(), ApartDayKey.objects.count()) == (30, 30)
    assert Entry.objects.filter(name="daykeys:made").count() == 2


def test_what_it_made_is_closed_to_others(keys: Path) -> None:
    kept()

    files = [keys, *keys.rglob("*")]

    assert [file for file in files if file.stat().st_mode & 0o077] == []


def test_no_key_stands_in_clear_in_its_file(keys: Path) -> None:
    kept()
    file = keys / "day" / "default" / f"{ENDS}.0"
    root = bytes.fromhex((keys / "root").read_text())

    assert len(file.read_bytes()) == 41
    assert root not in file.read_bytes()


def test_it_opens_again_in_another_process() -> None:
    token = kept()
    daykeys.forget()

    assert reveal(token, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=AT).fields == ALICE


def test_the_root_key_may_come_from_the_environment(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "JIKIM_ROOT_KEY", "ab" * 32)
    token = kept()

    assert not (keys / "root").exists()
    assert reveal(token, purpose=QUOTE, reason=Slug("answer"), by=BOB, at=AT).fields == ALICE


def test_it_refuses_a_missing_keyring(keys: Path) -> None:
    kept()
    shutil.rmtree(keys)

    assert refusal() == "keyring-missing"


def test_it_refuses_a_missing_root_key(keys: Path) -> None:
    kept()
    (keys / "root").unlink()

    assert refusal() == "root-key-missing"


@pytest.mark.parametrize("text", ["", "short", "zz" * 32, "é"])
def test_it_refuses_a_damaged_root_key(keys: Path, text: str) -> None:
    kept()
    (keys / "root").write_text(text, encoding="latin-1")

    assert refusal() in {"root-key-damaged", "root-key-unreadable"}


def test_it_refuses_another_root_key(keys: Path) -> None:
    kept()
    (keys / "root").write_text("ab" * 32)

    assert refusal() == "root-key-wrong"


def test_it_refuses_the_keyring_of_another_house(keys: Path, tmp_path: Path) -> None:
    kept()
    keyring.found(tmp_path / "other", "")
    shutil.rmtree(keys)
    shutil.copytree(tmp_path / "other", keys)

    assert refusal() == "keyring-of-another-house"


def test_it_refuses_a_database_that_holds_keys_and_knows_no_keyring() -> None:
    kept()
    House.objects.all().delete()

    assert refusal() == "database-without-keyring"


@pytest.mark.parametrize("content", ["", "jikim-keyring-9\na\nb\n", "jikim-keyring-1\na\nzz\n", "\0"])
def test_it_refuses_a_damaged_keyring(keys: Path, content: str) -> None:
    kept()
    (keys / "keyring").write_text(content)

    assert refusal() == "keyring-damaged"


@pytest.mark.parametrize(("name", "mode"), [("root", 0o644), (".", 0o755)])
def test_it_refuses_what_others_can_read(keys: Path, name: str, mode: int) -> None:
    kept()
    (keys / name).chmod(mode)

    assert refusal() == "keyring-open-to-others"


@pytest.mark.parametrize("change", ["cut", "flip", "zero", "swap"])
def test_it_refuses_a_damaged_or_exchanged_day_key_and_names_it(keys: Path, change: str) -> None:
    kept()
    kept(ends=date(2027, 11, 23))
    file, other = (keys / "day" / "default" / f"{day}.0" for day in (ENDS, date(2027, 11, 23)))
    content = file.read_bytes()
    damaged = {
        "cut": content[:20],
        "flip": content[:-1] + bytes([content[-1] ^ 1]),
        "zero": bytes(41),
        "swap": other.read_bytes(),
    }
    file.write_bytes(damaged[change])
    daykeys.forget()

    with pytest.raises(Broken) as caught:
        daykeys.ring().use("default", f"{ENDS}.0")

    assert (caught.value.rule, caught.value.hint) == ("day-key-damaged", f"default {ENDS}.0")


def test_a_key_is_used_from_memory_only_while_its_file_stands(keys: Path) -> None:
    kept()
    (keys / "day" / "default" / f"{ENDS}.0").unlink()

    with pytest.raises(Broken) as caught, transaction.atomic():
        kept()

    assert (caught.value.rule, Record.objects.count()) == ("day-key-lost", 1)


def test_an_erased_key_was_overwritten_before_it_was_removed(keys: Path, tmp_path: Path) -> None:
    kept()
    daykeys.ring()
    os.link(keys / "day" / "default" / f"{ENDS}.0", tmp_path / "witness")
    daykeys.ring().erase("default", f"{ENDS}.0")

    assert (tmp_path / "witness").read_bytes() == bytes(41)


def test_two_processes_that_make_one_key_agree_on_it() -> None:
    ring = daykeys.ring()
    made = [ring.make("default", ["2027-01-01.0"]), ring.make("default", ["2027-01-01.0"])]

    assert made == [1, 0]


def test_on_a_full_disk_it_says_so_and_leaves_nothing_half(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    daykeys.ring()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(durable.os, "fsync", full)
    with pytest.raises(Broken) as caught, transaction.atomic():
        kept()

    assert (caught.value.rule, caught.value.hint) == ("keyring-cannot-be-written", "No space left on device")
    assert [file for file in keys.rglob("*") if file.is_file() and "day" in file.parts] == []
    assert (Record.objects.count(), DayKey.objects.count()) == (0, 0)


def test_what_it_prints_shows_no_key() -> None:
    kept()
    ring = daykeys.ring()

    printed = repr(ring) + repr(ring.use("default", f"{ENDS}.0"))

    assert "custodian" not in printed
    assert "wrapping=" not in printed


def test_a_key_whose_file_was_overwritten_is_not_used_from_memory(keys: Path) -> None:
    kept()
    ring = daykeys.ring()
    ring.use("default", f"{ENDS}.0")
    (keys / "day" / "default" / f"{ENDS}.0").write_bytes(bytes(41))

    with pytest.raises(Broken) as caught:
        ring.use("default", f"{ENDS}.0")

    assert caught.value.rule == "day-key-damaged"
