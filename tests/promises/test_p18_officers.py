"""P18: the policy's own contacts stand on the page for complaints, with the bodies outside that help."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from tests.promises.cast import OLGA, POLICY

from jikim import clock
from jikim.evidence.checks import State, find
from jikim.policy.model import Remedy
from jikim.registers.enact import announce

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
BODIES = (
    ("개인정보 분쟁조정위원회", "1833-6972"),
    ("개인정보 침해신고센터", "118"),
    ("대검찰청", "1301"),
    ("경찰청", "182"),
)


def inside(browser: Client) -> str:
    """Give what the page itself says, without the footer that names the officers everywhere."""
    whole = browser.get("/complaint/").content.decode()
    main = re.search(r"<main.*?</main>", whole, re.DOTALL)
    return html.unescape(main.group()) if main else ""


def test_every_officer_of_the_policy_stands_there_with_every_contact(browser: Client) -> None:
    page = inside(browser)
    said = [
        value
        for officer in POLICY.officers
        for value in (officer.role, officer.department, officer.name, officer.email, officer.address)
    ]

    assert len(POLICY.officers) == 2
    assert [value for value in said if value not in page] == []


def test_the_bodies_that_help_are_listed_where_the_policy_names_none(browser: Client) -> None:
    page = inside(browser)

    assert POLICY.remedies == ()
    assert [(name, phone) for name, phone in BODIES if name not in page or phone not in page] == []


def test_the_page_is_one_step_from_every_page(browser: Client) -> None:
    for path in ("/", "/ask/quote/", "/policy/", "/rights/", "/no-such-page/"):
        assert 'href="/complaint/"' in browser.get(path).content.decode(), path


def test_the_policys_own_bodies_come_first(browser: Client) -> None:
    now = clock.now()
    day = clock.day_of(now)
    named = POLICY.model_copy(
        update={
            "remedies": (Remedy(name="가온구 소비자원", phone="02-111-2222"),),
            "changes": POLICY.changes.model_copy(update={"notice_days": 0}),
        }
    )
    enactment = announce(named, effective=day.replace(year=day.year + 1), title="변경", body="-", by=OLGA, at=now)

    assert find("officers-can-be-reached", named, at=now).state == State.KEPT
    assert enactment.earliest > day
    assert browser.get("/complaint/").status_code == 200
