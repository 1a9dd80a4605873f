"""A demonstration's clock goes forward, is remembered, and says so on every page; a real desk has no such thing."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django.fixtures import Settings
from tests.rooms.desk.stage import asked, words

from jikim import clock
from jikim.errors import Invalid, Unknown
from jikim.rights.code import code_of
from jikim.rights.models import Request
from jikim.web import travel
from jikim.web.days import day_text

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


@pytest.fixture
def demo(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.JIKIM_DEMO = True
    settings.JIKIM_DATA = tmp_path
    yield tmp_path
    clock.travel(timedelta())


def test_a_real_desk_has_no_such_page(browser: Client) -> None:
    assert (browser.get("/demo/").status_code, browser.post("/demo/", {"step": "day"}).status_code) == (404, 404)
    assert "시연" not in words(browser.get("/"))


def test_the_clock_of_a_real_desk_does_not_move() -> None:
    before = clock.now()

    with pytest.raises(Unknown):
        travel.forward("year", at=before)
    assert clock.now() - before < timedelta(minutes=1)


@pytest.mark.parametrize(("step", "least", "most"), [("day", 1, 1), ("month", 28, 31), ("year", 365, 366)])
def test_it_moves_forward_and_says_so(browser: Client, demo: Path, step: str, least: int, most: int) -> None:
    before = clock.now()

    answer = browser.post("/demo/", {"step": step}, follow=True)

    moved = (clock.day_of(clock.now()) - clock.day_of(before)).days
    assert least <= moved <= most
    assert day_text(clock.now()) in words(answer)
    assert (demo / "clock").read_text() == f"{moved * 24 * 60 * 60}\n"


@pytest.mark.parametrize("address", ["/", "/policy/", "/rights/", "/nothing/here/", "/accounts/login/"])
def test_every_page_says_that_it_is_a_demonstration_and_on_which_day(browser: Client, demo: Path, address: str) -> None:
    del demo  # asked for its effect
    said = words(browser.get(address))

    assert f"이 창구의 오늘은 {clock.day_of(clock.now()).isoformat()}입니다" in said


def test_steps_add_up_and_a_restart_takes_them_up(demo: Path) -> None:
    travel.forward("day", at=clock.now())
    travel.forward("day", at=clock.now())
    shifted = clock.now()
    clock.travel(timedelta())

    travel.resume()

    assert (demo / "clock").read_text() == f"{2 * 24 * 60 * 60}\n"
    assert timedelta() <= clock.now() - shifted < timedelta(minutes=1)


@pytest.mark.parametrize("text", ["-86400", "soon", "", "1.5"])
def test_a_file_that_says_anything_else_stops_the_start(demo: Path, text: str) -> None:
    (demo / "clock").write_text(text)

    with pytest.raises(ImproperlyConfigured):
        travel.resume()


@pytest.mark.parametrize("step", ["", "-1", "century"])
def test_no_other_step_is_taken(demo: Path, step: str) -> None:
    with pytest.raises(Invalid, match="step-unknown"):
        travel.forward(step, at=clock.now())
    assert not (demo / "clock").exists()


def test_looking_moves_nothing(browser: Client, demo: Path) -> None:
    browser.get("/demo/?step=year")

    assert not (demo / "clock").exists()


def test_a_demonstration_shows_the_code_that_it_does_not_mail(browser: Client, demo: Path) -> None:
    del demo  # asked for its effect
    address = browser.post("/rights/deletion/", {"code": asked(browser)})["Location"]

    assert code_of(Request.objects.get()) in words(browser.get(address))


def test_a_real_desk_never_shows_a_code(browser: Client) -> None:
    address = browser.post("/rights/deletion/", {"code": asked(browser)})["Location"]

    assert code_of(Request.objects.get()) not in browser.get(address).content.decode()
