"""P12: own account, second factor, lock, cut-off; a table that refuses what it does not name; no training, no data."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import get_resolver
from tests.promises.cast import AT, BOB, OLGA, QUOTE, asked, facts, refused, signed_in, words
from tests.rooms.people.cast import CODE, PASSWORD, TOTP_PAGE, give_password, person, secured, told

from jikim import clock
from jikim.errors import Invalid, Refused
from jikim.people.grant import grant
from jikim.people.models import Grant, Staff
from jikim.people.revoke import revoke
from jikim.people.roles import ACTS, TABLE, may
from jikim.policy.mask import mask
from jikim.proof.facts import RoleGranted, RoleRevoked
from jikim.proof.values import Slug
from jikim.vault.glance import glance
from jikim.vault.reveal import reveal

pytestmark = pytest.mark.django_db(databases=["default", "apart"])
HIRED = Slug("hired")


def pages() -> list[tuple[str, str, bool]]:
    """Give every page of the staff's side: its name, the act that guards it, whether it answers to POST alone."""
    found = []
    for pattern in get_resolver().url_patterns:
        if str(pattern.pattern) == "console/":
            found = [
                (p.name, getattr(p.callback, "act", "?"), getattr(p.callback, "post", False))
                for p in pattern.url_patterns
            ]
    return found


@pytest.mark.parametrize("role", ["staff", "officer", "operator", None])
@pytest.mark.parametrize("act", sorted([*ACTS, "invent", "", "reveal "]))
def test_what_the_table_does_not_name_is_refused(role: str | None, act: str) -> None:
    staff = person("Bob", role, AT)
    named = role is not None and act in ACTS and act in TABLE[role]

    assert may(staff, act, at=AT).allowed is named


def test_nobody_is_let_in_without_account_or_before_and_after_their_time() -> None:
    bob = person("Bob", None, AT)
    grant(bob, "staff", reason=HIRED, by=OLGA, at=AT, until=AT + timedelta(days=1))

    assert may(AnonymousUser(), "reveal", at=AT).reason == "not-signed-in"
    assert may(bob, "reveal", at=AT - timedelta(seconds=1)).reason == "no-role"
    assert may(bob, "reveal", at=AT).reason == "by-role-staff"
    assert may(bob, "reveal", at=AT + timedelta(days=1)).reason == "no-role"


def test_the_operator_reads_no_personal_data() -> None:
    assert TABLE["operator"] == {"operate"}


def test_every_page_of_the_staffs_side_names_the_act_that_guards_it() -> None:
    unguarded = [name for name, act, _ in pages() if act != "" and act not in ACTS]

    assert len(pages()) > 40
    assert unguarded == []


def test_a_stranger_is_led_to_the_door_from_every_page(browser: Client) -> None:
    for name in ("inbox/", "today/", "people/", "log/", "requests/", "policy/", "work/", f"records/{'0' * 26}/"):
        assert browser.get(f"/console/{name}")["Location"].startswith("/accounts/login/"), name


def test_staff_do_not_reach_the_officers_table(browser: Client) -> None:
    del browser  # asked for its desk
    client, _ = signed_in("Bob", "staff")

    assert client.get("/console/inbox/").status_code == 200
    for name in ("today/", "people/", "log/", "destruction/", "reviews/", "policy/", "requests/"):
        assert client.get(f"/console/{name}").status_code == 403, name


def test_a_password_alone_opens_nothing(browser: Client) -> None:
    del browser  # asked for its desk
    bob = person("Bob", "staff", clock.now())
    client = Client()
    give_password(client, bob)

    assert client.get("/console/inbox/")["Location"].endswith(TOTP_PAGE)

    secured(bob)
    client = Client()
    give_password(client, bob)

    assert client.get("/console/inbox/")["Location"].startswith("/accounts/login/")
    client.post(CODE, {"code": "000000"})
    assert client.get("/console/inbox/").status_code == 302


