"""P14: sealed record by record and field by field; no store, log, message, address or mail to staff holds a person."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.test import Client
from tests.promises.cast import (
    ALICE,
    ANSWER,
    AT,
    BOB,
    QUOTE,
    apart,
    asked,
    filled,
    free,
    jam,
    open_desk,
    requested,
    signed_in,
)
from tests.raw import bytes_of
from tests.rooms.people.cast import person, secured

from jikim import clock, seal
from jikim.errors import Broken, JikimError
from jikim.inquiries.answer import answer
from jikim.rights.models import Right
from jikim.seal.body import _boxes, _head, _length
from jikim.vault.models import ApartLookup, ApartRecord, Lookup, Part, Record
from jikim.vault.reveal import reveal
from jikim.web import limits
from jikim.web.logs import Impersonal

committed = pytest.mark.django_db(transaction=True, databases=["default", "apart"])
pytestmark = pytest.mark.django_db(databases=["default", "apart"])
NEEDLES = (*ALICE.values(), "01012345678", "1012345678", "한빛발전", "견적서를 보내 드립니다")


def look(token: str) -> object:
    return reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT)  # type: ignore[arg-type]  # any string is a token here


def reframed(boxes: dict[str, bytes]) -> bytes:
    parts = [_head.pack(1, len(boxes))]
    for name, box in sorted(boxes.items()):
        parts += (bytes((len(name),)), name.encode(), _length.pack(len(box)), box)
    return b"".join(parts)


def everything() -> bytes:
    """Give every value of every table of both databases, and on SQLite every byte of their files."""
    found = []
    for alias in ("default", "apart"):
        connection = connections[alias]
        for table in connection.introspection.table_names():
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- the database's own names
                found += [value for line in cursor.fetchall() for value in line if value is not None]
        if connection.vendor == "sqlite":
            file = Path(connection.settings_dict["NAME"])
            found += [bytes_of(part) for part in file.parent.glob(f"{file.name}*")]
    return b"\0".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in found)


@committed
def test_no_byte_of_either_database_tells_of_alice() -> None:
    open_desk()
    token = asked(company="한빛발전", choices={"optional": True}).token
    answer(token, "견적서를 보내 드립니다", by=BOB, at=AT)
    requested(token, Right.ACCESS)
    moved = apart()
    whole = everything()
    codes = [reveal(token, purpose=QUOTE, reason=ANSWER, by=BOB, at=AT).fields["receipt"]]

    assert moved.encode() in whole  # the search finds what is there
    assert [value for value in (*NEEDLES, *codes) if value.encode() in whole] == []


@pytest.mark.usefixtures("desk")
def test_the_envelope_of_another_record_does_not_open() -> None:
    alice, eve = asked().token, asked(name="이브").token
    stolen = Record.objects.get(token=eve)
    Record.objects.filter(token=alice).update(body=stolen.body, wrapped=stolen.wrapped)

    with pytest.raises(Broken, match="sealed-field-does-not-open"):
        look(alice)


@pytest.mark.usefixtures("desk")
def test_the_body_of_another_record_does_not_open() -> None:
    alice, eve = asked().token, asked(name="이브").token
    Record.objects.filter(token=alice).update(body=Record.objects.get(token=eve).body)

    with pytest.raises(Broken, match="sealed-field-does-not-open"):
        look(alice)


@pytest.mark.usefixtures("desk")
def test_two_fields_that_changed_places_do_not_open() -> None:
    token = asked().token
    boxes = dict(_boxes(bytes(Record.objects.get(token=token).body or b"")))
    boxes["name"], boxes["email"] = boxes["email"], boxes["name"]
    Record.objects.filter(token=token).update(body=reframed(boxes))

    with pytest.raises(Broken, match="sealed-field-does-not-open"):
        look(token)


@pytest.mark.usefixtures("desk")
def test_two_texts_that_changed_places_do_not_open() -> None:
    token = asked().token
    for text in ("첫 답변", "둘째 답변"):
        answer(token, text, by=BOB, at=AT)
    first, second = Part.objects.order_by("seq")
    Part.objects.filter(pk=first.pk).update(body=second.body)

    with pytest.raises(Broken, match="sealed-field-does-not-open"):
        look(token)


@pytest.mark.usefixtures("desk")
def test_a_flipped_bit_does_not_open() -> None:
    token = asked().token
    body = bytes(Record.objects.get(token=token).body or b"")
    for place in range(3, len(body), 17):
        changed = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
        Record.objects.filter(token=token).update(body=changed)
        with pytest.raises(JikimError):
            look(token)


@pytest.mark.usefixtures("desk")
def test_each_record_has_a_key_of_its_own_and_no_ciphertext_stands_twice() -> None:
    first, second = (Record.objects.get(token=asked().token) for _ in range(2))
    boxes = [dict(_boxes(bytes(record.body or b""))) for record in (first, second)]

    assert bytes(first.wrapped or b"") != bytes(second.wrapped or b"")
    assert boxes[0]["name"] != boxes[1]["name"]


@pytest.mark.usefixtures("desk")
def test_a_look_up_value_is_keyed_by_day_kind_and_store() -> None:
    token = asked().token
    asked(at=clock.now().replace(year=2026, month=12, day=1))
    moved = apart()
    values = [
        bytes(row.value) for row in (*Lookup.objects.filter(kind="email"), *ApartLookup.objects.filter(kind="email"))
    ]
    plain = hashlib.sha256(ALICE["email"].encode()).digest()

    assert len(values) == len(set(values)) == 3
    assert all(value not in plain for value in values)
    assert token != moved


@pytest.mark.usefixtures("desk")
def test_the_secret_of_a_second_factor_rests_sealed() -> None:
    secret = secured(person("Bob", "staff", AT))

    assert secret.encode() not in everything()


@pytest.mark.usefixtures("desk")
def test_the_root_key_stands_outside_both_databases(keys: Path) -> None:
    asked()
    apart()
    root = bytes.fromhex((keys / "root").read_text().strip())
    whole = everything()

    assert len(root) == seal.KEY_SIZE
    assert root not in whole
    assert root.hex().encode() not in whole
    assert [file for file in keys.rglob("*") if file.stat().st_mode & 0o077] == []
    for alias in ("default", "apart"):
        assert not Path(str(settings.DATABASES[alias]["NAME"])).is_relative_to(keys)


@pytest.mark.usefixtures("desk")
def test_another_root_key_opens_nothing(keys: Path) -> None:
    token = asked().token
    (keys / "root").write_text("00" * 32)

    with pytest.raises(Broken, match="root-key-wrong"):
        look(token)


@pytest.fixture
def printed() -> Iterator[io.StringIO]:
    """Read what the house's own log handler prints."""
    ours = [
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler, logging.StreamHandler) and any(isinstance(one, Impersonal) for one in handler.filters)
    ]
    assert len(ours) == 1
    text = io.StringIO()
    before = ours[0].setStream(text)
    yield text
    ours[0].setStream(before)


