"""The stage of these tests: a desk open on the sample policy, and a visitor with a browser."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import html
import re
from datetime import datetime

from django.http import HttpResponse
from django.test import Client

from jikim.inquiries import catalogue
from jikim.inquiries.models import Choice
from jikim.ledger import key as ledger_key
from jikim.lifecycle.make_keys import make_keys
from jikim.policy.sample import sample_policy
from jikim.proof.values import By, Slug
from jikim.registers.enact import adopt
from jikim.vault.reconcile import reconcile

SYSTEM = By(role=Slug("system"))
ALICE = {"name": "김앨리스", "phone": "010-1234-5678", "email": "alice@example.com", "content": "견적을 부탁드립니다."}


def open_desk(at: datetime) -> None:
    """Adopt the sample policy, make its keys and offer one product."""
    ledger_key.ensure("desk.example/log")
    policy = sample_policy()
    adopt(policy, by=SYSTEM, at=at)
    reconcile(by=SYSTEM, at=at)
    make_keys(policy, at=at)
    catalogue.add(Slug("quote"), Slug("product"), "표준 제품", by=SYSTEM, at=at)


def hidden(page: HttpResponse, name: str) -> str:
    """Give the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    return found[1] if found else ""


def filled(browser: Client, **changed: str) -> dict[str, str]:
    """Open the form for a quote and fill it in as Alice; a value of "-" leaves the field out."""
    page = browser.get("/ask/quote/")
    form = {
        **ALICE,
        "product": Choice.objects.get().token,
        "once": hidden(page, "once"),
        "notice": hidden(page, "notice"),
        "website": "",
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }
    return {name: value for name, value in form.items() if value != "-"}


def asked(browser: Client, **changed: str) -> str:
    """Send the form and give the receipt code."""
    answer = browser.post("/ask/quote/", filled(browser, **changed))
    return answer["Location"].split("/")[2]


def words(page: HttpResponse) -> str:
    """Give what a page says, without its markup."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split()))
