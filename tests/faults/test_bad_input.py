"""Everything that may come in over the wire: a clear refusal each, nothing kept, nothing of Alice in answer or log."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import re
import socket
from typing import Any

import httpx
import pytest
from tests.faults.desk import ALICE, PATIENCE, Desk, leaks, new_key

FORM = "application/x-www-form-urlencoded"
TOO_MUCH = 300 * 1024


def _refused(desk: Desk, answer: httpx.Response, before: tuple[int, ...]) -> tuple[int, str]:
    """Give status and rule of a refusal, after looking that nothing was kept and nothing was said."""
    assert desk.kept() == before
    assert leaks(answer.text, str(answer.headers), desk.output) == []

    return answer.status_code, str(answer.json()["type"]).rpartition(":")[2]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"answers": {**ALICE, "birthday": "1990-01-01"}}, (422, "field-not-in-policy")),
        ({"answers": {**ALICE, "resident_number": "900101-1234568"}}, (422, "field-not-in-policy")),
        ({"answers": {name: value for name, value in ALICE.items() if name != "email"}}, (422, "required-missing")),
        ({"answers": {**ALICE, "content": "  "}}, (422, "required-missing")),
        ({"answers": {**ALICE, "name": "김" * 10_000}}, (422, "too-long")),
        ({"answers": {**ALICE, "name": "김앨리스\u202e"}}, (422, "control-character")),
        ({"answers": {**ALICE, "product": "not-on-offer"}}, (422, "choice-unknown")),
        ({"answers": {**ALICE, "phone": "7531-8642 전화 주세요"}}, (422, "phone-malformed")),
        ({"answers": {**ALICE, "email": "alice.planted@"}}, (422, "email-malformed")),
        ({"answers": {**ALICE, "company": "이상한나라"}}, (422, "optional-without-consent")),
        ({"choices": {"marketing": True}}, (422, "choice-not-in-policy")),
        ({"choices": {"optional": ["yes", "no"]}}, (422, "body-malformed")),
        ({"choices": {"optional": "both"}}, (422, "body-malformed")),
        ({"answers": [*ALICE.values()]}, (422, "body-malformed")),
        ({"answers": {**ALICE, "name": {"nested": "김앨리스"}}}, (422, "body-malformed")),
        ({"surplus": "김앨리스"}, (422, "body-malformed")),
        ({"purpose": "marketing"}, (403, "purpose-not-in-policy")),
        ({"purpose": "x" * 10_000}, (422, "body-malformed")),
        ({"notice_digest": "0" * 64}, (409, "notice-changed")),
    ],
)
def test_the_machine_door_refuses_what_the_policy_does_not_admit(
    desk: Desk, changed: dict[str, Any], expected: tuple[int, str]
) -> None:
    before, form = desk.kept(), desk.form()

    answer = desk.ask(desk.question(form, **changed))

    assert _refused(desk, answer, before) == expected


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with space in the middle!"])
def test_an_inquiry_without_a_usable_key_is_refused(desk: Desk, key: str) -> None:
    before, form = desk.kept(), desk.form()

    answer = httpx.post(
        f"{desk.url}/api/v1/inquiries",
        json=desk.question(form),
        headers={"Idempotency-Key": key, "Accept": "application/json"},
        timeout=PATIENCE,
    )

    assert _refused(desk, answer, before) == (422, "submission-key-missing")


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("application/json", b'{"purpose": "\xff\xfe"}', (400, "not-utf8")),
        ("application/json", b'{"purpose": "a\x00b"}', (400, "control-character")),
        ("application/json", '{"answers": {"name": "김앨리스"'.encode(), (422, "body-malformed")),
        ("application/json", b"[" * 100_000, (422, "body-malformed")),
        ("application/json", b'"' + b"x" * TOO_MUCH + b'"', (413, "body-too-large")),
        ("text/plain", "김앨리스".encode(), (415, "content-type")),
        ("application/xml", "<name>김앨리스</name>".encode(), (415, "content-type")),
        ("text/html", b"", (415, "content-type")),
    ],
)
def test_the_machine_door_refuses_a_body_that_it_cannot_read(
    desk: Desk, kind: str, body: bytes, expected: tuple[int, str]
) -> None:
    before = desk.kept()

    headers = {"Content-Type": kind, "Idempotency-Key": new_key(), "Accept": "application/json"}
    answer = httpx.post(f"{desk.url}/api/v1/inquiries", content=body or b"x", headers=headers, timeout=PATIENCE)

    assert _refused(desk, answer, before) == expected


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        (FORM, b"name=%ff%fe", (400, "not-utf8")),
        (FORM, b"name=\xff\xfe", (400, "not-utf8")),
        (FORM, b"name=a%00b", (400, "control-character")),
        (FORM, b"name=" + b"x" * TOO_MUCH, (413, "body-too-large")),
        (FORM, b"&".join(b"f%d=x" % number for number in range(100)), (400, "too-many-fields")),
        (f"{FORM}; charset=euc-kr", "name=김앨리스".encode("euc-kr"), (400, "not-utf8")),
        ("application/json", '{"name": "김앨리스"}'.encode(), (415, "content-type")),
        ("multipart/form-data", "김앨리스".encode(), (415, "content-type")),
        (
            "multipart/form-data; boundary=b",
            '--b\r\nContent-Disposition: form-data; name="f"; filename="김앨리스.pdf"\r\n\r\nx\r\n--b--\r\n'.encode(),
            (422, "file-not-expected"),
        ),
    ],
)
def test_the_public_door_refuses_a_body_that_is_no_form(
    desk: Desk, kind: str, body: bytes, expected: tuple[int, str]
) -> None:
    before = desk.kept()

    headers = {"Content-Type": kind, "Accept": "application/json"}
    answer = httpx.post(f"{desk.url}/ask/quote/", content=body, headers=headers, timeout=PATIENCE)

    assert _refused(desk, answer, before) == expected


def test_a_length_that_is_a_lie_keeps_nothing(desk: Desk) -> None:
    before = desk.kept()
    with socket.create_connection(("127.0.0.1", desk.port), timeout=PATIENCE) as line:
        head = f"POST /ask/quote/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\nContent-Length: 500\r\n\r\n"
        line.sendall(head.encode() + "name=김앨리스".encode())
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(65_536).decode(errors="replace")

    assert not answer.startswith("HTTP/1.1 2")
    assert desk.kept() == before
    assert leaks(answer, desk.output) == []


def test_a_body_of_unknown_length_is_not_read_without_end(desk: Desk) -> None:
    before = desk.kept()

    headers = {"Content-Type": FORM, "Accept": "application/json"}
    answer = httpx.post(
        f"{desk.url}/ask/quote/",
        content=(b"name=" + b"x" * 65_536 for _ in range(40)),
        headers=headers,
        timeout=PATIENCE,
    )

    assert 400 <= answer.status_code < 500
    assert desk.kept() == before


@pytest.mark.parametrize("path", ["/r/%ff%fe/", "/r/a%00b/", "/?q=%ff", "/?q=a%00b", f"/r/{'x' * 5_000}/"])
def test_an_address_that_is_no_text_is_refused(desk: Desk, path: str) -> None:
    answer = httpx.get(f"{desk.url}{path}", headers={"Accept": "application/json"}, timeout=PATIENCE)

    assert answer.status_code in {400, 404, 414, 431}


def _page_form(desk: Desk, browser: httpx.Client, **changed: str | list[str]) -> dict[str, str | list[str]]:
    page = browser.get("/ask/quote/").text
    names = ("csrfmiddlewaretoken", "once", "notice")
    hidden = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in names}
    return {**ALICE, "product": desk.question(desk.form())["answers"]["product"], **hidden, **changed}


@pytest.fixture
def browser(desk: Desk) -> httpx.Client:
    headers = {"Accept": "text/html", "Accept-Language": "ko"}
    return httpx.Client(base_url=desk.url, headers=headers, timeout=PATIENCE)


def test_yes_and_no_together_is_no_consent(desk: Desk, browser: httpx.Client) -> None:
    before = desk.kept()

    form = _page_form(desk, browser, **{"consent-optional": ["yes", "no"], "company": "이상한나라"})
    answer = browser.post("/ask/quote/", data=form)

    assert (answer.status_code, "하나만 골라 주세요" in answer.text) == (422, True)
    assert desk.kept() == before
    assert leaks(desk.output) == []


def test_a_form_without_its_token_is_refused(desk: Desk, browser: httpx.Client) -> None:
    before = desk.kept()

    answer = browser.post("/ask/quote/", data=_page_form(desk, browser, csrfmiddlewaretoken="x" * 64))

    assert answer.status_code == 403
    assert desk.kept() == before
    assert leaks(answer.text, desk.output) == []


def test_the_same_answers_under_the_same_key_are_one_inquiry_with_one_receipt(desk: Desk) -> None:
    body, key, before = desk.question(desk.form()), new_key(), desk.kept()

    first, second, third = (desk.ask(body, key) for _ in range(3))

    assert (first.status_code, second.json(), third.json()) == (201, first.json(), first.json())
    assert desk.kept() == tuple(count + 1 for count in before)


def test_other_answers_under_the_same_key_are_refused(desk: Desk) -> None:
    form, key = desk.form(), new_key()
    desk.ask(desk.question(form), key)
    before = desk.kept()

    body = desk.question(form)
    answer = desk.ask({**body, "answers": {**body["answers"], "content": "토끼굴 말고 다른 것"}}, key)

    assert _refused(desk, answer, before) == (409, "submission-key-reused")


def test_the_form_sent_twice_leads_to_the_same_receipt(desk: Desk, browser: httpx.Client) -> None:
    form, before = _page_form(desk, browser), desk.kept()

    first, second = (browser.post("/ask/quote/", data=form).headers["Location"] for _ in range(2))

    assert first == second
    assert desk.kept() == tuple(count + 1 for count in before)
    assert leaks(browser.get(first).text, desk.output) == []


def test_no_line_of_the_log_repeats_an_address_that_was_asked_for(desk: Desk) -> None:
    code = desk.ask(desk.question(desk.form())).json()["code"]

    httpx.get(f"{desk.url}/r/{code}/", timeout=PATIENCE)
    httpx.get(f"{desk.url}/r/{code}/nowhere/", timeout=PATIENCE)

    assert code not in desk.output


def test_what_is_refused_is_told_as_a_problem_that_a_program_can_read(desk: Desk) -> None:
    answer = desk.ask({"answers": json.dumps(ALICE, ensure_ascii=False)})

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(answer.json()) >= {"type", "title", "status", "detail", "next"}
    assert leaks(answer.text) == []
