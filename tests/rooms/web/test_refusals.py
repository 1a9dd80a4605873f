"""Every refusal is a page, or data for a program: what happened, why, what next, and nobody's data."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import errno
import json
import logging
import sqlite3
from datetime import date

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client, RequestFactory
from django.utils import translation

from jikim.errors import Broken, Changed, Frozen, Gone, Invalid, JikimError, Refused, SlowDown, Unconfirmed, Unknown
from jikim.web.errors import Errors, broken
from jikim.web.fault import fault_of
from jikim.web.logs import Impersonal
from jikim.web.messages import RULES, beside_field, words_for
from jikim.web.refusal import respond

SENTENCE = "회사는 다음의 목적 이외의 용도로는 사용하지 않습니다."
ALL: list[tuple[JikimError, int]] = [
    (Refused("purpose-mismatch", sentence=SENTENCE), 403),
    (Unknown("unknown"), 404),
    (Changed("changed-since"), 409),
    (Gone(when=date(2027, 11, 23)), 410),
    (Invalid("required-missing", field="name"), 422),
    (Frozen("record-frozen"), 423),
    (Unconfirmed("confirmation-missing"), 428),
    (SlowDown("too-many", retry_after=7), 429),
    (Broken("keyring-missing"), 503),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status"), ALL)
def test_each_family_is_a_page_with_its_own_status(error: JikimError, status: int) -> None:
    answer = respond(RequestFactory().get("/", headers={"accept": "text/html"}), error)

    assert status == answer.status_code
    assert "no-store" in answer["Cache-Control"]
    assert str(words_for(error.rule, type(error)).what) in answer.content.decode()


@pytest.mark.parametrize(("error", "status"), ALL)
def test_a_program_gets_a_problem_document(error: JikimError, status: int) -> None:
    answer = respond(RequestFactory().get("/", headers={"accept": "application/json"}), error)

    body = json.loads(answer.content)

    assert answer["Content-Type"] == "application/problem+json"
    assert (body["status"], body["type"]) == (status, f"urn:problem:jikim:{error.rule}")
    assert {"title", "detail", "next"} <= set(body)


@pytest.mark.django_db
def test_a_refusal_carries_the_policys_own_sentence() -> None:
    answer = respond(RequestFactory().get("/", headers={"accept": "text/html"}), ALL[0][0])

    assert SENTENCE in answer.content.decode()


def test_what_is_gone_says_on_which_day() -> None:
    answer = respond(RequestFactory().get("/", headers={"accept": "application/json"}), Gone(when=date(2027, 11, 23)))

    assert json.loads(answer.content)["when"] == "2027-11-23"


def test_who_must_wait_is_told_how_long() -> None:
    answer = respond(RequestFactory().get("/", headers={"accept": "application/json"}), SlowDown("x", retry_after=7))

    assert answer["Retry-After"] == "7"


def test_a_rule_without_words_gets_those_of_its_family() -> None:
    assert words_for("some-new-rule", Changed) == words_for("changed-since", Changed)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_word_of_a_rule_has_an_end(rule: str) -> None:
    words = RULES[rule]

    assert all(str(part).strip() for part in (words.what, words.why, words.following))


def test_a_field_gets_short_words_of_its_own_or_the_reason_of_the_rule() -> None:
    assert str(beside_field("email-malformed")).startswith("이메일")
    assert str(beside_field("field-repeated")) == str(RULES["field-repeated"].why)


def _sqlite(code: int) -> OperationalError:
    cause = sqlite3.OperationalError("email alice@example.com")
    cause.sqlite_errorcode = code
    cause.sqlite_errorname = {5: "SQLITE_BUSY", 13: "SQLITE_FULL"}[code]
    error = OperationalError("email alice@example.com")
    error.__cause__ = cause
    return error


def test_known_faults_of_disk_and_database_have_names() -> None:
    found = [fault_of(_sqlite(5)), fault_of(_sqlite(13)), fault_of(OSError(errno.ENOSPC, "full"))]

    assert [one.rule if one else "" for one in found] == ["database-busy", "disk-full", "disk-full"]


def test_an_error_of_the_program_is_no_fault_of_the_disk() -> None:
    assert fault_of(IntegrityError("Key (email)=(alice@example.com)")) is None
    assert fault_of(KeyError("name")) is None


@pytest.mark.django_db
def test_a_busy_database_is_a_page_that_says_so() -> None:
    answer = Errors(lambda _: None).process_exception(
        RequestFactory().get("/", headers={"accept": "text/html"}), _sqlite(5)
    )

    assert answer is not None
    assert answer.status_code == 503
    assert "alice" not in answer.content.decode()


def test_an_unknown_error_is_left_to_the_last_page() -> None:
    assert Errors(lambda _: None).process_exception(RequestFactory().get("/"), KeyError("name")) is None


def test_the_last_page_needs_nothing_that_may_be_broken() -> None:
    answer = broken(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "처리하지 못했습니다" in answer.content.decode()


def test_an_unknown_address_is_a_page(visitor: Client) -> None:
    answer = visitor.get("/nothing/here/")

    assert answer.status_code == 404
    assert "찾으시는 것이 없습니다" in answer.content.decode()


def test_a_page_speaks_the_language_of_who_asks() -> None:
    with translation.override("en"):
        page = respond(RequestFactory().get("/", headers={"accept": "application/json"}), Unknown("unknown"))

    assert json.loads(page.content)["title"] == "There is nothing here"


def test_a_log_record_loses_every_value_and_keeps_the_place() -> None:
    logger = logging.getLogger("django.request")
    try:
        _raise_with_data()
    except ValueError as error:
        record = logger.makeRecord(
            "django.request",
            logging.ERROR,
            __file__,
            1,
            "Internal: %s",
            ("/r/SECRETCODE/",),
            (ValueError, error, error.__traceback__),
        )
    Impersonal().filter(record)

    shown = logging.Formatter().format(record)

    assert "alice" not in shown
    assert "SECRETCODE" not in shown
    assert "_raise_with_data" in shown
    assert "ValueError" in shown


def _raise_with_data() -> None:
    message = "alice@example.com"
    raise ValueError(message)
