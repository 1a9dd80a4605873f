"""Tells what a file is by its first bytes and gives its words; its name is never believed."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

from jikim.errors import Invalid
from jikim.policy.source.package import words_of

MAX_BYTES: Final = 10 * 1024 * 1024
"""An upload larger than this is no policy."""

_hangul: Final = re.compile(r"[가-힣]").findall
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ZIP: Final = b"PK\x03\x04"
_REFUSED: Final = (
    (b"%PDF", "policy-file-pdf", "open the PDF, copy its text and paste it"),
    (b"\xd0\xcf\x11\xe0", "policy-file-old-office", "save the file as DOCX, HWPX or text"),
)


def text_of(data: bytes) -> str:
    """Give the words of a file.

    Raises Invalid: "policy-file-too-large", "policy-file-pdf", "policy-file-old-office" (DOC, HWP),
    "policy-file-encoding", and what ``words_of`` raises for packages.
    """
    if len(data) > MAX_BYTES:
        rule = "policy-file-too-large"
        raise Invalid(rule, hint=f"at most {MAX_BYTES} bytes")
    for mark, rule, hint in _REFUSED:
        if data.startswith(mark):
            raise Invalid(rule, hint=hint)
    return words_of(data) if data.startswith(_ZIP) else decoded(data)


def decoded(data: bytes) -> str:
    """Decode text: a byte order mark first, then UTF-8, then CP949; Invalid("policy-file-encoding") for neither."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = _strict(data, "cp949")
        if not _hangul(text):
            _refuse(data)
        return text


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        _refuse(data)
    raise AssertionError


def _refuse(data: bytes) -> None:
    rule = "policy-file-encoding"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Invalid(rule, hint=f"line {line}: neither UTF-8 nor CP949; save the file as UTF-8") from None
    raise Invalid(rule, hint="save the file as UTF-8")
