"""Files of many kinds give their words; what is hostile, broken or no document is refused before it is unpacked."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.errors import Invalid
from jikim.policy.facts import facts
from jikim.policy.read import read
from jikim.policy.sample import sample_text
from jikim.policy.source import MAX_BYTES, text_of

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HANGUL = "http://www.hancom.co.kr/hwpml/2011/paragraph"


def package(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return held.getvalue()


def docx(text: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in escaped(text).split("\n"))
    return package({"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()})


def hwpx(text: str) -> bytes:
    body = "".join(f"<hp:p><hp:run><hp:t>{line}</hp:t></hp:run></hp:p>" for line in escaped(text).split("\n"))
    return package({"Contents/section0.xml": f'<hs:sec xmlns:hs="x" xmlns:hp="{HANGUL}">{body}</hs:sec>'.encode()})


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    "data",
    [
        sample_text().encode(),
        b"\xef\xbb\xbf" + sample_text().encode(),
        sample_text().encode("utf-16"),
        sample_text().replace("ㆍ", "·").encode("cp949"),
        sample_text().replace("\n", "\r\n").encode(),
        docx(sample_text()),
        hwpx(sample_text()),
    ],
    ids=["utf-8", "byte order mark", "utf-16", "cp949", "windows", "docx", "hwpx"],
)
def test_the_same_words_give_the_same_facts_whatever_the_file(data: bytes) -> None:
    read_back, expected = facts(read(text_of(data))), facts(read(sample_text()))

    assert read_back["items"][:2] == expected["items"][:2]
    assert len(read_back["articles"]) == len(expected["articles"])
    assert [row["period"] for row in read_back["retention"]] == [row["period"] for row in expected["retention"]]


def test_a_table_in_a_document_keeps_its_rows() -> None:
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>' for cell in row)}</w:tr>"
        for row in (("수탁자", "위탁 업무"), ("가온호스팅", "서버 운영"))
    )
    xml = f'<w:document xmlns:w="{WORD}"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>'

    assert text_of(package({"word/document.xml": xml.encode()})) == "수탁자 | 위탁 업무\n가온호스팅 | 서버 운영"


ENTITY = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d><t>&x;</t></d>'
LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><d><t>&b;</t></d>'


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"a" * (MAX_BYTES + 1), "policy-file-too-large"),
        (b"%PDF-1.7\n", "policy-file-pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "policy-file-old-office"),
        (b"PK\x03\x04 no package", "policy-file-broken"),
        (package({"readme.txt": b"hello"}), "policy-file-not-a-document"),
        (package({"word/document.xml": b"0" * 30_000_000}), "policy-file-bomb"),
        (package({f"{at}.txt": b"" for at in range(2_001)}), "policy-file-bomb"),
        (package({"word/document.xml": ENTITY}), "policy-file-entities"),
        (package({"word/document.xml": LAUGHS}), "policy-file-entities"),
        (package({"word/document.xml": b"<d><t>open"}), "policy-file-broken"),
        (b"\xff\xff\xff\n\xff", "policy-file-encoding"),
        ("방침\n".encode() + b"\xff\xff", "policy-file-encoding"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_or_broken_file_is_refused_with_a_mend(data: bytes, rule: str) -> None:
    with pytest.raises(Invalid, match=rule) as refused:
        text_of(data)

    assert refused.value.hint


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_crash_it(data: bytes, packed: bool) -> None:  # noqa: FBT001 -- Hypothesis hands it over
    given_bytes = package({"word/document.xml": data}) if packed else data
    try:
        words = text_of(given_bytes)
    except Invalid as refused:
        words = refused.rule

    assert isinstance(words, str)