def test_the_fifth_failure_locks_an_account_and_is_told(browser: Client) -> None:
    del browser  # asked for its desk
    bob = person("Bob", "staff", clock.now())
    answers = [give_password(Client(), bob, "wrong-password-0").status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    assert give_password(Client(), bob).status_code == 429
    assert (told(bob).count("staff:failed"), told(bob).count("staff:locked")) == (6, 1)


def test_passwords_are_hashed_by_argon2id() -> None:
    assert person("Bob", "staff", AT).password.startswith("argon2$argon2id$")


def test_an_idle_session_is_cut_off_and_none_outlives_the_day(browser: Client) -> None:
    del browser  # asked for its desk
    start = clock.now()
    with time_machine.travel(start, tick=False):
        client, _ = signed_in("Bob", "staff")
    with time_machine.travel(start + timedelta(minutes=9), tick=False):
        assert client.get("/console/inbox/").status_code == 200
    with time_machine.travel(start + timedelta(minutes=20), tick=False):
        assert client.get("/console/inbox/").status_code == 302


def test_a_new_password_ends_every_other_session(browser: Client) -> None:
    del browser  # asked for its desk
    client, bob = signed_in("Bob", "staff")
    assert client.get("/console/inbox/").status_code == 200
    bob.set_password(f"{PASSWORD}-new")
    bob.save()

    assert client.get("/console/inbox/").status_code == 302


@pytest.mark.parametrize("act", ["reveal", "search"])
def test_without_valid_training_there_is_no_personal_data(browser: Client, act: str) -> None:
    del browser  # asked for its desk
    token = asked(at=clock.now()).token
    path = {"reveal": f"/console/records/{token}/reveal/", "search": "/console/inbox/search/"}[act]
    sent = {"reason": "answer", "kind": "name", "value": "김앨리스"}
    untrained, _ = signed_in("Bob", "staff", trained=False)
    trained, _ = signed_in("Eve", "staff")

    refusal = untrained.post(path, sent)

    assert refusal.status_code == 403
    assert "alice@example.com" not in refusal.content.decode()
    assert trained.post(path, sent).status_code == 200


def test_the_officer_handles_no_request_without_valid_training(browser: Client) -> None:
    del browser  # asked for its desk
    untrained, _ = signed_in("Olga", "officer", trained=False)
    trained, _ = signed_in("Pia", "officer")

    refusal = untrained.get("/console/requests/")

    assert (refusal.status_code, trained.get("/console/requests/").status_code) == (403, 200)
    assert "교육 기록이 없어" in words(refusal)


def test_values_are_masked_until_a_reason_is_named(browser: Client) -> None:
    del browser  # asked for its desk
    token = asked(at=clock.now()).token
    client, _ = signed_in("Bob", "staff")
    for page in ("/console/inbox/", f"/console/records/{token}/"):
        said = words(client.get(page))
        assert "김**스" in said, page
        assert "앨리" not in said, page

    unreasoned = client.post(f"/console/records/{token}/reveal/", {"reason": ""})
    shown = client.post(f"/console/records/{token}/reveal/", {"reason": "answer"})

    assert (unreasoned.status_code, "alice@example.com" in unreasoned.content.decode()) == (422, False)
    assert "alice@example.com" in words(shown)
    assert [fact.reason for fact in facts("record:revealed")] == ["answer"]


@pytest.mark.usefixtures("desk")
def test_one_rule_masks_and_a_list_holds_nothing_else() -> None:
    token = asked().token
    listed = glance([token], purpose=QUOTE, by=BOB, at=AT)[token]

    assert (listed.name, listed.phone, listed.email) == ("김**스", "010-****-5678", "al****@example.com")
    assert mask("text", "비상 발전기") == "****"
    assert mask("no-such-kind", "x") == "****"


@pytest.mark.usefixtures("desk")
def test_no_reason_outside_the_closed_set_opens_a_record() -> None:
    with pytest.raises(Invalid, match="no-such-reason"):
        reveal(asked().token, purpose=QUOTE, reason=Slug("curious"), by=BOB, at=AT)


def test_a_grant_and_its_end_are_on_record_and_in_the_log() -> None:
    person("Olga", "officer", AT)
    bob = person("Bob", None, AT)
    given = grant(bob, "staff", reason=HIRED, by=OLGA, at=AT)
    revoke(given, reason=Slug("moved"), by=OLGA, at=AT)

    assert facts("role:granted")[-1] == RoleGranted(staff=bob.known_as, role=Slug("staff"), reason=HIRED)
    assert facts("role:revoked") == [RoleRevoked(staff=bob.known_as, role=Slug("staff"), reason=Slug("moved"))]
    assert may(bob, "reveal", at=AT).reason == "no-role"


@pytest.mark.parametrize(
    "change", ["role = 'officer'", "until = NULL", "granted_by = 'x'", "since = until", "reason = 'x'"]
)
@pytest.mark.parametrize(
    "along", ["", ", revoked_at = since, revoked_because = 'moved'"], ids=["alone", "with-revocation"]
)
def test_a_grant_is_written_once(change: str, along: str) -> None:
    bob = person("Bob", None, AT)
    grant(bob, "staff", reason=HIRED, by=OLGA, at=AT, until=AT + timedelta(days=9))

    assert "a grant is written once" in refused(f"UPDATE people_grant SET {change}{along}")  # noqa: S608 -- fixed texts


def test_neither_a_grant_nor_an_account_is_ever_deleted() -> None:
    person("Bob", "staff", AT)

    assert "a grant is never deleted" in refused("DELETE FROM people_grant")
    assert "an account is never deleted" in refused("DELETE FROM people_staff")
    assert Grant.objects.count() == Staff.objects.count() == 1


def test_the_desk_is_never_without_an_officer() -> None:
    olga = person("Olga", "officer", AT)

    with pytest.raises(Refused, match="last-officer"):
        revoke(olga.grants.get(), reason=Slug("moved"), by=OLGA, at=AT)