def test_what_fails_is_logged_without_the_person(browser: Client, printed: io.StringIO) -> None:
    form = filled(browser)
    code = browser.post("/ask/quote/", filled(browser))["Location"].split("/")[2]
    browser.raise_request_exception = False
    with transaction.atomic():
        jam("inquiries_inquiry")
        page = browser.post("/ask/quote/", form)
        transaction.set_rollback(True)
    browser.get(f"/r/{code}x/")
    logging.getLogger("jikim").error("a careless line", exc_info=ValueError(ALICE["email"]))
    text = printed.getvalue()

    assert page.status_code in {500, 503}
    assert "Error" in text
    assert [value for value in (*NEEDLES, code) if value in text] == []
    assert [value for value in NEEDLES if value in page.content.decode()] == []
    free("inquiries_inquiry") if connections["default"].vendor == "postgresql" else None


@pytest.mark.parametrize("changed", [{"phone": "call me"}, {"birthday": "1990-01-01"}, {"once": "-"}])
def test_a_refusal_repeats_nothing_of_it_to_the_log(
    browser: Client, printed: io.StringIO, changed: dict[str, str]
) -> None:
    browser.post("/ask/quote/", filled(browser, **changed))

    assert [value for value in (*NEEDLES, "1990-01-01", "call me") if value in printed.getvalue()] == []


def test_no_error_tells_what_it_was_about() -> None:
    open_desk()
    errors = []
    for changed in ({"phone": "call me"}, {"email": "alice"}, {"birthday": "1990"}, {"name": "\ud800"}):
        with pytest.raises(JikimError) as caught:
            asked(**changed)
        errors.append(f"{caught.value} {caught.value.hint} {caught.value.field} {caught.value!r}")

    assert [value for value in (*NEEDLES, "call me", "1990", "birthday") if value in " ".join(errors)] == []


def test_no_address_of_a_visit_or_of_the_staffs_side_names_a_person(browser: Client) -> None:
    location = browser.post("/ask/quote/", filled(browser))["Location"]
    client, _ = signed_in("Bob", "staff")
    found = client.post("/console/inbox/search/", {"kind": "name", "value": "김앨리스", "reason": "answer"})

    assert location.startswith("/r/")
    assert len(location.strip("/").split("/")) == 2
    assert found.status_code == 200
    assert client.get("/console/inbox/search/?kind=name&value=x").status_code == 405


@pytest.mark.parametrize(
    "path", ["/", "/ask/quote/", "/policy/", "/r/", "/rights/", "/no-such-page/", "/api/v1/policy"]
)
def test_every_answer_carries_its_security_headers(browser: Client, path: str) -> None:
    headers = browser.get(path).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_who_knocks_too_often_is_slowed_down(browser: Client) -> None:
    limits.forget()
    answers = [browser.post("/ask/quote/", {"once": "x"}) for _ in range(30)]
    limits.forget()

    assert [answer.status_code for answer in answers[:3]] == [422, 422, 422]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


def test_no_attachment_is_taken(browser: Client) -> None:
    form = {**filled(browser), "content": io.BytesIO(b"%PDF-1.7")}

    assert browser.post("/ask/quote/", form).status_code == 422
    assert Record.objects.count() == ApartRecord.objects.count() == 0
