"""What a person does with a desk in a browser: ask, join, sign in with a second factor; the words are the screen's."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Page, expect

from jikim import clock

PASSWORD = "긴 비밀문장은 외우기 쉽다 7"
ALICE = {"name": "남궁민서", "phone": "010-9137-2846", "email": "minseo.7q@customer.example"}
"""Words that no other test uses: what is looked for must have one source alone."""
QUESTION = "펌프 스무 대의 가격과 납기를 알려 주십시오."


@dataclass(kw_only=True)
class Account:
    """One member of staff: how they sign in."""

    email: str
    name: str
    secret: str = ""

    last: str = ""

    def code(self) -> str:
        """Give the six digits of the authenticator app (RFC 6238); a code serves once, so wait for one that is new."""
        while (fresh := self._now()) == self.last:
            time.sleep(0.5)
        self.last = fresh
        return fresh

    def _now(self) -> str:
        counter = int(clock.now().timestamp()) // 30
        mac = hmac.digest(base64.b32decode(self.secret), struct.pack(">Q", counter), "sha1")
        at = mac[-1] & 15
        return f"{(struct.unpack('>I', mac[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def ask(page: Page, url: str, *, purpose: str = "quote") -> str:
    """Ask as Alice, and give the receipt's address."""
    page.goto(f"{url}/ask/{purpose}/")
    for field, value in ALICE.items():
        page.fill(f"[name={field}]", value)
    choice = page.locator("select")
    choice.select_option(index=1)
    if page.locator("[name=subject]").count():
        page.fill("[name=subject]", "납기 문의")
    page.fill("[name=content]", QUESTION)
    page.click("main form button:not([formaction])")
    page.wait_for_url(re.compile(r"/r/[0-9A-Z]{20}/"))
    return page.url


def join(page: Page, link: str, account: Account) -> None:
    """Accept an invitation, sign in for the first time, and register the authenticator app."""
    page.goto(link)
    if page.locator("[name=email]").count():
        page.fill("[name=email]", account.email)
    page.fill("[name=name]", account.name)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    page.click("main form button")
    _password(page, account)
    page.wait_for_url(re.compile("/accounts/factor/totp/"))
    account.secret = page.locator(".code-card .mono").inner_text().strip()
    page.fill("[name=code]", account.code())
    page.click("main form.fields button")
    expect(page.locator("h1")).not_to_have_text("인증 앱 등록")


def train(page: Page, url: str, account: Account) -> None:
    """Record, as the officer, that somebody completed the privacy course: without it they see nothing."""
    page.goto(f"{url}/console/training/")
    page.locator("select[name=staff]").select_option(label=account.name)
    page.fill("[name=until]", (clock.day_of(clock.now()) + timedelta(days=300)).isoformat())
    page.click("section[aria-labelledby=recording] button")
    expect(page.locator("main")).to_contain_text("교육을 기록했습니다")


def sign_in(page: Page, url: str, account: Account) -> None:
    """Sign in with password and second factor."""
    page.goto(f"{url}/accounts/login/")
    _password(page, account)
    page.wait_for_url(re.compile("/accounts/factor/code/"))
    page.fill("[name=code]", account.code())
    page.click("main form.fields button")
    page.wait_for_url(re.compile("/console/"))


def _password(page: Page, account: Account) -> None:
    page.wait_for_url(re.compile("/accounts/login/"))
    page.fill("[name=login]", account.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
