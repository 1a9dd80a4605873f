"""Every answer carries headers that keep it at home; no page has script or style of its own."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re

import pytest
from django.test import Client

EXPECTED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.mark.parametrize(("name", "value"), EXPECTED.items())
def test_an_answer_carries_the_header(visitor: Client, name: str, value: str) -> None:
    assert value == visitor.get("/gallery/")[name]


def test_the_content_policy_allows_nothing_but_our_own() -> None:
    page = Client().get("/robots.txt")

    directives = dict(part.strip().split(" ", 1) for part in page["Content-Security-Policy"].split(";"))

    assert directives["default-src"] == "'none'"
    assert {directives[name] for name in ("script-src", "style-src", "form-action")} == {"'self'"}
    assert directives["frame-ancestors"] == "'none'"
    assert not re.search(r"unsafe|\*|https?:", page["Content-Security-Policy"])


def test_a_page_is_not_stored_but_a_public_file_may_be(visitor: Client) -> None:
    assert "no-store" in visitor.get("/gallery/")["Cache-Control"]
    assert visitor.get("/robots.txt")["Cache-Control"] == "max-age=86400"


@pytest.mark.parametrize("base", ["base", "console_base"])
def test_no_page_has_script_or_style_of_its_own(visitor: Client, base: str) -> None:
    page = visitor.get("/gallery/", {"base": base}).content.decode()

    assert not re.search(r"<style|<script(?![^>]*src=)|\sstyle=|\son[a-z]+=|javascript:", page)


def test_the_language_is_chosen_by_post_and_remembered_for_a_year(visitor: Client) -> None:
    answer = visitor.post("/language/", {"language": "en", "next": "/gallery/"})

    cookie = answer.cookies["django_language"]

    assert (answer.status_code, answer["Location"], cookie.value) == (302, "/gallery/", "en")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize(
    "onward", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x", "\\\\else", ""]
)
def test_the_language_switch_leads_nowhere_else(visitor: Client, onward: str) -> None:
    assert visitor.post("/language/", {"language": "en", "next": onward})["Location"] == "/"


def test_a_get_changes_no_language(visitor: Client) -> None:
    assert visitor.get("/language/?language=en").status_code == 405
