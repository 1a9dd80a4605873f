"""The outbox: promised with the change, sent once it can, given up in the end, held while disputed."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from jikim.errors import Broken
from jikim.proof.values import Slug, Token, new_token
from jikim.work import outbox
from jikim.work.models import Mail

START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
RECEIPT = Slug("receipt")


def later(**by: float) -> datetime:
    return START + timedelta(**by)


def posted(token: Token | None = None) -> Mail:
    whose = token or new_token()
    with transaction.atomic():
        outbox.post(RECEIPT, token=whose, at=START)
    return Mail.objects.get(token=whose)


@pytest.mark.django_db(transaction=True)
def test_it_refuses_a_mail_outside_a_transaction() -> None:
    with pytest.raises(Broken) as caught:
        outbox.post(RECEIPT, token=new_token(), at=START)

    assert caught.value.rule == "mail-outside-transaction"


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_promises_no_mail() -> None:
    def change() -> None:
        outbox.post(RECEIPT, token=new_token(), at=START)
        raise ArithmeticError

    with pytest.raises(ArithmeticError), transaction.atomic():
        change()

    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_the_same_mail_posted_twice_is_one_mail() -> None:
    token = new_token()

    assert posted(token).pk == posted(token).pk
    assert Mail.objects.count() == 1


@pytest.mark.django_db
def test_each_part_and_each_occasion_is_a_mail_of_its_own() -> None:
    token = new_token()
    with transaction.atomic():
        outbox.post(Slug("answer"), token=token, part=1, at=START)
        outbox.post(Slug("answer"), token=token, part=2, at=START)
        outbox.post(Slug("code"), token=token, at=START, once="1")
        outbox.post(Slug("code"), token=token, at=START, once="2")

    assert Mail.objects.about(token).count() == 4


@pytest.mark.django_db
def test_a_mail_goes_to_somebody() -> None:
    with pytest.raises(IntegrityError, match="a_mail_goes_to_somebody"), transaction.atomic():
        outbox.post(RECEIPT, at=START)


@pytest.mark.django_db
def test_a_claimed_mail_is_not_claimed_by_another() -> None:
    mail = posted()

    assert [mail.pk] == [taken.pk for taken in outbox.claim(at=START, owner="one")]
    assert outbox.claim(at=later(minutes=1), owner="two") == []


@pytest.mark.django_db
def test_a_mail_whose_worker_died_is_taken_up_after_the_lease() -> None:
    mail = posted()
    outbox.claim(at=START, owner="one")

    assert [mail.pk] == [taken.pk for taken in outbox.claim(at=later(minutes=5), owner="two")]


@pytest.mark.django_db
def test_a_sent_mail_is_not_sent_again() -> None:
    posted()
    [mail] = outbox.claim(at=START, owner="one")

    assert outbox.done(mail, at=later(seconds=1))
    assert outbox.claim(at=later(days=1), owner="one") == []


@pytest.mark.django_db
def test_who_lost_the_lease_cannot_write_the_end() -> None:
    posted()
    [slow] = outbox.claim(at=START, owner="slow")
    [quick] = outbox.claim(at=later(minutes=6), owner="quick")

    assert not outbox.fail(slow, Slug("timeout"), at=later(minutes=6))
    assert not outbox.done(slow, at=later(minutes=6))
    assert outbox.done(quick, at=later(minutes=6))


@pytest.mark.django_db
def test_not_even_after_the_mail_was_revived_and_counts_anew() -> None:
    posted()
    [slow] = outbox.claim(at=START, owner="slow")
    [quick] = outbox.claim(at=later(minutes=6), owner="quick")
    outbox.fail(quick, Slug("refused"), at=later(minutes=6), for_good=True)
    outbox.revive(quick, at=later(minutes=7))
    [third] = outbox.claim(at=later(minutes=7), owner="third")

    assert slow.tries == third.tries
    assert not outbox.done(slow, at=later(minutes=8))
    assert outbox.done(third, at=later(minutes=8))


@pytest.mark.django_db
def test_the_wait_after_a_failure_doubles() -> None:
    posted()
    at = START
    for minutes in (1, 2, 4, 8):
        [mail] = outbox.claim(at=at, owner="one")
        outbox.fail(mail, Slug("refused"), at=at)
        mail.refresh_from_db()

        assert mail.due - at == timedelta(minutes=minutes)
        at = mail.due


@pytest.mark.django_db
def test_after_ten_tries_a_mail_is_dead_and_shows_as_an_alarm() -> None:
    posted()
    at = START
    for _ in range(10):
        [mail] = outbox.claim(at=at, owner="one")
        outbox.fail(mail, Slug("refused"), at=at)
        at += timedelta(days=1)

    assert [dead.last_error for dead in Mail.objects.dead()] == ["refused"]
    assert outbox.claim(at=at, owner="one") == []


@pytest.mark.django_db
def test_a_mail_that_kills_its_workers_is_given_up() -> None:
    posted()
    for day in range(11):
        outbox.claim(at=later(days=day), owner="one")

    assert [dead.last_error for dead in Mail.objects.dead()] == ["worker-lost"]


@pytest.mark.django_db
def test_a_dead_mail_can_be_revived() -> None:
    posted()
    [mail] = outbox.claim(at=START, owner="one")
    outbox.fail(mail, Slug("gone"), at=START, for_good=True)

    assert outbox.revive(mail, at=later(hours=1))
    assert len(outbox.claim(at=later(hours=1), owner="one")) == 1


@pytest.mark.django_db
def test_mails_of_a_disputed_record_are_held_until_it_is_settled() -> None:
    token = new_token()
    posted(token)
    posted()

    assert outbox.hold(token, at=START) == 1
    [other] = outbox.claim(at=START, owner="one")
    outbox.done(other, at=START)
    assert outbox.release(token, at=later(days=1)) == 1
    assert [token] == [mail.token for mail in outbox.claim(at=later(days=1), owner="two")]


@pytest.mark.django_db
def test_rows_of_sent_mails_are_purged() -> None:
    posted()
    [mail] = outbox.claim(at=START, owner="one")
    outbox.done(mail, at=START)
    posted()

    assert outbox.purge(before=later(days=1)) == 1
    assert Mail.objects.count() == 1
