"""Opens a real desk, a real browser and a real mail server for the tests that play a person's part."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from tests import ports, postgres

T = TypeVar("T")
CHECKOUT = Path(__file__).resolve().parents[2]
RUN = "import sys; sys.argv[0] = 'jikim'; from jikim.cli.main import main; sys.exit(main())"
JIKIM = [sys.executable, "-c", RUN]
AHEAD = "from datetime import timedelta; from jikim import clock; clock.travel(timedelta(days={days})); "
PATIENCE = 120  # seconds; a busy machine migrates two databases in a few
expect.set_options(timeout=30_000)
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
AXE = Path(str(importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0]), "axe.min.js")
GRACE = 10  # seconds that a desk may take to end before it is killed


@dataclass(kw_only=True)
class Desk:
    """A running ``jikim serve`` of its own: its address, its data directory and everything it printed."""

    url: str
    data: Path
    env: dict[str, str]
    process: subprocess.Popen[bytes]

    @property
    def output(self) -> str:
        """Give what the server has printed until now."""
        return (self.data.parent / "output").read_text(encoding="utf-8", errors="replace")

    def link(self, part: str) -> str:
        """Give the first printed address of this desk that contains ``part``; waits for it."""
        return _eventually(lambda: _first(rf"{re.escape(self.url)}\S*{re.escape(part)}\S*", self.output), part)

    def command(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run ``jikim`` on this desk's data, as its operator would."""
        return subprocess.run(
            [*JIKIM, *arguments],
            env={**self.env, **more},
            cwd=self.data.parent,
            capture_output=True,
            text=True,
            check=False,
        )

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the server with all its processes; a kill is a kill."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def begin(self, *, ahead: int = 0) -> None:
        """Start the server on the data that is there, its clock so many days ahead, and wait until it answers."""
        with (self.data.parent / "output").open("ab") as output:
            port = self.url.rpartition(":")[2]
            code = AHEAD.format(days=ahead) + RUN if ahead else RUN
            self.process = subprocess.Popen(
                [sys.executable, "-c", code, "serve", "--port", port],
                env=self.env,
                cwd=self.data.parent,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _eventually(self._answers, "an answer", lambda: self.output[-2000:])

    def _answers(self) -> bool:
        if self.process.poll() is not None:
            pytest.fail(f"jikim serve ended with {self.process.returncode}:\n{self.output[-2000:]}")
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(self.url, timeout=5).status_code < 500
        return False


class Letters:
    """A mailbox for every address: keeps what a real SMTP server on the loopback took in."""

    def __init__(self) -> None:
        self.all: list[EmailMessage] = []
        self.port = ports.free()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        del server, session
        letter = message_from_bytes(bytes(envelope.content or b""), policy=modern)
        letter["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.all.append(letter)
        return "250 taken"

    def to(self, address: str, count: int = 1) -> list[EmailMessage]:
        """Give the letters to one address; waits until there are ``count`` of them."""

        def found() -> list[EmailMessage] | None:
            some = [letter for letter in self.all if address in str(letter["X-Envelope-To"])]
            return some if len(some) >= count else None

        return _eventually(found, f"{count} letter(s) to {address}")


@pytest.fixture(scope="module")
def letters() -> Iterator[Letters]:
    box = Letters()
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    yield box
    server.stop()


@pytest.fixture(scope="module")
def open_desk(letters: Letters) -> Iterator[Callable[..., Desk]]:
    """Give a function that opens one more desk, ``env`` in its environment; on PostgreSQL with databases of its own."""
    opened: list[tuple[Desk, dict[str, str]]] = []

    def opener(**env: str) -> Desk:
        home = Path(tempfile.mkdtemp(prefix="jikim-desk-"))
        on_postgres = os.environ.get("JIKIM_DATABASE_URL", "").startswith("postgres")
        urls = postgres.fresh(os.environ) if on_postgres else {}
        port = ports.free()
        plain = {
            name: value for name, value in os.environ.items() if not name.startswith(("JIKIM_", "COV_", "DJANGO_"))
        }
        own = {
            "JIKIM_DATA": str(home / "data"),
            "JIKIM_URL": f"http://127.0.0.1:{port}",
            "JIKIM_SMTP_HOST": "127.0.0.1",
            "JIKIM_SMTP_PORT": str(letters.port),
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH", ""), str(CHECKOUT / "src")])),
        }
        desk = Desk(url=own["JIKIM_URL"], data=home / "data", env={**plain, **own, **urls, **env}, process=None)
        opened.append((desk, urls))
        desk.begin()
        return desk

    yield opener
    for desk, urls in opened:
        if desk.process is not None:
            desk.end()
        if urls:
            postgres.remove(urls)
        shutil.rmtree(desk.data.parent, ignore_errors=True)


@pytest.fixture(scope="module")
def desk(open_desk: Callable[..., Desk]) -> Desk:
    """Give one desk that the tests of a module share."""
    return open_desk()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give Debian's Chromium; one a module, because a driver that runs on would forbid Django the tests after it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def person(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page as a new person: own cookies, Korean, Seoul, on a ``phone`` or a desktop."""
    contexts: list[BrowserContext] = []

    def opener(*, phone: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            viewport=PHONE if phone else DESKTOP, locale="ko-KR", timezone_id="Asia/Seoul", java_script_enabled=script
        )
        contexts.append(context)
        context.set_default_timeout(45_000)  # a busy machine with two cores is slow
        return context.new_page()

    yield opener
    for number, context in enumerate(contexts):
        for page in context.pages:
            with contextlib.suppress(PlaywrightError):  # what each person saw last explains a failure best
                page.screenshot(path=_pictures() / f"last-{number}.png", full_page=True)
        context.close()


@pytest.fixture
def page(person: Callable[..., Page]) -> Page:
    return person()


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Give a function that lists what axe-core finds serious or critical on a page; the list should be empty."""
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page, *, impacts: tuple[str, ...] = ("serious", "critical")) -> list[str]:
        page.evaluate(source)  # through the debugger, so the page's own policy against foreign scripts stays as it is
        found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{broken['id']}: {node['html'][:120]}"
            for broken in found["violations"]
            if broken["impact"] in impacts
            for node in broken["nodes"]
        ]

    return check


@pytest.fixture(scope="session")
def picture() -> Callable[[Page, str], Path]:
    """Give a function that takes a full-page picture; they lie in JIKIM_PICTURES, or in the temporary folder."""
    folder = _pictures()

    def take(page: Page, name: str) -> Path:
        width = (page.viewport_size or DESKTOP)["width"]
        path = folder / f"{name}-{width}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take


def _pictures() -> Path:
    folder = Path(os.environ.get("JIKIM_PICTURES") or Path(tempfile.gettempdir(), "jikim-pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _first(pattern: str, text: str) -> str | None:
    found = re.search(pattern, text)
    return found.group() if found else None


def _eventually(look: Callable[[], T | None], what: str, why: Callable[[], str] = str) -> T:
    """Look until there is something to see; fails with ``why`` when patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    pytest.fail(f"waited {PATIENCE} s for {what}\n{why()}")
