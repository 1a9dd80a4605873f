"""The machine door: the same verbs as the pages, the same refusals as problem+json."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.rooms.inquiries.stage import ALICE, POLICY

from jikim.inquiries.models import Inquiry
from jikim.policy.notice import notice
from jikim.vault.models import Evidence, Record
from jikim.web.limits import RULES

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
KEY = {"idempotency-key": "a-key-of-22-characters-or-more"}


def filled(program: Client, **changed: object) -> dict[str, Any]:
    form = program.get("/api/v1/forms/quote").json()
    product = next(field for field in form["fields"] if field["slug"] == "product")
    body = {
        "purpose": "quote",
        "answers": {**ALICE, "product": product["offers"][0][0]},
        "choices": {},
        "notice_digest": form["notice_digest"],
    }
    return {**body, **changed}


def ask(program: Client, body: object, **headers: str) -> Any:
    return program.post("/api/v1/inquiries", body, content_type="application/json", headers={**KEY, **headers})


@pytest.mark.parametrize(
    ("changed", "status", "rule"),
    [
        ({"answers": {**ALICE, "birthday": "1990"}}, 422, "field-not-in-policy"),
        ({"answers": ALICE}, 422, "required-missing"),
        ({"purpose": "marketing"}, 403, "purpose-not-in-policy"),
        ({"notice_digest": "0" * 64}, 409, "notice-changed"),
        ({"surplus": 1}, 422, "body-malformed"),
        ({"answers": None}, 422, "body-malformed"),
        ({"choices": {"optional": "maybe"}}, 422, "body-malformed"),
    ],
)
def test_it_refuses_as_a_problem_that_names_the_rule(
    program: Client, changed: dict[str, object], status: int, rule: str
) -> None:
    answer = ask(program, filled(program, **changed))

    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:problem:jikim:{rule}")
    assert answer["Content-Type"] == "application/problem+json"
    assert not Record.objects.exists()


def test_it_needs_a_key_that_makes_it_repeatable(program: Client) -> None:
    answer = ask(program, filled(program), **{"idempotency-key": ""})

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:problem:jikim:submission-key-missing")


def test_a_refusal_quotes_the_policy_and_names_a_field_that_the_policy_knows(program: Client) -> None:
    problem = ask(program, filled(program, answers={**ALICE, "email": ""})).json()

    assert problem["field"] == "email"
    assert problem["policy"] == POLICY.purpose("quote").items_said


def test_it_takes_an_inquiry_and_gives_code_receipt_and_days(program: Client) -> None:
    answer = ask(program, filled(program))

    kept = answer.json()
    assert answer.status_code == 201
    assert kept["receipt"].endswith(f"/r/{kept['code']}/")
    assert (kept["ends"], kept["masked"]) == (Record.objects.get().ends.isoformat(), [])
    assert Evidence.objects.get().channel == "api"


def test_asked_twice_it_answers_the_same(program: Client) -> None:
    body = filled(program)

    assert ask(program, body).json() == ask(program, body).json()
    assert Inquiry.objects.count() == 1


def test_the_form_asks_for_what_the_policy_lists_and_shows_the_notice(program: Client) -> None:
    form = program.get("/api/v1/forms/quote").json()

    shown = notice(POLICY, "quote")
    assert {field["slug"] for field in form["fields"]} == {*POLICY.purpose("quote").items}
    assert (form["notice"], form["notice_digest"], form["consents"]) == (shown.text, shown.digest, ["optional"])


def test_there_is_no_form_for_what_the_policy_does_not_name(program: Client) -> None:
    assert program.get("/api/v1/forms/marketing").status_code == 403


def test_the_policy_in_force_is_public(program: Client) -> None:
    told = program.get("/api/v1/policy").json()

    assert (told["digest"], told["policy"]["company"]) == (POLICY.digest, POLICY.company)


def test_a_receipt_tells_the_steps_and_nothing_of_alice(program: Client) -> None:
    code = ask(program, filled(program)).json()["code"]

    answer = program.get(f"/api/v1/receipts/{code}")

    steps = {step["slug"]: step for step in answer.json()}
    assert steps["received"]["at"] is not None
    assert steps["destroyed"]["promised"] is not None
    assert not [value for value in ALICE.values() if value in answer.content.decode()]


@pytest.mark.parametrize("code", ["A" * 20, "short", "%00", "가" * 20])
def test_every_wrong_code_gets_the_same_words(program: Client, code: str) -> None:
    answer = program.get(f"/api/v1/receipts/{code}")

    assert answer.status_code in {400, 404}
    assert code not in answer.content.decode() or code == "short"


def test_whoever_asks_more_often_in_a_minute_than_the_door_allows_waits(program: Client) -> None:
    body = filled(program)
    for _ in range(int(RULES["intake"].split(" ")[0])):
        ask(program, body)

    answer = ask(program, body)

    assert (answer.status_code, int(answer["Retry-After"]) > 0) == (429, True)


def test_it_describes_itself(program: Client) -> None:
    told = program.get("/api/v1/openapi.json").json()

    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == {
        "/api/v1/policy",
        "/api/v1/forms/{purpose}",
        "/api/v1/inquiries",
        "/api/v1/receipts/{code}",
    }
