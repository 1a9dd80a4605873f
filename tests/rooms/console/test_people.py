"""People come by a one-time link, get and lose roles with a reason, and leave in one action."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from tests.rooms.console.stage import browser, facts, words, worker

from jikim.oversight.training import trained
from jikim.people.models import Grant, Invitation, Role, Staff

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
NEW = {"email": "nina@example.org", "role": "staff", "reason": "new-duty", "purposes": "quote"}


def to(name: str, staff: Any, *more: object) -> str:
    return reverse(f"console:{name}", args=[staff.token, *more])


def test_an_invitation_shows_its_link_once(as_olga: Client) -> None:
    page = as_olga.post("/console/people/invite/", NEW)
    again = as_olga.get("/console/people/")

    assert (
        Invitation.objects.get().purposes,
        "/accounts/join/" in page.content.decode(),
        "/accounts/join/" in again.content.decode(),
    ) == (["quote"], True, False)


def test_the_link_opens_the_page_of_joining(as_olga: Client) -> None:
    link = as_olga.post("/console/people/invite/", NEW).context["link"]
    page = Client(headers={"accept-language": "ko"}).get("/accounts/" + link.split("/accounts/")[1])

    assert (page.status_code, "nina@example.org" in page.content.decode()) == (200, True)


def test_somebody_who_is_here_is_not_invited_again(as_olga: Client) -> None:
    page = as_olga.post("/console/people/invite/", {**NEW, "email": "olga@example.org"})

    assert (page.status_code, "이미 계정이 있는 주소입니다." in words(page)) == (422, True)


def test_an_invitation_names_its_reason(as_olga: Client) -> None:
    page = as_olga.post("/console/people/invite/", {**NEW, "reason": ""})

    assert (page.status_code, Invitation.objects.count()) == (403, 0)


def test_a_role_is_given_and_taken_back_on_record(as_olga: Client, uma: Any) -> None:
    as_olga.post(to("person_grant", uma), {"role": "staff", "reason": "cover", "purposes": "all"})
    given = Grant.objects.get(staff=uma, role=Role.STAFF)
    as_olga.post(to("person_revoke", uma, given.pk), {"reason": "duty-ended"})

    assert [(one.name, one.reason) for name in ("role:granted", "role:revoked") for one in facts(name)[-1:]] == [
        ("role:granted", "cover"),
        ("role:revoked", "duty-ended"),
    ]


def test_another_persons_grant_is_not_taken_through_this_one(as_olga: Client, uma: Any, bob: Any) -> None:
    given = Grant.objects.get(staff=bob)
    answer = as_olga.post(to("person_revoke", uma, given.pk), {"reason": "duty-ended"})

    assert (answer.status_code, Grant.objects.get(staff=bob).revoked_at) == (404, None)


def test_the_last_officer_stays(as_olga: Client, olga: Any) -> None:
    given = Grant.objects.get(staff=olga)
    answer = as_olga.post(to("person_revoke", olga, given.pk), {"reason": "duty-ended"})

    assert (answer.status_code, Grant.objects.get(staff=olga).revoked_at) == (403, None)


def test_leaving_wants_a_confirmation_and_ends_everything(as_olga: Client, bob: Any) -> None:
    his = browser(bob)
    refused = as_olga.post(to("person_leave", bob))
    as_olga.post(to("person_leave", bob), {"sure": "yes"})

    assert (
        refused.status_code,
        Staff.objects.get(pk=bob.pk).is_active,
        his.get("/console/inbox/").status_code,
    ) == (428, False, 302)


def test_a_lost_device_is_renewed_by_a_new_link(as_olga: Client, bob: Any) -> None:
    page = as_olga.post(to("person_renew", bob))

    assert (bob.token, True) == (Invitation.objects.get().staff, "/accounts/join/" in page.content.decode())


def test_the_page_of_a_person_tells_the_history(as_olga: Client, bob: Any) -> None:
    assert "취급자 유효 모든 문의" in words(as_olga.get(to("person", bob)))


def test_a_training_opens_what_was_closed(as_olga: Client, desk: Any, now: datetime) -> None:
    del desk
    nina = worker("Nina", "staff", now, trained=False)
    until = (now + timedelta(days=100)).date().isoformat()
    as_olga.post("/console/training/record/", {"staff": nina.token, "until": until})

    assert trained(nina.known_as, at=now + timedelta(minutes=1)).allowed


def test_a_training_counts_for_a_year_at_most(as_olga: Client, bob: Any) -> None:
    page = as_olga.post("/console/training/record/", {"staff": bob.token, "until": "2099-01-01"})

    assert (page.status_code, len(facts("training:completed"))) == (422, 2)


def test_everybody_sees_their_own_account(as_uma: Client) -> None:
    assert "운영자" in words(as_uma.get("/console/account/"))


@pytest.mark.parametrize("page", ["password/", "factor/", "sessions/", "logout/", "factor/recovery/new/"])
def test_the_pages_of_ones_account_bear_the_look_of_the_house(as_uma: Client, page: str) -> None:
    answer = as_uma.get(f"/accounts/{page}", follow=True)

    assert (answer.status_code, "지킴 업무실" in words(answer)) == (200, True)


@pytest.mark.parametrize("page", ["factor/", "factor/recovery/", "factor/recovery/new/"])
def test_the_pages_of_a_second_factor_open_for_whom_has_one(bob: Any, page: str) -> None:
    TOTP.activate(bob, generate_totp_secret())
    RecoveryCodes.activate(bob)

    assert browser(bob).get(f"/accounts/{page}", follow=True).status_code == 200


def test_the_sign_in_bears_the_look_of_the_house(desk: Any) -> None:
    del desk

    assert "직원 로그인" in words(Client(headers={"accept-language": "ko"}).get("/accounts/login/"))


def test_the_second_factor_bears_the_look_of_the_house(bob: Any) -> None:
    assert "인증 앱 등록" in words(browser(bob, factor=False).get("/accounts/factor/totp/"))
