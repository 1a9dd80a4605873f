"""Alice exercises each of her rights on the web, from the receipt code to the answer."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import base64
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from tests.rooms.desk.stage import ALICE, asked, words

from jikim import clock
from jikim.inquiries.close import close
from jikim.proof.values import VISITOR, WORKER, By, Slug, Token, new_token
from jikim.registers.models import Provision
from jikim.rights.code import code_of
from jikim.rights.decide import carry_out, refuse
from jikim.rights.models import Request, State
from jikim.rights.proposal import corrected
from jikim.rights.prove import prove
from jikim.vault.apart import set_apart
from jikim.vault.models import Record
from jikim.vault.reveal import reveal
from jikim.web.mail import deliver_due

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
BOB = By(role=Slug("staff"), actor=new_token())
OLGA = By(role=Slug("officer"), actor=new_token())


def opened(browser: Client, right: str) -> str:
    """Ask as Alice, then ask for a right; gives the address of the request."""
    code = asked(browser, company="이상한나라", consent_optional="yes")
    return str(browser.post(f"/rights/{right}/", {"code": code})["Location"])


def number() -> str:
    return code_of(Request.objects.get())


def proved(browser: Client, right: str, **sent: str) -> tuple[str, HttpResponse]:
    address = opened(browser, right)
    return address, browser.post(address, {"code": number(), **sent})


def token() -> Token:
    return Token(Request.objects.get().token)


def downloaded(page: HttpResponse) -> dict[str, Any]:
    found = re.search(r'href="data:application/json;charset=utf-8;base64,([^"]+)" download=', page.content.decode())
    return dict(json.loads(base64.b64decode(found[1]))) if found else {}


def test_access_shows_everything_in_the_answer_to_the_code(browser: Client) -> None:
    _address, page = proved(browser, "access")

    said = words(page)
    assert page.status_code == 200
    assert [value for value in (*ALICE.values(), "이상한나라", "표준 제품") if value not in said] == [ALICE["phone"]]
    assert "+821012345678" in said
    assert "no-store" in page["Cache-Control"]
    assert Request.objects.get().state == State.DONE


def test_the_file_holds_the_same_as_the_page(browser: Client) -> None:
    _address, page = proved(browser, "access")

    data = downloaded(page)
    values = {one["item"]: one["value"] for one in data["fields"]}
    record = Record.objects.get()

    assert (values["name"], values["company"]) == (ALICE["name"], "이상한나라")
    assert (data["ends"], data["choices"]) == (record.ends.isoformat(), {"optional": True})
    assert [look["role"] for look in data["looks"]] == ["visitor"]
    assert data["notice"] in page.content.decode().replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")


def test_access_names_who_got_the_data_and_who_looked(browser: Client) -> None:
    address = opened(browser, "access")
    record = Token(Record.objects.get().token)
    reveal(record, purpose=Slug("quote"), reason=Slug("answer"), by=BOB, at=clock.now())
    Provision.objects.create(
        token=new_token(), record=record, recipient="하트 물류", party=new_token(), purpose="배송",
        items=["이름"], ground="consent", until=clock.now().date(), provided=clock.now(),
    )  # fmt: skip

    said = words(browser.post(address, {"code": number()}))

    assert "하트 물류" in said
    assert "담당 직원 문의 답변" in said


def test_access_reaches_what_was_set_apart(browser: Client) -> None:
    code = asked(browser)
    record = Token(Record.objects.get().token)
    close(record, by=BOB, at=clock.now())
    set_apart(record, by=WORKER, at=clock.now())
    address = browser.post("/rights/access/", {"code": code})["Location"]

    page = browser.post(address, {"code": number()})

    assert (page.status_code, ALICE["email"] in words(page)) == (200, True)
    assert "따로 보관하는 저장소" in words(page)


def test_what_was_shown_is_not_shown_again(browser: Client) -> None:
    address, page = proved(browser, "access")
    again = browser.post(address, {"code": number()})
    after = browser.get(address)

    assert (page.status_code, again.status_code, after.status_code) == (200, 409, 200)
    assert not [value for value in ALICE.values() if value in words(again) + words(after)]


def test_the_page_of_a_request_never_shows_a_value(browser: Client) -> None:
    for right in ("access", "correction", "deletion"):
        address = opened(browser, right)

        assert not [value for value in ALICE.values() if value in browser.get(address).content.decode()]


def test_a_wrong_code_is_said_beside_its_field(browser: Client) -> None:
    address = opened(browser, "access")
    wrong = f"{(int(number()) + 1) % 1_000_000:06d}"

    page = browser.post(address, {"code": wrong})

    assert page.status_code == 403
    assert 'id="field-code-error"' in page.content.decode()


def test_a_showing_that_failed_is_proved_again_by_a_new_code(browser: Client) -> None:
    code = asked(browser)
    address = browser.post("/rights/access/", {"code": code})["Location"]
    prove(token(), number(), by=VISITOR, at=clock.now())
    failed = words(browser.get(address))
    Request.objects.all().update(code_until=clock.now())
    browser.post("/rights/access/", {"code": code})
    Request.objects.all().update(proved=clock.now() - timedelta(minutes=11))

    page = browser.post(address, {"code": number()})

    assert "보여 드리지 못했습니다" in failed
    assert (page.status_code, ALICE["email"] in words(page)) == (200, True)


def test_a_correction_is_sealed_with_the_proof(browser: Client) -> None:
    address = opened(browser, "correction")

    answer = browser.post(address, {"code": number(), "new-name": "김엘리스", "new-company": "", "out": "company"})
    seen = reveal(
        Token(Record.objects.get().token), purpose=Slug("quote"), reason=Slug("rights-request"), by=BOB, at=clock.now()
    )

    assert (answer.status_code, Request.objects.get().state) == (302, State.PROVED)
    assert json.loads(seen.parts[0].text) == {"name": "김엘리스", "company": ""}
    assert Record.objects.get().frozen is not None


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "바꿀 내용이 없습니다"),
        ({"new-name": "  "}, "바꿀 내용이 없습니다"),
        ({"new-email": "nobody"}, "이메일 주소의 모양이 아닙니다"),
        ({"new-company": "거울나라", "out": "company"}, "둘 가운데 하나만"),
        ({"out": "name"}, "꼭 적어 주세요"),
        ({"new-birthday": "1990-01-01"}, "처리방침에 없는 항목"),
        ({"new-product": "x"}, "처리방침에 없는 항목"),
    ],
)
def test_a_correction_that_cannot_be_taken_costs_no_try_and_says_why_in_place(
    browser: Client, sent: dict[str, str], said: str
) -> None:
    address = opened(browser, "correction")

    page = browser.post(address, {"code": number(), **sent})

    assert (page.status_code, said in words(page)) == (422, True)
    assert (Request.objects.get().state, Request.objects.get().tries) == (State.OPENED, 0)


def test_what_was_typed_stays_when_the_code_is_wrong(browser: Client) -> None:
    address = opened(browser, "correction")

    page = browser.post(address, {"code": "x", "new-name": "김엘리스"})

    assert 'value="김엘리스"' in page.content.decode()


def test_an_accepted_correction_is_what_counts_and_a_refused_one_is_not(browser: Client) -> None:
    address, _answer = proved(browser, "correction", **{"new-email": "alice@wonder.example"})
    record = Token(Record.objects.get().token)
    handling = {"purpose": Slug("quote"), "reason": Slug("rights-request"), "by": BOB}

    before = corrected(reveal(record, at=clock.now(), **handling))["email"]
    carry_out(token(), by=OLGA, at=clock.now())
    after = corrected(reveal(record, at=clock.now(), **handling))["email"]

    assert (before, after) == (ALICE["email"], "alice@wonder.example")
    assert "이용을 다시 엽니다" in words(browser.get(address))


@pytest.mark.parametrize("right", ["deletion", "withdrawal"])
def test_what_is_to_be_deleted_stops_then_is_accepted(browser: Client, right: str) -> None:
    address, answer = proved(browser, right)
    stopped = words(browser.get(address))
    carry_out(token(), by=OLGA, at=clock.now())
    accepted = words(browser.get(address))

    assert answer.status_code == 302
    assert "멈추어 있고 아무도 쓰지 않습니다" in stopped
    assert re.search(r"D-(9|10|11|12|13)\b", stopped)
    assert "모두 파기합니다" in accepted


def test_a_suspension_is_followed_to_its_end(browser: Client) -> None:
    address, _answer = proved(browser, "suspension")
    carry_out(token(), by=OLGA, at=clock.now())

    assert "이용을 멈추었습니다" in words(browser.get(address))


def test_the_withdrawal_card_says_what_it_ends(browser: Client) -> None:
    said = words(browser.get("/rights/withdrawal/"))

    assert "이 문의의 정보를 모두 파기합니다" in said


def test_a_refusal_names_its_ground_and_who_helps(browser: Client) -> None:
    address, _answer = proved(browser, "suspension")
    refuse(token(), Slug("kept-by-statute"), by=OLGA, at=clock.now())

    said = words(browser.get(address))

    assert "제37조제2항제1호" in said
    assert "이의가 있으시면" in said


def _letters(after: int) -> list[str]:
    deliver_due(at=clock.now() + timedelta(seconds=5))
    return [letter.body for letter in mail.outbox[after:]]


def test_the_result_is_mailed_even_while_the_record_is_frozen(browser: Client) -> None:
    proved(browser, "suspension")
    _letters(0)
    before = len(mail.outbox)
    carry_out(token(), by=OLGA, at=clock.now())

    letters = _letters(before)

    assert len(letters) == 1
    assert "이용을 멈추었습니다" in letters[0]
    assert "This answers your request" in letters[0]
    assert not [value for value in ALICE.values() if value in letters[0]]


def test_the_mail_of_a_refusal_names_the_ground_and_how_to_object(browser: Client) -> None:
    proved(browser, "deletion")
    _letters(0)
    before = len(mail.outbox)
    refuse(token(), Slug("collected-by-statute"), by=OLGA, at=clock.now())

    letters = _letters(before)

    assert [one for one in letters if "제36조제1항 단서" in one and "이의를 제기" in one and "1833-6972" in one]


def test_the_mail_of_a_deletion_goes_out_before_the_record_dies(browser: Client) -> None:
    proved(browser, "deletion")
    carry_out(token(), by=OLGA, at=clock.now())
    before = Request.objects.ending().count()

    letters = _letters(0)

    assert (before, Request.objects.ending().count()) == (0, 1)
    assert [one for one in letters if "파기가 끝나면" in one]


def test_after_a_correction_of_the_address_mail_goes_to_the_new_one(browser: Client) -> None:
    proved(browser, "correction", **{"new-email": "alice@wonder.example"})
    carry_out(token(), by=OLGA, at=clock.now())

    _letters(0)

    assert mail.outbox[-1].to == ["alice@wonder.example"]
