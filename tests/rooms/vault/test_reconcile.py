"""Reconciling: what was left behind is found, killed again where it was dead, and named where it is lost."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.rooms.vault.cast import AT, ENDS, LATER, WORKER, kept

from jikim.errors import Broken
from jikim.proof.values import Slug, new_token
from jikim.vault import daykeys
from jikim.vault.apart import set_apart
from jikim.vault.counts import health
from jikim.vault.destroy import destroy_day
from jikim.vault.finish import finish
from jikim.vault.models import ApartLookup, ApartRecord, DayKey, House, Record
from jikim.vault.reconcile import reconcile

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
EVERYWHERE = pytest.mark.django_db(transaction=True, databases=["default", "apart"])


def destroy() -> None:
    destroy_day(Slug("default"), ENDS, batch=new_token(), because=Slug("expired"), by=WORKER, at=LATER)


def test_a_quiet_house_is_clean() -> None:
    kept()

    state = reconcile(by=WORKER, at=AT)

    assert (state.clean, state.erased, state.moves, state.days) == (True, 0, 0, 0)


def test_a_keyring_restored_from_before_a_destruction_loses_its_dead_keys_again(keys: Path, tmp_path: Path) -> None:
    kept()
    shutil.copytree(keys, tmp_path / "backup")
    destroy()
    shutil.rmtree(keys)
    shutil.copytree(tmp_path / "backup", keys)
    daykeys.forget()

    state = reconcile(by=WORKER, at=LATER)

    assert state.revived == 1
    assert list((keys / "day" / "default").iterdir()) == []


def test_a_database_older_than_its_keyring_stops_the_vault() -> None:
    kept()
    daykeys.ring().advance("default", 7)

    with pytest.raises(Broken) as caught:
        reconcile(by=WORKER, at=AT)

    assert caught.value.rule == "database-older-than-keyring"


def test_it_names_a_lost_key_and_what_is_missing_apart(keys: Path) -> None:
    token = kept()
    finish(token, at=AT)
    set_apart(token, by=WORKER, at=AT)
    ApartLookup.objects.all().delete()
    ApartRecord.objects.all().delete()
    (keys / "day" / "default" / f"{ENDS}.0").unlink()

    state = reconcile(by=WORKER, at=AT)

    assert (state.clean, state.lost, state.missing) == (False, (f"default {ENDS}.0",), (token,))
    assert health(at=AT).lost == (f"default {ENDS}.0",)


def test_it_clears_away_the_drafts_of_a_crash(keys: Path) -> None:
    kept()
    (keys / "day" / "default" / ".draft-2027-01-01.0.aaaa").write_bytes(b"x" * 41)

    assert reconcile(by=WORKER, at=AT).drafts == 1


def test_the_key_file_of_a_past_day_that_no_row_knows_is_erased() -> None:
    kept()
    daykeys.ring().make("default", ["2026-01-01.0"])

    assert reconcile(by=WORKER, at=AT).revived == 1


@EVERYWHERE
def test_databases_and_keyring_agree_on_their_epoch_afterwards() -> None:
    kept()
    destroy()

    assert (House.objects.get().epoch_default, daykeys.ring().epoch("default")) == (1, 1)


def test_it_leaves_the_drafts_of_a_living_writer_alone(keys: Path) -> None:
    daykeys.ring()
    parent = os.getppid()
    draft = keys / f".draft-2027-11-23.0.{parent}.0123456789abcdef"
    draft.write_bytes(b"k" * 41)

    assert reconcile(by=WORKER, at=AT).drafts == 0
    assert draft.read_bytes() == b"k" * 41


def test_a_draft_that_has_its_name_already_does_not_take_the_key_with_it(keys: Path) -> None:
    daykeys.ring()
    draft = keys / ".draft-key.0.0123456789abcdef"
    draft.write_bytes(b"k" * 41)
    os.link(draft, keys / "key")

    reconcile(by=WORKER, at=AT)

    assert not draft.exists()
    assert (keys / "key").read_bytes() == b"k" * 41


def test_a_day_that_died_under_a_clock_ahead_is_finished_under_the_right_one() -> None:
    kept()
    DayKey.objects.update(dying=AT, batch=new_token(), because="expired")

    reconcile(by=WORKER, at=AT)

    assert Record.objects.get().destroyed is not None
