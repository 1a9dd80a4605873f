"""The auditor's side: whole logs are believed, and everything that a dishonest operator could do is named."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.rooms.proof.house import SIGNER, Log, kept, log_of

from jikim.errors import Broken
from jikim.proof.audit import STEPS, audit_consistency, audit_facts, audit_inclusion, audit_log, entries_of
from jikim.proof.bundle import read_bundle, write_bundle
from jikim.proof.canonical import decode
from jikim.proof.checkpoint import Checkpoint
from jikim.proof.note import new_signer
from jikim.proof.tiles import pack, unpack
from jikim.proof.tree import leaf_row

KEY = SIGNER.verifier.text
TAIL = "tile/entries/002.p/8"
SIZE = 520


@pytest.fixture(scope="session")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return log_of(SIZE).export(tmp_path_factory.mktemp("honest"))


@pytest.fixture
def log(honest: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(honest, tmp_path / "log"))


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 512, 513])
def test_it_believes_an_honest_log_of_any_size(size: int, tmp_path: Path) -> None:
    audit = audit_facts(log_of(size).export(tmp_path / "log"), KEY)

    assert (audit.entries, audit.checkpoint, audit.steps) == (size, log_of(size).head, STEPS["facts"])


@pytest.mark.slow
def test_it_believes_a_log_of_three_levels_whatever_the_number_of_processes(tmp_path: Path) -> None:
    entry = kept(0)
    large = Log(entries=[entry] * 66_000).export(tmp_path / "log")
    one, two = audit_log(large, KEY), audit_log(large, KEY, processes=2)
    bundle = large / "tile/entries/200"
    bundle.write_bytes(bundle.read_bytes()[:-1] + b"!")

    assert (one, one.entries, one.tiles) == (two, 66_000, 258 + 2 + 1)
    for processes in (1, 2):
        with pytest.raises(Broken, match="entry-changed") as caught:
            audit_log(large, KEY, processes=processes)
        assert caught.value.field == f"#{200 * 256 + 255}"


def test_it_reads_the_entries_in_order(honest: Path) -> None:
    assert list(entries_of(honest, SIZE)) == list(enumerate(log_of(SIZE).entries))


def test_it_names_every_flipped_byte(tmp_path: Path) -> None:
    small = log_of(3).export(tmp_path / "log")
    for path in [path for path in small.rglob("*") if path.is_file()]:
        good = path.read_bytes()
        for at in range(len(good)):
            changed = bytearray(good)
            changed[at] ^= 0x01
            path.write_bytes(changed)

            with pytest.raises(Broken) as caught:
                audit_log(small, KEY)
            where = str(path.relative_to(small))
            assert caught.value.field.startswith("#") or where in (caught.value.field, "checkpoint")
        path.write_bytes(good)


@pytest.mark.parametrize("path", ["tile/0/000", "tile/0/001", "tile/0/002.p/8", "tile/1/000.p/2"])
@pytest.mark.parametrize("at", [0, 31, 32, 63])
def test_it_names_the_tile_that_was_changed(log: Path, path: str, at: int) -> None:
    content = bytearray((log / path).read_bytes())
    content[at] ^= 0x80
    (log / path).write_bytes(content)

    with pytest.raises(Broken, match=r"tile-differs|root-differs") as caught:
        audit_log(log, KEY)
    assert caught.value.field == path


@pytest.mark.parametrize("path", ["tile/0/000", "tile/0/002.p/8", "tile/1/000.p/2", "tile/entries/001", TAIL])
def test_it_names_the_file_that_was_taken_away_or_cut(log: Path, path: str) -> None:
    content = (log / path).read_bytes()
    (log / path).write_bytes(content[:-1])
    with pytest.raises(Broken, match="-cut") as cut:
        audit_log(log, KEY)
    (log / path).unlink()
    with pytest.raises(Broken, match="-missing") as missing:
        audit_log(log, KEY)

    assert (cut.value.field, missing.value.field) == (path, path)


def test_without_a_checkpoint_nothing_is_believed(log: Path) -> None:
    (log / "checkpoint").unlink()

    with pytest.raises(Broken, match="checkpoint-missing"):
        audit_log(log, KEY)


def back_dated(entries: list[bytes]) -> list[bytes]:
    return [*entries[:5], entries[5].replace(b"2026-11-03", b"2026-10-03"), *entries[6:]]


def renamed(entries: list[bytes]) -> list[bytes]:
    return [*entries[:5], entries[5].replace(b"quote", b"other"), *entries[6:]]


DOINGS: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str, int]] = {
    "changed": (renamed, "entry-changed", 5),
    "back-dated": (back_dated, "entry-backdated", 5),
    "dropped": (lambda entries: entries[:5] + entries[6:], "entry-dropped", 5),
    "dropped at the end": (lambda entries: entries[:-1], "entry-dropped", -1),
    "swapped": (lambda entries: [*entries[:5], entries[6], entries[5], *entries[7:]], "entry-moved", 5),
    "swapped far": (lambda entries: [entries[7], *entries[1:7], entries[0]], "entry-moved", 0),
    "doubled": (lambda entries: entries[:5] + entries[4:], "entry-repeated", 5),
    "doubled over another": (lambda entries: [*entries[:5], entries[2], *entries[6:]], "entry-repeated", 5),
    "added": (lambda entries: [*entries[:5], kept(99_999), *entries[5:]], "entry-added", 5),
    "added at the end": (lambda entries: [*entries, kept(99_999)], "entry-added", -2),
    "emptied": (lambda _entries: [], "entry-dropped", 0),
}


@pytest.mark.parametrize(
    ("what", "bundle"),
    [(what, bundle) for what in DOINGS for bundle in (1, 2) if bundle == 2 or not what.endswith("at the end")],
)
def test_it_names_what_was_done_to_which_entry(log: Path, what: str, bundle: int) -> None:
    act, rule, at = DOINGS[what]
    path = log / ("tile/entries/001" if bundle == 1 else TAIL)
    entries = unpack(path.read_bytes())[-8:] if bundle == 2 else unpack(path.read_bytes())[:8]
    rest = [] if bundle == 2 else unpack(path.read_bytes())[8:]
    path.write_bytes(pack([*act(entries), *rest]))

    with pytest.raises(Broken, match=rule) as caught:
        audit_log(log, KEY)
    place = {-1: 7, -2: 8}.get(at, at)
    assert caught.value.field == f"#{bundle * 256 + place}"


def test_an_entry_dropped_with_all_later_ones_pulled_up_is_named(log: Path) -> None:
    entries = log_of(SIZE + 1).entries
    del entries[3]
    for n, path in enumerate(["tile/entries/000", "tile/entries/001", TAIL]):
        (log / path).write_bytes(pack(entries[n * 256 : (n + 1) * 256][: 256 if n < 2 else 8]))

    with pytest.raises(Broken, match="entry-dropped") as caught:
        audit_log(log, KEY)
    assert caught.value.field == "#3"


def test_an_entry_rewritten_together_with_its_tile_is_named_by_the_tile(log: Path) -> None:
    entries = unpack((log / "tile/entries/000").read_bytes())
    entries[7] = kept(99_999)
    (log / "tile/entries/000").write_bytes(pack(entries))
    (log / "tile/0/000").write_bytes(leaf_row(entries))

    with pytest.raises(Broken, match="tile-differs") as caught:
        audit_log(log, KEY)
    assert caught.value.field == "tile/0/000"


def test_a_history_rewritten_to_the_top_fails_at_the_signed_root(log: Path) -> None:
    forged = Log(entries=[kept(99_999), *log_of(SIZE).entries[1:]])
    note = (log / "checkpoint").read_text()
    forged.export(log)
    (log / "checkpoint").write_text(note)

    with pytest.raises(Broken, match="root-differs") as caught:
        audit_log(log, KEY)
    assert caught.value.field == "checkpoint"


def test_a_log_signed_by_another_key_is_refused(honest: Path) -> None:
    with pytest.raises(Broken, match="signature-missing"):
        audit_log(honest, new_signer(SIGNER.name).verifier.text)


def test_an_entry_that_is_no_fact_is_found_only_by_reading(tmp_path: Path) -> None:
    odd = Log(entries=[kept(0), b"alice@example.com", kept(2)]).export(tmp_path / "log")

    assert audit_log(odd, KEY).entries == 3
    with pytest.raises(Broken, match="entry-not-canonical") as caught:
        audit_facts(odd, KEY)
    assert caught.value.field == "#1"
    assert "alice" not in str(caught.value)


@pytest.mark.parametrize("old", [0, 1, 7, 255, 256, 300, 512, SIZE])
def test_a_log_that_grew_is_consistent_with_each_of_its_older_checkpoints(honest: Path, old: int) -> None:
    audit = audit_consistency(log_of(old).note, honest, KEY)

    assert (audit.older, audit.checkpoint.size, audit.entries) == (log_of(old).head, SIZE, SIZE - old)


def test_a_log_that_was_cut_back_is_refused(tmp_path: Path) -> None:
    shorter = log_of(100).export(tmp_path / "log")

    with pytest.raises(Broken, match="log-truncated"):
        audit_consistency(log_of(101).note, shorter, KEY)
    assert audit_log(shorter, KEY).entries == 100


@pytest.mark.parametrize("old", [1, 100, 256, 300, SIZE])
def test_a_forked_log_is_refused_though_intact_in_itself(old: int, tmp_path: Path) -> None:
    fork = Log(entries=[kept(99_999), *log_of(SIZE).entries[1:]]).export(tmp_path / "log")

    with pytest.raises(Broken, match="log-forked"):
        audit_consistency(log_of(old).note, fork, KEY)
    assert audit_log(fork, KEY).entries == SIZE


def test_a_damaged_tile_is_not_taken_for_a_fork(log: Path) -> None:
    content = bytearray((log / "tile/0/000").read_bytes())
    content[0] ^= 1
    (log / "tile/0/000").write_bytes(content)

    with pytest.raises(Broken, match="tile-differs"):
        audit_consistency(log_of(100).note, log, KEY)


def test_a_visitor_s_file_is_believed_alone(tmp_path: Path) -> None:
    whole = log_of(SIZE)
    file = tmp_path / "alice.tlog-proof"
    file.write_text(write_bundle([whole.proof(index) for index in (0, 255, 300, SIZE - 1)]))
    audit = audit_inclusion(file, KEY)

    assert [decode(whole.entries[index]) for index in (0, 255, 300, SIZE - 1)] == list(audit.told)
    assert (audit.entries, audit.checkpoint) == (4, whole.head)


def test_every_flipped_byte_of_a_visitor_s_file_is_noticed() -> None:
    content = write_bundle([log_of(5).proof(1), log_of(7).proof(6)]).encode()

    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= 0x01

        with pytest.raises(Broken):
            audit_inclusion(bytes(changed), KEY)


def test_every_cut_of_a_visitor_s_file_is_noticed() -> None:
    one, two = log_of(5).proof(1).text.encode(), log_of(5).proof(2).text.encode()

    for end in range(len(one) + len(two)):
        if end != len(one):  # the first proof alone is a whole file
            with pytest.raises(Broken):
                audit_inclusion((one + two)[:end], KEY)


def test_a_proof_of_another_entry_is_refused_by_its_index() -> None:
    whole = log_of(5)
    proof = whole.proof(1).text.replace("index 1", "index 2")

    with pytest.raises(Broken, match="entry-not-in-log") as caught:
        audit_inclusion(proof.encode(), KEY)
    assert caught.value.field == "#2"


MALFORMED = {
    "empty": b"",
    "text before": b"hello\n" + log_of(2).proof(0).text.encode(),
    "no extra": log_of(2).proof(0).text.replace("extra ", "more ").encode(),
    "no index": log_of(2).proof(0).text.replace("index 0", "place 0").encode(),
    "an index with a zero before": log_of(2).proof(0).text.replace("index 0", "index 00").encode(),
    "a hash of another length": log_of(2).proof(0).text.replace("=\n\n", "AA==\n\n").encode(),
    "no checkpoint": log_of(2).proof(0).text.partition("\n\n")[0].encode(),
    "no text": b"\xff\xfe",
    "the head alone": b"c2sp.org/tlog-proof@v1\n",
    "a path of a thousand": log_of(2)
    .proof(0)
    .text.replace("\n\n", "\n" + ("A" * 43 + "=\n") * 1000 + "\n", 1)
    .encode(),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_it_refuses_a_malformed_file(what: str) -> None:
    with pytest.raises(Broken, match="bundle-malformed"):
        audit_inclusion(MALFORMED[what], KEY)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="bundle-missing"):
        audit_inclusion(tmp_path / "nothing", KEY)


def test_a_proof_comes_back_as_it_was_written() -> None:
    proofs = [log_of(9).proof(index) for index in range(9)]

    assert proofs == read_bundle(write_bundle(proofs).encode())


def test_a_log_that_claims_to_be_huge_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "checkpoint").write_text(Checkpoint(origin=SIGNER.name, size=10**18 + 1, root=bytes(32)).signed(SIGNER))

    with pytest.raises(Broken, match="tile-missing"):
        audit_log(tmp_path, KEY)


def test_every_step_is_said_as_a_sentence() -> None:
    assert all(len(step.split()) > 4 for steps in STEPS.values() for step in steps)
