# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.rooms.rights.house import AT, POLICY, VISIT, facts, kept, opened, proved, row

from jikim.errors import Gone, SlowDown, Unknown
from jikim.proof.facts import RequestOpened
from jikim.proof.values import WORKER, Slug, new_token
from jikim.rights.code import request_of
from jikim.rights.models import Channel, Request, Right, State
from jikim.rights.open import CODES_A_DAY, open_request
from jikim.vault.destroy import end_early
from jikim.work.models import Mail

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def test_it_refuses_a_record_that_never_was() -> None:
    with pytest.raises(Unknown):
        opened(new_token(), Right.ACCESS)

    assert not Request.objects.exists()


def test_it_says_gone_for_a_destroyed_record() -> None:
    record = kept()
    end_early([record], batch=new_token(), because=Slug("expired"), by=WORKER, at=AT)

    with pytest.raises(Gone) as told:
        opened(record, Right.ACCESS)
    assert told.value.when == date(2026, 11, 23)


def test_it_counts_ten_days_from_the_day_of_opening() -> None:
    request = opened(kept(), Right.ACCESS)

    assert row(request).request.due == date(2026, 12, 3)


def test_a_last_day_on_a_holiday_rolls_to_the_next_working_day() -> None:
    at = AT.replace(month=12, day=15)  # the tenth day is Christmas, a Friday; then comes a weekend
    request = opened(kept(), Right.ACCESS, at=at)

    assert row(request).request.due == date(2026, 12, 28)


def test_a_policy_that_promises_fewer_days_is_held_to_them() -> None:
    strict = POLICY.model_copy(update={"rights": POLICY.rights.model_copy(update={"days": 3})})
    request = open_request(kept(), Right.ACCESS, channel=Channel.LETTER, policy=strict, by=VISIT, at=AT)

    assert row(request).request.due == date(2026, 11, 26)


def test_it_leaves_its_fact_and_promises_the_mail_with_the_code() -> None:
    record = kept()
    request = opened(record, Right.DELETION)
    mail = Mail.objects.get(template="code")

    assert facts("request:opened") == [
        RequestOpened(request=request, token=record, right=Slug("deletion"), channel=Slug("web"))
    ]
    assert mail.token == record
    assert request_of(mail) == row(request).request


def test_asking_again_for_the_same_gives_the_same_request_and_no_second_mail() -> None:
    record = kept()
    first = opened(record, Right.ACCESS)

    assert opened(record, Right.ACCESS, at=AT + timedelta(minutes=9)) == first
    assert Mail.objects.filter(template="code").count() == 1


def test_asking_again_after_the_code_expired_sends_another_code_for_the_same_request() -> None:
    record = kept()
    first = opened(record, Right.ACCESS)
    old = row(first).code
    again = opened(record, Right.ACCESS, at=AT + timedelta(minutes=10))
    earlier, later = Mail.objects.filter(template="code").order_by("pk")

    assert again == first
    assert row(first).code != old
    assert (request_of(earlier), request_of(later)) == (None, row(first).request)


def test_a_proved_request_sends_no_code_any_more() -> None:
    request = proved(kept(), Right.ACCESS)

    assert request_of(Mail.objects.get(template="code")) is None
    assert opened(row(request).request.record, Right.ACCESS, at=AT + timedelta(days=1)) == request


def test_another_right_is_another_request() -> None:
    record = kept()

    assert opened(record, Right.ACCESS) != opened(record, Right.DELETION)


def test_a_hundred_requests_from_one_person_get_a_few_codes() -> None:
    record = kept()
    for _ in range(CODES_A_DAY):
        Request.objects.filter(state=State.OPENED).update(state=State.LAPSED, closed=AT, result="not-proved-in-time")
        opened(record, Right.ACCESS)
    Request.objects.filter(state=State.OPENED).update(state=State.LAPSED, closed=AT, result="not-proved-in-time")

    with pytest.raises(SlowDown):
        opened(record, Right.ACCESS)
    assert opened(record, Right.ACCESS, at=AT + timedelta(days=1, seconds=1))


def test_the_database_knows_one_open_request_a_record_and_right() -> None:
    request = row(opened(kept(), Right.ACCESS)).request
    request.token = new_token()

    with pytest.raises(IntegrityError), transaction.atomic():
        request.save(force_insert=True)
