# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from hashlib import sha256

from jikim.oversight.sample import draw
from jikim.proof.values import digest_of

ROOT, OTHER = digest_of(b"one root"), digest_of(b"another root")


def test_it_draws_the_same_sample_from_the_same_root() -> None:
    assert draw(range(1000), 20, seed=ROOT) == draw(list(reversed(range(1000))), 20, seed=ROOT)


def test_it_draws_another_sample_from_another_root() -> None:
    assert draw(range(1000), 20, seed=ROOT) != draw(range(1000), 20, seed=OTHER)


def test_it_draws_everything_where_there_is_little() -> None:
    assert draw([7, 3, 5], 20, seed=ROOT) == [3, 5, 7]


def test_it_draws_nothing_from_nothing() -> None:
    assert draw([], 20, seed=ROOT) == []


def test_it_draws_no_entry_twice() -> None:
    drawn = draw(range(50), 20, seed=ROOT)

    assert len(set(drawn)) == 20


def test_anybody_can_draw_it_again_from_its_description() -> None:
    ranks = sorted((sha256(f"{ROOT}:{number}".encode()).hexdigest(), number) for number in range(100))

    assert sorted(number for _, number in ranks[:5]) == draw(range(100), 5, seed=ROOT)
