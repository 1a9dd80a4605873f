# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from tests.rooms.proof.house import SIGNER, log_of

from jikim.errors import Broken
from jikim.proof.checkpoint import Checkpoint, open_checkpoint, read_checkpoint
from jikim.proof.note import Signer, new_signer, open_note, read_signer, read_verifier, sign

# The example of Go's golang.org/x/mod/sumdb/note: its key, its text, its signature.
GO_SIGNER = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    GO_TEXT + "\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
KEY = SIGNER.verifier


def test_it_reads_the_keys_of_go_and_signs_as_go_does() -> None:
    signer = read_signer(GO_SIGNER)

    assert signer.verifier == read_verifier(GO_VERIFIER)
    assert sign(GO_TEXT, [signer]) == GO_NOTE
    assert (signer.text, signer.verifier.text) == (GO_SIGNER, GO_VERIFIER)


def test_it_opens_a_note_of_go() -> None:
    note = open_note(GO_NOTE.encode(), [read_verifier(GO_VERIFIER)])

    assert (note.text, note.signed_by) == (GO_TEXT, ("PeterNeumann",))


def test_a_text_may_hold_empty_lines() -> None:
    text = "one\n\n\nfour\n"

    assert open_note(sign(text, [SIGNER]).encode(), [KEY]).text == text


def test_it_passes_over_the_signatures_of_keys_that_it_does_not_know() -> None:
    stranger, namesake = new_signer("witness.example"), Signer(name=SIGNER.name, seed=b"\x07" * 32)

    note = open_note(sign("a\n", [stranger, namesake, SIGNER]).encode(), [KEY])

    assert note.signed_by == (SIGNER.name,)


def test_it_refuses_every_flipped_byte_of_a_checkpoint() -> None:
    note = log_of(5).note.encode()

    for at in range(len(note)):
        for bit in range(8):
            changed = bytearray(note)
            changed[at] ^= 1 << bit

            with pytest.raises(Broken):
                open_checkpoint(bytes(changed), KEY)


def test_it_refuses_every_cut_of_a_checkpoint() -> None:
    note = log_of(5).note.encode()

    for end in range(len(note)):
        with pytest.raises(Broken):
            open_checkpoint(note[:end], KEY)


def test_a_note_without_a_known_signature_is_refused() -> None:
    with pytest.raises(Broken, match="signature-missing"):
        open_note(sign("a\n", [new_signer("witness.example")]).encode(), [KEY])


def test_a_wrong_signature_of_a_known_key_is_refused_even_beside_a_right_one() -> None:
    wrong = sign("another\n", [SIGNER]).rpartition("\n\n")[2]
    other = new_signer("other.example")

    with pytest.raises(Broken, match="signature-wrong"):
        open_note((sign("a\n", [other]) + wrong).encode(), [other.verifier, KEY])


GOOD = sign("a\n", [SIGNER])
LINE = GOOD.rpartition("\n\n")[2]
MALFORMED = {
    "empty": "",
    "no signatures": "a\n",
    "an empty signature block": "a\n\n",
    "no newline at the end": GOOD[:-1],
    "a carriage return": GOOD.replace("a\n", "a\r\n"),
    "a tabulator": GOOD.replace("a", "\t"),
    "a NUL": GOOD.replace("a", "\0", 1),
    "a hyphen for the dash": GOOD.replace("—", "-"),
    "no base64": "a\n\n— x !!!!\n",
    "base64 without padding": GOOD.replace("=\n", "\n"),
    "base64 with spaces": GOOD.replace("=\n", "= \n"),
    "a signature of four bytes": "a\n\n— x AAAAAA==\n",
    "a name with a plus": f"a\n\n— a+b {LINE.split()[2]}\n",
    "no name": f"a\n\n—  {LINE.split()[2]}\n",
    "text after the signatures": GOOD + "more\n",
    "101 signatures": GOOD + LINE * 100,
    "a megabyte and more": sign("a" * 1_000_000 + "\n", [SIGNER]),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_it_refuses_a_malformed_note(what: str) -> None:
    with pytest.raises(Broken, match="note-malformed"):
        open_note(MALFORMED[what].encode(), [KEY])


def test_it_refuses_bytes_that_are_no_text() -> None:
    with pytest.raises(Broken, match="note-malformed"):
        open_note(b"\xff" + GOOD.encode(), [KEY])


@pytest.mark.parametrize("text", ["", "a", "a\0\n", "a\tb\n"])
def test_it_signs_no_text_that_could_not_be_opened(text: str) -> None:
    with pytest.raises(ValueError, match="text of a note"):
        sign(text, [SIGNER])


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb"])
def test_it_makes_no_key_under_a_name_that_could_not_stand_in_a_note(name: str) -> None:
    with pytest.raises(ValueError, match="key name"):
        new_signer(name)


def test_every_flipped_character_of_a_key_is_noticed() -> None:
    for line, read in ((KEY.text, read_verifier), (SIGNER.text, read_signer)):
        for at in range(len(line)):
            with pytest.raises(Broken, match="key-malformed"):
                read(line[:at] + chr(ord(line[at]) ^ 1) + line[at + 1 :])


CHECKPOINTS = {
    "two lines": "a\n1\n",
    "a size with a zero before": "a\n01\n{root}\n",
    "a size with a sign": "a\n+1\n{root}\n",
    "a size in Korean digits": "a\n\uff11\n{root}\n",
    "no origin": "\n1\n{root}\n",
    "a short root": "a\n1\nAAAA\n",
    "a root without padding": "a\n1\n{root}\n".replace("=", ""),
    "an extension line": "a\n1\n{root}\nmore\n",
    "an empty tree with some root": "a\n0\n{root}\n",
    "no newline": "a\n1\n{root}",
}


@pytest.mark.parametrize("what", CHECKPOINTS)
def test_it_refuses_a_malformed_checkpoint(what: str) -> None:
    root = "A" * 43 if what == "a root without padding" else "A" * 43 + "="

    with pytest.raises(Broken, match="checkpoint-malformed"):
        read_checkpoint(CHECKPOINTS[what].format(root=root))


def test_a_checkpoint_of_another_log_is_refused() -> None:
    note = sign(Checkpoint(origin="other.example/log", size=1, root=bytes(32)).text, [SIGNER])

    with pytest.raises(Broken, match="origin-differs"):
        open_checkpoint(note.encode(), KEY)


def test_a_log_signs_under_its_own_name_only() -> None:
    with pytest.raises(ValueError, match="own name"):
        Checkpoint(origin="other.example/log", size=1, root=bytes(32)).signed(SIGNER)
