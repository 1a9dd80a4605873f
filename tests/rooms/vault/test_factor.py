"""The secrets of second factors lie sealed, each for itself, under the keyring's root."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator

from jikim.errors import Broken
from jikim.people.adapter import Factors as Adapter
from jikim.vault import daykeys
from jikim.vault.factor import factors

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.mark.django_db(databases=["default", "apart"])
def test_a_secret_comes_back_and_does_not_show() -> None:
    one, other = factors.seal(SECRET), factors.seal(SECRET)

    assert factors.open(one) == SECRET
    assert SECRET not in one
    assert one != other


@pytest.mark.django_db(databases=["default", "apart"])
@pytest.mark.parametrize("damage", ["", "a.b", "x" * 40])
def test_a_damaged_secret_is_refused(damage: str) -> None:
    sealed = factors.seal(SECRET)
    token, wrapped, box = sealed.split(".")
    others = factors.seal(SECRET).split(".")
    for broken in (
        damage,
        f"{token}.{wrapped}.{others[2]}",
        f"{token}.{others[1]}.{box}",
        f"{others[0]}.{wrapped}.{box}",
    ):
        with pytest.raises(Broken):
            factors.open(broken)


@pytest.mark.django_db(transaction=True, databases=["default", "apart"])
def test_another_keyring_opens_nothing(keys: Path) -> None:
    sealed = factors.seal(SECRET)
    shutil.rmtree(keys)
    daykeys.forget()

    with pytest.raises(Broken):
        factors.open(sealed)


@pytest.mark.django_db(databases=["default", "apart"])
def test_the_house_seals_what_accounts_store() -> None:
    stored = Adapter().encrypt(SECRET)

    assert SECRET not in stored
    assert Adapter().decrypt(stored) == SECRET
    assert Authenticator.objects.count() == 0
