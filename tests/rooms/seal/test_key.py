"""Keys: each layer opens the one below and nothing beside it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from jikim import seal
from jikim.errors import Broken

ROOT, DAY = bytes(range(32)), bytes(range(32, 64))
KEYS = seal.derive(DAY)


def test_a_wrapped_key_unwraps_under_its_own_day_alone() -> None:
    key = seal.new_key()
    wrapped = seal.wrap(key, keys=KEYS)

    assert (len(wrapped), seal.unwrap(wrapped, keys=KEYS)) == (40, key)
    with pytest.raises(Broken) as caught:
        seal.unwrap(wrapped, keys=seal.derive(seal.new_key()))
    assert caught.value.rule == "data-key-does-not-unwrap"


@pytest.mark.parametrize("damaged", [b"", b"x" * 39, b"x" * 40, b"x" * 48])
def test_it_refuses_bytes_that_are_no_wrapped_key(damaged: bytes) -> None:
    with pytest.raises(Broken):
        seal.unwrap(damaged, keys=KEYS)


def test_a_day_key_unwraps_for_its_own_day_alone() -> None:
    wrapped = seal.wrap_under_root(DAY, root=ROOT, context="default 2027-11-22.0")

    assert seal.unwrap_under_root(wrapped, root=ROOT, context="default 2027-11-22.0") == DAY
    for context in ("apart 2027-11-22.0", "default 2027-11-23.0", "default 2027-11-22.1"):
        with pytest.raises(Broken):
            seal.unwrap_under_root(wrapped, root=ROOT, context=context)


def test_no_two_uses_share_a_key() -> None:
    uses = [KEYS.wrapping, *KEYS.index.values(), DAY]

    assert len(set(uses)) == len(uses)


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_a_key_is_32_bytes(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seal.derive(bytes(size))


def test_printing_keys_shows_none() -> None:
    assert repr(KEYS) == "DayKeys()"


def test_only_known_kinds_are_indexed() -> None:
    with pytest.raises(ValueError, match="e-mail, name and phone"):
        seal.index_value("company", "한빛", keys=KEYS.index)


def test_index_values_under_many_keys_are_those_under_each() -> None:
    other = seal.derive(ROOT)
    under = {"a": KEYS.index, "b": other.index}

    values = seal.index_values("email", "A@b.kr", under=under)

    assert values == {name: seal.index_value("email", "a@B.kr", keys=keys) for name, keys in under.items()}
    assert seal.index_values("email", "  ", under=under) == {}
