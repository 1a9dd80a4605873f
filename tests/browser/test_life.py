"""The whole life of an inquiry, played in a browser: asked, answered, apart, expired, destroyed, proved."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Desk, Letters
from tests.browser.people import ALICE, QUESTION, Account, ask, join, sign_in, train

pytestmark = [pytest.mark.browser, pytest.mark.slow]

YEAR = 367
REPLY = "한 대에 삼백만 원이고, 납기는 삼 주입니다."
PATIENCE = 240.0


KEYS_OF_ALL = """
import django; django.setup()
from jikim.vault import daykeys, envelope
from jikim.vault.stores import STORES
for store in STORES:
    for row in store.record.objects.filter(body__isnull=False):
        print(envelope.data_key(row, store=store).hex())
        print(daykeys.ring().use(store.name, row.day_key_id).wrapping.hex())
"""


def keys_of(desk: Desk) -> list[bytes]:
    """Give the data keys of every record and the keys that wrap them, as they are in use now."""
    env = {**desk.env, "DJANGO_SETTINGS_MODULE": "jikim.project.settings"}
    done = subprocess.run([sys.executable, "-c", KEYS_OF_ALL], env=env, capture_output=True, text=True, check=True)
    return [bytes.fromhex(line) for line in done.stdout.split()]


def wait_for(page: Page, words: str) -> None:
    end = time.monotonic() + PATIENCE
    while page.get_by_text(words).count() == 0:
        assert time.monotonic() < end, f"the page never said {words}"
        time.sleep(1)
        page.reload()


def traces(folder: Path, words: list[str], keys: list[bytes]) -> list[str]:
    """Name every file under a folder that holds one of the words, in any usual encoding, or one of the keys."""
    needles = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "cp949")]
    needles += [form for key in keys for form in (key, key.hex().encode(), base64.b64encode(key))]
    return [
        f"{path.name}: {needles.index(needle)}"
        for path in folder.rglob("*")
        if path.is_file()
        for content in [path.read_bytes()]
        for needle in needles
        if needle in content
    ]


def test_an_inquiry_lives_and_dies_with_proof(  # noqa: PLR0915, PLR0917 -- one life is told in one piece
    open_desk: Callable[..., Desk],
    person: Callable[..., Page],
    letters: Letters,
    axe: Callable[[Page], list[str]],
    picture: Callable[[Page, str], Path],
    tmp_path: Path,
) -> None:
    desk = open_desk()
    alice, olgas, bobs = person(phone=True, script=False), person(), person()
    olga = Account(email="olga@company.example", name="오지원")
    bob = Account(email="bob@company.example", name="배도윤")

    alice.goto(desk.url)
    assert axe_free(person, axe, desk.url) == []
    receipt = ask(alice, desk.url)
    picture(alice, "life-receipt")
    expect(alice.locator("main")).to_contain_text("늦어도")
    first = letters.to(ALICE["email"])[0]
    secrets = keys_of(desk)
    assert len(secrets) == 2  # one record's data key, and the key of its day
    assert ALICE["name"] not in str(first)

    join(olgas, desk.link("/accounts/join/"), olga)
    olgas.goto(f"{desk.url}/console/people/")
    olgas.fill("[name=email]", bob.email)
    olgas.locator("select[name=role]").select_option("staff")
    olgas.locator("select[name=reason]").select_option(index=1)
    olgas.click("section[aria-labelledby=inviting] button")
    join(bobs, olgas.locator("#link").inner_text().strip(), bob)

    train(olgas, desk.url, bob)
    bobs.goto(f"{desk.url}/console/inbox/")
    expect(bobs.locator("main")).not_to_contain_text(ALICE["name"])
    picture(bobs, "life-inbox")
    record = bobs.locator("a[href^='/console/records/']").first.get_attribute("href") or ""
    bobs.goto(f"{desk.url}{record.partition('#')[0]}")
    bobs.locator("select[name=reason]").select_option("answer")
    bobs.click("form[action$='/reveal/'] button")
    expect(bobs.locator("main")).to_contain_text(ALICE["name"])
    expect(bobs.locator("main")).to_contain_text(QUESTION)
    picture(bobs, "life-revealed")
    bobs.goto(f"{desk.url}{record.partition('#')[0]}")
    bobs.fill("[name=answer]", REPLY)
    bobs.get_by_role("button", name="답변 보내기").click()
    answer = letters.to(ALICE["email"], 2)[1]
    assert REPLY in answer.get_content()
    bobs.goto(f"{desk.url}{record.partition('#')[0]}")
    bobs.check("[name=sure]")
    bobs.click("form[action$='/close/'] button")

    alice.goto(receipt)
    wait_for(alice, "따로 보관하고 있습니다")
    picture(alice, "life-apart")
    secrets += keys_of(desk)
    expect(alice.locator("main")).to_contain_text("담당 직원")
    bobs.goto(f"{desk.url}{record.partition('#')[0]}")
    expect(bobs.locator("main")).not_to_contain_text(ALICE["name"][0] + "*")

    desk.end()
    desk.begin(ahead=YEAR)
    alice.goto(receipt)
    wait_for(alice, "파기되었습니다")
    picture(alice, "life-destroyed")
    proof = tmp_path / "proof.txt"
    proof.write_bytes(sealed_proof(alice, receipt))
    exported = desk.command("export", str(tmp_path / "log"))
    key = exported.stdout.strip().splitlines()[-1]
    verified = desk.command("verify", str(proof), "--key", key)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "record:destroyed" in verified.stdout

    again = person()
    sign_in(again, desk.url, olga)
    again.goto(f"{desk.url}/console/destruction/")
    again.locator("tbody a").first.click()
    link = again.get_by_role("link", name="파기 확인서").get_attribute("href")
    pdf = again.request.get(f"{desk.url}{link}").body()
    text = re.sub(r"\s", "", pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text())
    assert "파기확인서" in text
    again.get_by_role("button", name="파기 결과 확인하기").click()
    expect(again.locator("main")).to_contain_text("확인함")
    picture(again, "life-batch")

    desk.end()
    words = [ALICE["name"], ALICE["phone"], "+821091372846", ALICE["email"], QUESTION, REPLY]
    cluster = os.environ.get("JIKIM_TEST_CLUSTER")  # heap and write-ahead log, where PostgreSQL keeps them
    for place in (desk.data, *([Path(cluster)] if cluster else [])):
        assert traces(place, words, secrets) == []
    assert ALICE["email"] not in desk.output
    assert ALICE["name"] not in desk.output


def sealed_proof(page: Page, receipt: str) -> bytes:
    """Fetch the proof once the destruction is in the signed tree: that is a second or two behind the page."""
    end = time.monotonic() + PATIENCE
    while True:
        armoured = page.request.get(f"{receipt}proof/").body()
        lines = [line.removeprefix(b"extra ") for line in armoured.splitlines() if line.startswith(b"extra ")]
        if any(b"record:destroyed" in base64.b64decode(line) for line in lines):
            return armoured
        assert time.monotonic() < end, "the destruction never came into the signed tree"
        time.sleep(1)


def axe_free(person: Callable[..., Page], axe: Callable[[Page], list[str]], url: str) -> list[str]:
    """Run axe over the public pages, with script: it is what axe needs."""
    page = person()
    found = []
    for path in ("/", "/ask/quote/", "/ask/consultation/", "/policy/", "/notices/", "/r/", "/rights/", "/complaint/"):
        page.goto(f"{url}{path}")
        found += [f"{path} {each}" for each in axe(page)]
    return found
