"""The gate refuses what no browser sends, before any door has read it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from django.test import Client

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        (b"name=%FF%FE", FORM, 400),
        (b"name=\xff\xfe", FORM, 400),
        (b"name=a%00b", FORM, 400),
        (b"na%00me=a", FORM, 400),
        (b"name=a", f"{FORM}; charset=euc-kr", 400),
        (b"&".join(b"f%d=1" % n for n in range(61)), FORM, 400),
        (b'{"name": "a"}', "application/json", 415),
        (b"name=a", "text/plain", 415),
        (b"name=a", "", 415),
        (b"garbage", "multipart/form-data", 415),
        (b"garbage", "multipart/form-data; boundary=x", 200),
        (b"name=" + b"a" * 262_144, FORM, 413),
        (b"name=" + "가나다".encode(), FORM, 200),
        (b"", FORM, 200),
        (b"", "", 200),
    ],
)
def test_it_answers_to_a_body_by_its_size_its_kind_and_its_letters(
    visitor: Client, body: bytes, kind: str, expected: int
) -> None:
    actual = visitor.generic("POST", "/gallery/", body, content_type=kind).status_code

    assert expected == actual


def test_it_refuses_a_file_that_no_form_asks_for(visitor: Client) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n'

    answer = visitor.generic("POST", "/gallery/", body, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 422
    assert "file-not-expected" in answer.content.decode()


@pytest.mark.parametrize("length", ["-1", "1e9", "262145", "99999999999999999999"])
def test_it_believes_no_strange_content_length(visitor: Client, length: str) -> None:
    answer = visitor.generic("POST", "/gallery/", b"name=a", content_type=FORM, CONTENT_LENGTH=length)

    assert answer.status_code == 413


@pytest.mark.parametrize("address", ["/gallery/?q=%FF", "/gallery/?q=%00", "/gallery/?%00=1", "/gal%00lery/"])
def test_it_refuses_an_address_with_letters_that_are_none(visitor: Client, address: str) -> None:
    assert visitor.get(address).status_code == 400


def test_its_refusal_shows_no_form_because_nothing_behind_it_has_run(visitor: Client) -> None:
    page = visitor.generic("POST", "/gallery/", b"name=%FF", content_type=FORM).content.decode()

    assert "not-utf8" in page
    assert "<form" not in page


def test_every_request_gets_one_moment(visitor: Client) -> None:
    answer = visitor.get("/gallery/")

    assert answer.context["at"] is answer.wsgi_request.at
