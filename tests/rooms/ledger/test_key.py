# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest
from tests.rooms.ledger.house import ORIGIN

from jikim.errors import Broken
from jikim.ledger import key, memory


def test_it_is_made_once_and_nobody_else_may_read_it(keys: Path) -> None:
    first = key.ensure(ORIGIN)
    second = key.ensure("another.example/log")

    assert first == second
    assert first.name == ORIGIN
    assert [(keys / name).stat().st_mode & 0o777 for name in (key.FILE, memory.FILE)] == [0o600, 0o600]
    assert sorted(path.name for path in keys.iterdir()) == [key.FILE, memory.FILE]


def test_a_key_that_others_may_read_is_refused(keys: Path) -> None:
    key.ensure(ORIGIN)
    (keys / key.FILE).chmod(0o640)

    with pytest.raises(Broken, match="ledger-key-open"):
        key.load()


def test_a_damaged_key_is_refused_and_not_shown(keys: Path) -> None:
    key.ensure(ORIGIN)
    line = (keys / key.FILE).read_text()
    (keys / key.FILE).write_text(line.replace("+01", "+00", 1)[:-6] + "AAAA=\n")

    with pytest.raises(Broken, match="signer-key-malformed") as caught:
        key.load()
    assert line[-20:-2] not in str(caught.value)


def test_a_lost_key_is_not_replaced_by_a_new_one_once_it_has_signed(keys: Path) -> None:
    key.ensure(ORIGIN)
    memory.remember(memory.Meant(size=1, root=bytes(32), base=0, ids=(1,)))
    (keys / key.FILE).unlink()

    with pytest.raises(Broken, match="ledger-key-missing"):
        key.ensure(ORIGIN)


def test_the_private_half_is_never_in_a_repr() -> None:
    key.ensure(ORIGIN)

    assert "seed" not in repr(key.load())


@pytest.mark.parametrize("ids", [(), (7,), (1, 2, 3), (1, 3, 4, 9), (5, 4)])
def test_what_is_remembered_comes_back(ids: tuple[int, ...]) -> None:
    key.ensure(ORIGIN)
    meant = memory.Meant(size=10 + len(ids), root=bytes(range(32)), base=10, ids=ids)
    memory.remember(meant)

    assert meant == memory.recall()
