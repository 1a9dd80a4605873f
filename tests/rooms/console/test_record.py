"""A record is masked until a reason is given; the log has the reason before the screen has the value."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.rooms.console.stage import PERSONAL, QUESTION, asked, browser, facts, requested, words, worker

from jikim import clock
from jikim.inquiries.models import Inquiry
from jikim.lifecycle.set_apart_due import set_apart_due
from jikim.paper.models import Sheet
from jikim.registers.in_force import in_force
from jikim.rights.models import Right
from jikim.vault.models import Place, Record
from jikim.work.models import Mail

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def to(name: str, inquiry: Inquiry) -> str:
    return reverse(f"console:{name}", args=[inquiry.token])


def apart(client: Client, inquiry: Inquiry) -> None:
    client.post(to("record_close", inquiry), {"sure": "yes"})
    later = clock.now()
    Mail.objects.update(sent=later)  # what waits to be sent would keep the record at the desk
    set_apart_due(in_force(later).policy, at=later)


def test_it_is_masked(as_bob: Client, now: datetime) -> None:
    page = as_bob.get(to("record", asked(now))).content.decode()

    assert [value for value in PERSONAL if value in page] == []


def test_a_look_needs_a_reason(as_bob: Client, now: datetime) -> None:
    page = as_bob.post(to("record_reveal", asked(now)), {"reason": "curiosity"})

    assert (page.status_code, facts("record:revealed")) == (422, [])
    assert QUESTION not in page.content.decode()


def test_a_look_is_told_with_its_reason(as_bob: Client, now: datetime) -> None:
    inquiry = asked(now)
    page = as_bob.post(to("record_reveal", inquiry), {"reason": "complaint"})
    told = facts("record:revealed")

    assert [(inquiry.token, "complaint")] == [(one.token, one.reason) for one in told]
    assert [value for value in ("김앨리스", "alice@example.com", "이상한나라", QUESTION) if value in words(page)] == [
        "김앨리스",
        "alice@example.com",
        "이상한나라",
        QUESTION,
    ]


def test_after_a_minute_the_page_is_masked_again(as_bob: Client, now: datetime) -> None:
    inquiry = asked(now)
    page = as_bob.post(to("record_reveal", inquiry), {"reason": "complaint"})

    assert (f"60; url={to('record', inquiry)}", "no-store") == (page["Refresh"], page["Cache-Control"])


def test_a_text_that_is_being_written_is_not_lost(as_bob: Client, now: datetime) -> None:
    page = as_bob.post(to("record_reveal", asked(now)), {"reason": "answer", "answer": "반쯤 쓴 답변"})

    assert ("Refresh" in page, "반쯤 쓴 답변" in words(page), b"for-a-minute" in page.content) == (False, True, True)


def test_the_visitors_own_code_is_never_shown(as_bob: Client, now: datetime) -> None:
    inquiry: Any = asked(now)
    page = as_bob.post(to("record_reveal", inquiry), {"reason": "answer"})

    assert inquiry.code not in page.content.decode()


def test_an_answer_is_sent_and_stands_in_the_conversation(as_bob: Client, now: datetime) -> None:
    inquiry = asked(now)
    as_bob.post(to("record_answer", inquiry), {"answer": "견적을 보냅니다."})
    page = as_bob.post(to("record_reveal", inquiry), {"reason": "answer"})

    assert (Inquiry.objects.get().state, "견적을 보냅니다." in words(page)) == ("answered", True)


def test_an_empty_answer_is_refused_beside_its_field(as_bob: Client, now: datetime) -> None:
    page = as_bob.post(to("record_answer", asked(now)), {"answer": "  "})

    assert (page.status_code, Inquiry.objects.get().state) == (422, "received")


def test_the_officer_does_not_answer(as_olga: Client, now: datetime) -> None:
    assert as_olga.post(to("record_answer", asked(now)), {"answer": "안녕하세요"}).status_code == 403


def test_closing_wants_a_confirmation(as_bob: Client, now: datetime) -> None:
    inquiry = asked(now)
    refused = as_bob.post(to("record_close", inquiry))
    done = as_bob.post(to("record_close", inquiry), {"sure": "yes"})

    assert (refused.status_code, done.status_code, Inquiry.objects.get().state) == (428, 302, "closed")


def test_it_cannot_be_given_to_somebody_who_may_not_handle_it(as_bob: Client, uma: Any, now: datetime) -> None:
    answer = as_bob.post(to("record_assign", asked(now)), {"to": uma.token})

    assert (answer.status_code, Inquiry.objects.get().assignee) == (404, None)


def test_a_disputed_record_is_used_by_nobody(as_bob: Client, now: datetime) -> None:
    inquiry = asked(now)
    requested(inquiry, Right.DELETION, now)
    tries = [
        as_bob.post(to("record_reveal", inquiry), {"reason": "answer"}),
        as_bob.post(to("record_answer", inquiry), {"answer": "안녕하세요"}),
        as_bob.post(to("record_close", inquiry), {"sure": "yes"}),
    ]

    assert [answer.status_code for answer in tries] == [423, 423, 423]


def test_a_disputed_record_says_so_in_the_policys_words(as_bob: Client, now: datetime) -> None:
    inquiry = asked(now)
    requested(inquiry, Right.DELETION, now)
    page = words(as_bob.get(to("record", inquiry)))

    assert in_force(now).policy.rights.frozen_said in page


def test_staff_do_not_see_what_was_set_apart(as_bob: Client, now: datetime) -> None:
    inquiry = asked(now)
    apart(as_bob, inquiry)
    tries = [as_bob.post(to(name, inquiry), {"reason": "answer"}) for name in ("record_reveal", "record_apart")]

    assert ([one.status_code for one in tries], Record.objects.get().place) == ([409, 403], Place.APART)


def test_the_officer_sees_it_one_by_one_with_a_reason(as_bob: Client, as_olga: Client, now: datetime) -> None:
    inquiry = asked(now)
    apart(as_bob, inquiry)
    page = as_olga.post(to("record_apart", inquiry), {"reason": "legal-duty"})

    assert (page.status_code, "김앨리스" in words(page)) == (200, True)
    assert [one.reason for one in facts("record:revealed")] == ["legal-duty"]


def test_who_looked_stands_on_the_page(as_bob: Client, as_olga: Client, now: datetime) -> None:
    inquiry = asked(now)
    as_bob.post(to("record_reveal", inquiry), {"reason": "complaint"})
    page = words(as_olga.get(to("record", inquiry)))

    assert "Bob 내용을 봄 불만을 처리하려고" in page


def test_paper_gets_the_clock_of_its_record(as_bob: Client, bob: Any, now: datetime) -> None:
    inquiry = asked(now)
    as_bob.post(to("record_sheet", inquiry), {"locker": "A-3"})
    sheet = Sheet.objects.get()

    assert ("a-3", bob.token, Record.objects.get().ends) == (sheet.locker, sheet.custodian, sheet.ends)


def test_every_record_is_refused_to_staff_of_another_purpose(desk: Any, now: datetime) -> None:
    del desk
    inquiry = asked(now)
    nina = browser(worker("Nina", "staff", now, purposes=["consultation"]))
    names = ("record_reveal", "record_assign", "record_answer", "record_close", "record_sheet")
    sent = {"reason": "answer", "answer": "안녕하세요", "sure": "yes", "locker": "a"}

    assert [nina.post(to(name, inquiry), sent).status_code for name in names] == [404] * 5
