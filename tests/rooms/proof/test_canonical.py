# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.proof.house import kept

from jikim.errors import Broken
from jikim.proof.canonical import decode, encode
from jikim.proof.facts import VOCABULARY, Fact, LogExported
from jikim.proof.values import By, Digest, Slug, Token

AT = datetime(2026, 11, 3, 1, 2, 3, 4, tzinfo=UTC)
OLGA = By(role=Slug("officer"), actor=Token("0" * 25 + "a"), origin=Token("1" + "z" * 25))
SOME: dict[Any, Any] = {
    Token: Token("7" + "0" * 25),
    Digest: Digest("f" * 64),
    Slug: Slug("audit"),
    date: date(2027, 2, 28),
    datetime: AT,
    int: 7,
}


def fact_of(name: str) -> Fact:
    kind = VOCABULARY[name]
    hints = get_type_hints(kind)
    return kind(**{field: SOME[hints[field]] for field, _ in kind.shape})


@pytest.mark.parametrize("name", list(VOCABULARY))
def test_every_fact_comes_back_as_it_was_told(name: str) -> None:
    fact = fact_of(name)
    told = decode(encode(fact, by=OLGA, at=AT))

    assert (fact, OLGA, AT) == (told.fact, told.by, told.at)


@pytest.mark.parametrize("name", list(VOCABULARY))
def test_an_entry_is_the_json_that_any_language_writes_with_sorted_keys_and_no_spaces(name: str) -> None:
    entry = encode(fact_of(name), by=OLGA, at=AT)
    again = json.dumps(json.loads(entry), sort_keys=True, separators=(",", ":")).encode()

    assert again == entry


def test_a_moment_is_written_in_utc_whatever_its_zone() -> None:
    seoul = AT.astimezone(timezone(timedelta(hours=9)))

    assert encode(LogExported(size=1), by=OLGA, at=seoul) == encode(LogExported(size=1), by=OLGA, at=AT)


def test_it_refuses_a_moment_without_a_zone() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        encode(LogExported(size=1), by=OLGA, at=AT.replace(tzinfo=None))


def test_it_cannot_write_a_fact_outside_the_vocabulary() -> None:
    class Rumour(Fact, name="rumour:heard"):
        """Not in the list."""

    try:
        with pytest.raises(KeyError):
            encode(Rumour(), by=OLGA, at=AT)
    finally:
        del Rumour


ENTRY = kept(1)
SPELLINGS = {
    "a space": ENTRY.replace(b'":"', b'": "', 1),
    "a newline after": ENTRY + b"\n",
    "an escape": ENTRY.replace(b"quote", b"qu\\u006fte"),
    "another order": json.dumps(dict(reversed(json.loads(ENTRY).items())), separators=(",", ":")).encode(),
    "an unknown key": ENTRY.replace(b'"v":1', b'"u":1,"v":1'),
    "a key twice": ENTRY.replace(b'"v":1', b'"v":1,"v":1'),
    "an unknown field": ENTRY.replace(b'"ends"', b'"email":"a","ends"'),
    "a missing field": ENTRY.replace(b'"purpose":"quote",', b""),
    "another version": ENTRY.replace(b'"v":1', b'"v":2'),
    "a version as text": ENTRY.replace(b'"v":1', b'"v":"1"'),
    "a version with a point": ENTRY.replace(b'"v":1', b'"v":1.0'),
    "an unknown fact": ENTRY.replace(b"record:kept", b"record:lost"),
    "an unknown role": ENTRY.replace(b"visitor", b"burglar"),
    "no actor, but said": ENTRY.replace(b'{"at"', b'{"actor":null,"at"'),
    "a moment with an offset": ENTRY.replace(b"Z", b"+00:00"),
    "a moment without microseconds": ENTRY.replace(b".000004Z", b"Z"),
    "a day in another form": ENTRY.replace(b"2027-11-03", b"20271103"),
    "a byte order mark": b"\xef\xbb\xbf" + ENTRY,
    "nothing": b"",
    "a list": b"[]",
    "a number": b"1",
    "deep nesting": b"[" * 100_000,
    "half": ENTRY[: len(ENTRY) // 2],
    "Korean": ENTRY.replace(b"quote", "견적".encode()),
}


@pytest.mark.parametrize("what", SPELLINGS)
def test_it_refuses_every_other_spelling(what: str) -> None:
    assert SPELLINGS[what] != ENTRY

    with pytest.raises(Broken, match="entry-not-canonical"):
        decode(SPELLINGS[what])


def test_it_refuses_every_flipped_byte_that_is_not_another_true_fact() -> None:
    for at in range(len(ENTRY)):
        changed = bytearray(ENTRY)
        changed[at] ^= 0x80

        with pytest.raises(Broken, match="entry-not-canonical"):
            decode(bytes(changed))


@given(st.binary(max_size=300))
def test_it_never_fails_in_another_way_than_broken(junk: bytes) -> None:
    with pytest.raises(Broken):
        decode(junk)
