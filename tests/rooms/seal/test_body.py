"""Sealing a record's fields: what was sealed opens, and nothing else does."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim import seal
from jikim.errors import Broken, Invalid

KEY = bytes(range(32))
TOKEN, OTHER = "0" * 26, "1" * 26
FIELDS = {"name": "홍길동", "phone": "+821012345678", "content": ""}
BODY = seal.seal_body(FIELDS, key=KEY, store="default", token=TOKEN)
NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(NAMES, TEXTS, max_size=12))
def test_what_was_sealed_opens(fields: dict[str, str]) -> None:
    body = seal.seal_body(fields, key=KEY, store="default", token=TOKEN)

    assert fields == seal.open_body(body, key=KEY, store="default", token=TOKEN)


def test_it_opens_only_what_is_asked_for() -> None:
    assert seal.open_body(BODY, key=KEY, store="default", token=TOKEN, only={"name", "fax"}) == {"name": "홍길동"}


def test_the_same_fields_never_seal_to_the_same_bytes() -> None:
    assert seal.seal_body(FIELDS, key=KEY, store="default", token=TOKEN) != BODY


@pytest.mark.parametrize(
    ("key", "store", "token"),
    [(bytes(32), "default", TOKEN), (KEY, "apart", TOKEN), (KEY, "default", OTHER)],
)
def test_it_refuses_another_key_store_or_record(key: bytes, store: str, token: str) -> None:
    with pytest.raises(Broken) as caught:
        seal.open_body(BODY, key=key, store=store, token=token)

    assert caught.value.rule == "sealed-field-does-not-open"


@pytest.mark.parametrize("place", range(len(BODY)))
def test_it_refuses_a_body_with_any_one_bit_changed(place: int) -> None:
    changed = BODY[:place] + bytes([BODY[place] ^ 1]) + BODY[place + 1 :]

    with pytest.raises(Broken):
        seal.open_body(changed, key=KEY, store="default", token=TOKEN)


@pytest.mark.parametrize("end", range(len(BODY)))
def test_it_refuses_a_body_that_was_cut(end: int) -> None:
    with pytest.raises(Broken):
        seal.open_body(BODY[:end], key=KEY, store="default", token=TOKEN)


@given(st.binary(max_size=200))
def test_it_refuses_any_other_bytes_in_the_one_way(body: bytes) -> None:
    try:
        opened = seal.open_body(body, key=KEY, store="default", token=TOKEN)
    except Broken:
        return

    assert opened == {}  # no field at all is the one body that needs no key


def test_it_refuses_fields_that_changed_their_names() -> None:
    body = seal.seal_body({"aa": "1", "bb": "2"}, key=KEY, store="default", token=TOKEN)
    swapped = body.replace(b"\x02aa", b"\x02xx").replace(b"\x02bb", b"\x02aa").replace(b"\x02xx", b"\x02bb")

    with pytest.raises(Broken):
        seal.open_body(swapped, key=KEY, store="default", token=TOKEN)


@pytest.mark.parametrize("name", ["", "Name", "a|b", "이름", "-a", "x" * 65])
def test_it_refuses_a_name_that_is_no_slug(name: str) -> None:
    with pytest.raises(ValueError, match="slug"):
        seal.seal_body({name: "x"}, key=KEY, store="default", token=TOKEN)


def test_it_refuses_a_value_that_is_no_text_and_names_the_field_alone() -> None:
    with pytest.raises(Invalid) as caught:
        seal.seal_body({"name": "홍\udc00"}, key=KEY, store="default", token=TOKEN)

    assert (caught.value.rule, caught.value.field, "홍" in str(caught.value)) == ("value-not-text", "name", False)


def test_a_box_opens_under_its_own_name_alone() -> None:
    box = seal.seal_box("답변", key=KEY, store="default", token=TOKEN, name="answer-1")

    assert seal.open_box(box, key=KEY, store="default", token=TOKEN, name="answer-1") == "답변"
    with pytest.raises(Broken):
        seal.open_box(box, key=KEY, store="default", token=TOKEN, name="answer-2")
    with pytest.raises(Broken):
        seal.open_box(box[:20], key=KEY, store="default", token=TOKEN, name="answer-1")


def test_it_refuses_a_body_that_names_a_field_twice() -> None:
    one = seal.seal_body({"name": "가"}, key=KEY, store="default", token=TOKEN)
    two = seal.seal_body({"name": "나"}, key=KEY, store="default", token=TOKEN)

    with pytest.raises(Broken) as caught:
        seal.open_body(b"\x01\x00\x02" + one[3:] + two[3:], key=KEY, store="default", token=TOKEN)

    assert caught.value.rule == "sealed-body-damaged"
