"""Checks a request before any other code reads it: size, type, UTF-8, NUL; and stamps it with the moment it came."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from jikim import clock
from jikim.errors import Invalid, JikimError
from jikim.web.refusal import respond

URLENCODED: Final = "application/x-www-form-urlencoded"
FORMS: Final = frozenset({URLENCODED, "multipart/form-data"})
DATA: Final = frozenset({"application/json"})
DATA_PATHS: Final = ("/api/",)
"""Where data may come as JSON; everywhere else only forms do."""
READ: Final = frozenset({"GET", "HEAD", "OPTIONS"})
LOST: Final = "\ufffd"
"""What a decoder leaves where bytes were not UTF-8."""


class Gate:
    """The first middleware of ours: what it refuses was never parsed by a door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let a sound request through; answer any other at once."""
        request.at = clock.now()  # type: ignore[attr-defined]  # one moment for the whole request
        try:
            check(request)
        except JikimError as refusal:
            request.bare = True  # type: ignore[attr-defined]  # no session and no token yet: the page shows no form
            return respond(request, refusal, status=STATUS.get(refusal.rule))
        return self.get_response(request)


STATUS: Final = {
    "body-too-large": 413,
    "content-type": 415,
    "not-utf8": 400,
    "control-character": 400,
    "too-many-fields": 400,
}


def check(request: HttpRequest) -> None:
    """Raise Invalid where size, type or characters of a request are not what a browser sends."""
    _check_text(request.path_info)
    for name, values in request.GET.lists():
        _check_text(name, *values)
    if request.method in READ:
        return
    _check_size(request)
    kind = request.content_type or ""
    if kind in DATA and request.path_info.startswith(DATA_PATHS):
        _check_data(request)
    elif kind in FORMS or not request.META.get("CONTENT_LENGTH", "").strip("0"):
        _check_form(request)
    else:
        _refuse("content-type")


def _check_size(request: HttpRequest) -> None:
    said = request.META.get("CONTENT_LENGTH") or "0"
    if not (said.isascii() and said.isdigit()) or int(said) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        _refuse("body-too-large")


def _check_form(request: HttpRequest) -> None:
    if request.content_params and request.content_params.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        _refuse("not-utf8")
    if request.content_type == URLENCODED:
        _decoded(request)  # where the bytes are not UTF-8, Django would take them for Latin-1
    try:
        sent = request.POST
    except SuspiciousOperation:
        _refuse("too-many-fields")
    except (BadRequest, MultiPartParserError, UnreadablePostError):
        _refuse("content-type")
    else:
        if request.FILES:
            _refuse("file-not-expected")
        for name, values in sent.lists():
            _check_text(name, *values)


def _check_data(request: HttpRequest) -> None:
    _check_text(_decoded(request))


def _decoded(request: HttpRequest) -> str:
    try:
        return request.body.decode("utf-8")
    except UnicodeDecodeError:
        rule = "not-utf8"
        raise Invalid(rule) from None


def _check_text(*texts: str) -> None:
    for text in texts:
        if LOST in text:
            _refuse("not-utf8")
        if "\0" in text:
            _refuse("control-character")


def _refuse(rule: str) -> NoReturn:
    raise Invalid(rule)
