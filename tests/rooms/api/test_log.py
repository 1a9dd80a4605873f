"""The public half of the log: checkpoint and hash tiles for everybody, entries for nobody."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from django.test import Client
from tests.rooms.inquiries.stage import AT

from jikim.ledger import key
from jikim.ledger.models import Entry
from jikim.ledger.sequence import sequence
from jikim.proof.checkpoint import open_checkpoint
from jikim.proof.tree import leaf_hash, root_of

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def test_before_anything_is_signed_there_is_nothing(program: Client) -> None:
    assert program.get("/log/checkpoint").status_code == 404
    assert program.get("/log/tile/0/000").status_code == 404


def test_the_checkpoint_is_signed_and_nobody_keeps_it(program: Client) -> None:
    sequence(at=AT)

    answer = program.get("/log/checkpoint")

    assert open_checkpoint(answer.content, key.load().verifier).size == Entry.objects.count()
    assert answer["Cache-Control"] == "no-store"


def test_a_tile_holds_the_hashes_of_the_entries_and_leads_to_the_root(program: Client) -> None:
    sequence(at=AT)
    size = Entry.objects.count()

    answer = program.get(f"/log/tile/0/000.p/{size}")

    leaves = b"".join(leaf_hash(bytes(entry.body)) for entry in Entry.objects.order_by("index"))
    head = open_checkpoint(program.get("/log/checkpoint").content, key.load().verifier)
    assert (answer.content, root_of(answer.content)) == (leaves, head.root)
    assert "immutable" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "rest",
    [
        "0/000",  # not full yet
        "0/000.p/200",
        "0/000.p/0",
        "0/000.p/999",
        "0/001.p/1",
        "1/000.p/1",
        "64/000",
        "entries/000",
        "entries/000.p/1",
        "0/0000",
        "0/x1/000",
        "0/" + "x001/" * 40 + "000",
        "-1/000",
        "0/000.p/1/..",
        "0/٠٠٠",
    ],
)
def test_what_is_no_tile_of_this_log_is_not_there(program: Client, rest: str) -> None:
    sequence(at=AT)

    assert program.get(f"/log/tile/{rest}").status_code == 404


@pytest.mark.parametrize("path", ["/log/checkpoint", "/log/tile/0/000.p/1"])
def test_nobody_can_write_to_the_log_from_outside(program: Client, path: str) -> None:
    sequence(at=AT)

    assert program.post(path).status_code in {403, 405}
