"""After destruction no byte of a visitor, of a record's key or of its ciphertext is left under the data directory."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from tests.raw import bytes_of
from tests.rooms.vault.cast import ALICE, AT, BOB, ENDS, LATER, OLGA, WORKER, kept

from jikim import seal
from jikim.proof.values import Slug, Token, new_token
from jikim.vault.apart import set_apart
from jikim.vault.destroy import destroy_day, end_early
from jikim.vault.finish import finish
from jikim.vault.models import ApartRecord, Record
from jikim.vault.scrub import scrub
from jikim.vault.supplement import supplement

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
ANSWER = "견적서를 보내 드립니다: 4,200만원"
BECAUSE = Slug("expired")


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Draw keys that the test knows too."""
    drawn: list[bytes] = []

    def draw() -> bytes:
        drawn.append(os.urandom(32))
        return drawn[-1]

    monkeypatch.setattr(seal, "new_key", draw)
    return drawn


@pytest.fixture
def places(keys: Path) -> Callable[[], Iterator[tuple[Path, bytes]]]:
    """Give every byte that lies where the house writes: databases, their logs, the keyring."""
    data = Path(os.environ["JIKIM_DATA"])
    assert keys.is_relative_to(data)

    def read() -> Iterator[tuple[Path, bytes]]:
        return ((file, bytes_of(file)) for file in data.rglob("*") if file.is_file())

    return read


def sealed() -> list[bytes]:
    rows = [*Record.objects.exclude(body=None), *ApartRecord.objects.all()]
    return [bytes(value) for row in rows for value in (row.body, row.wrapped)]


def hits(needles: list[bytes], places: Callable[[], Iterator[tuple[Path, bytes]]]) -> list[tuple[str, int]]:
    return [
        (file.name, number) for file, content in places() for number, needle in enumerate(needles) if needle in content
    ]


def told() -> list[bytes]:
    texts = [value.encode() for value in (*ALICE.values(), ANSWER)]
    return texts + [value.encode("utf-16-le") for value in (*ALICE.values(), ANSWER)]


def whole_life() -> tuple[Token, Token]:
    active, apart = kept(), kept()
    for token in (active, apart):
        supplement(token, Slug("answer"), ANSWER, by=BOB, at=AT)
    finish(apart, at=AT)
    set_apart(apart, by=WORKER, at=AT)
    return active, apart


def test_the_search_itself_finds_what_is_there(places: Callable[[], Iterator[tuple[Path, bytes]]]) -> None:
    kept()
    needles = sealed() if connection.vendor == "sqlite" else []
    connections.close_all()

    assert len({number for _, number in hits(needles, places)}) == len(needles)


def test_nothing_is_left_after_expiry(planted: list[bytes], places: Callable[[], Iterator[tuple[Path, bytes]]]) -> None:
    whole_life()
    ciphertext = sealed()
    batch = new_token()
    for store in (Slug("default"), Slug("apart")):
        destroy_day(store, ENDS, batch=batch, because=BECAUSE, by=WORKER, at=LATER)

    assert scrub()
    assert len(planted) >= 5
    root = bytes.fromhex(next(content for file, content in places() if file.name == "root").decode())
    dead = [key for key in planted if key != root]
    assert hits([*told(), *dead, *[key.hex().encode() for key in dead], *ciphertext], places) == []


def test_nothing_is_left_after_an_early_end_but_what_the_neighbour_needs(
    planted: list[bytes], places: Callable[[], Iterator[tuple[Path, bytes]]]
) -> None:
    active, apart = whole_life()
    ciphertext = sealed()
    neighbour = kept({"name": "김영희"})
    end_early([active, apart], batch=new_token(), because=Slug("erasure-request"), by=OLGA, at=AT)

    assert scrub()
    root = bytes.fromhex(next(content for file, content in places() if file.name == "root").decode())
    dead = [key for key in planted if key != root]
    assert hits([*told(), *dead, *ciphertext], places) == []
    assert Record.objects.get(token=neighbour).body is not None
