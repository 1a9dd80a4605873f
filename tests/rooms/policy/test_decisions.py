"""End dates, notices, masks and who may see what: all from one object."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.policy.cast import POLICY

from jikim.errors import Refused
from jikim.policy.ends import answer_days, destroy_by, ends, ends_after
from jikim.policy.mask import mask
from jikim.policy.model import Policy
from jikim.policy.notice import keeping, notice
from jikim.policy.render import plain, render
from jikim.policy.see import may_see

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2060, 1, 1))


def changed(**row: object) -> Policy:
    """Give the sample with another keeping for quotes."""
    retention = (POLICY.retention[0].model_copy(update=row), *POLICY.retention[1:])
    return POLICY.model_copy(update={"retention": retention})


def test_a_record_has_its_last_day_on_its_first() -> None:
    assert ends(POLICY, "quote", date(2026, 11, 23)) == date(2027, 11, 23)


def test_it_gives_no_end_to_a_purpose_that_is_not_in_the_policy() -> None:
    with pytest.raises(Refused, match="purpose-not-in-policy"):
        ends(POLICY, "advertising", date(2026, 11, 23))


def test_destruction_follows_in_five_days_whatever_the_calendar() -> None:
    assert destroy_by(POLICY, date(2027, 11, 23)) == date(2027, 11, 28)


def test_a_policy_cannot_take_longer_to_destroy_than_the_law_allows() -> None:
    slow = POLICY.destruction.model_copy(update={"days": 30})
    policy = POLICY.model_copy(update={"destruction": slow})

    assert destroy_by(policy, date(2027, 11, 23)) == date(2027, 11, 28)


def test_an_answer_takes_ten_days_where_the_policy_names_none() -> None:
    assert answer_days(POLICY, date(2026, 11, 23)) == 10


@given(start=DAYS, finished=st.integers(0, 2000))
def test_the_event_never_lengthens_what_was_promised_at_birth(start: date, finished: int) -> None:
    policy = changed(start="finished", outer="P2Y")
    promised = ends(policy, "quote", start)

    actual = ends_after(policy, "quote", start, start + timedelta(days=finished))

    assert actual <= promised


def test_a_period_from_the_end_of_the_matter_is_counted_from_there() -> None:
    policy = changed(start="finished", outer="P2Y")

    actual = ends_after(policy, "quote", date(2026, 1, 5), date(2026, 3, 2))

    assert date(2027, 3, 2) == actual


def test_the_notice_tells_what_is_needed_and_asks_what_is_optional() -> None:
    told = notice(POLICY, "quote")

    assert [block.asks for block in told.blocks] == [False, True]
    assert told.optional is not None
    assert [row.text for row in told.optional.rows if row.strong] == ["접수한 날부터 1년"]
    assert "제15조제1항제4호" in told.required.text
    assert "불이익이 없습니다" in told.optional.text
    assert POLICY.digest in told.text


def test_a_purpose_without_optional_items_asks_nothing() -> None:
    told = notice(POLICY, "consultation")

    assert told.optional is None
    assert told.blocks == (told.required,)


def test_the_same_policy_gives_the_same_bytes_and_another_gives_others() -> None:
    again = notice(POLICY.model_copy(), "quote")

    assert notice(POLICY, "quote").digest == again.digest
    assert notice(changed(period="P6M", text="6개월"), "quote").digest != again.digest


def test_a_changed_period_moves_notice_end_and_page_together() -> None:
    policy = changed(period="P6M", text="6개월")

    assert "6개월" in notice(policy, "quote").text
    assert ends(policy, "quote", date(2026, 11, 23)) == date(2027, 5, 23)
    assert "접수한 날부터 6개월" in str(render(policy)[0])


def test_an_outer_limit_is_told() -> None:
    row = changed(start="finished", outer="P2Y").kept["quote"]

    assert keeping(row) == "처리를 마친 날부터 1년 (접수한 날부터 최대 2년)"


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("name", "홍길동", "홍*동"),
        ("name", "김용", "김*"),
        ("name", "남궁민수", "남**수"),
        ("name", "Alice Kim", "A**** **m"),
        ("name", "용", "용*"),
        ("phone", "+821012345678", "010-****-5678"),
        ("phone", "+8223456789", "02-****-6789"),
        ("phone", "+82315550100", "031-****-0100"),
        ("phone", "+8215881234", "****-1234"),
        ("phone", "+14155550100", "+1****0100"),
        ("email", "alice@visitor.example", "al****@visitor.example"),
        ("email", "al@visitor.example", "a****@visitor.example"),
        ("email", "a@visitor.example", "****@visitor.example"),
        ("line", "다온설비", "다****"),
        ("text", "긴 글입니다", "****"),
        ("choice", "pump", "pump"),
        ("unheard-of", "anything", "****"),
        ("name", "", ""),
    ],
)
def test_there_is_one_masking_rule(kind: str, value: str, expected: str) -> None:
    assert mask(kind, value) == expected


@pytest.mark.parametrize(
    ("role", "item", "purpose", "reason"),
    [
        ("staff", "phone", "quote", "listed-for-purpose"),
        ("officer", "content", "consultation", "listed-for-purpose"),
        ("worker", "email", "quote", "listed-for-purpose"),
        ("worker", "content", "quote", "worker-mails-only"),
        ("operator", "phone", "quote", "role-reads-no-personal-data"),
        ("visitor", "phone", "quote", "role-reads-no-personal-data"),
        ("staff", "rank", "consultation", "item-not-in-policy"),
        ("staff", "phone", "advertising", "purpose-not-in-policy"),
        ("", "", "", "purpose-not-in-policy"),
    ],
)
def test_the_answer_is_no_unless_a_rule_says_yes(role: str, item: str, purpose: str, reason: str) -> None:
    verdict = may_see(POLICY, role, item, purpose)

    assert verdict.reason == reason
    assert verdict.allowed is (reason == "listed-for-purpose")


def test_the_page_holds_every_article_word_for_word() -> None:
    shown = "\n".join(str(section) for section in render(POLICY))

    for article in POLICY.articles:
        for line in article.text.splitlines():
            assert line.strip().replace("'", "\\'") in shown.replace("\\\\", "\\")
        assert article.title in plain(POLICY)
