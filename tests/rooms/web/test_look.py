"""Every component is readable by everyone, on a phone and on a desk, by day and by night (WCAG 2.2 AA)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

import jikim.web

STATIC = Path(jikim.web.__file__).parent / "static"
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
    pytest.mark.django_db,
]


@pytest.fixture(scope="module")
def browser(django_db_setup: None) -> Iterator[Browser]:
    del django_db_setup  # asked for its effect: the databases are made before the browser's loop runs in this thread
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the loop awaits nothing of ours
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def page_file(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    html = Client(headers={"accept-language": "ko"}).get("/gallery/", {"base": request.param}).content.decode()
    file = tmp_path / "gallery.html"
    file.write_text(re.sub("/static/", f"{STATIC.as_uri()}/", html), encoding="utf-8")
    return file


@pytest.mark.parametrize("page_file", ["base", "console_base"], indirect=True)
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_hard_to_read_or_to_reach(browser: Browser, page_file: Path, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    try:
        page.goto(page_file.as_uri())
        violations = Axe().run(page).response["violations"]
        overflow = page.evaluate("document.documentElement.scrollWidth") - width
    finally:
        page.close()

    assert not [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in violations]
    assert overflow == 0
