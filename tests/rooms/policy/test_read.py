"""Prose becomes a policy: every value keeps its place, what is not said is asked, nothing crashes."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jikim.errors import Invalid
from jikim.law.rules import rules
from jikim.policy import toml
from jikim.policy.check import check
from jikim.policy.compile import assumed, compiled
from jikim.policy.facts import facts
from jikim.policy.lint import TESTS, lint
from jikim.policy.read import read
from jikim.policy.sample import sample_policy, sample_text

READING = read(sample_text())


def test_the_sample_text_compiles_to_the_sample_policy() -> None:
    assert compiled(READING) == sample_policy()
    assert toml.dumps(compiled(READING)) == toml.dumps(sample_policy())


def test_it_reads_the_facts_of_the_sample() -> None:
    actual = facts(READING)

    assert actual["effective_date"] == "2021-06-07"
    assert [article["number"] for article in actual["articles"]] == list(range(1, 11))
    assert [purpose["name"] for purpose in actual["purposes"]] == ["견적문의 처리", "1:1 상담 처리"]
    assert [(row["subject"], row["basis"], row["period"]) for row in actual["retention"]] == [
        ("홈페이지 견적문의 요청자의 개인정보", "견적문의에 대한 처리", "P1Y"),
        ("홈페이지 1:1 상담 신청자의 개인정보", "1:1 상담에 대한 처리", "P1Y"),
        ("인터넷 로그기록자료, 접속지 추적자료 등", "통신비밀보호법", "P3M"),
    ]
    assert [(group["required"], group["optional"]) for group in actual["items"][:2]] == [
        (["이름", "연락처", "이메일"], ["직급", "회사명", "부서명"]),
        (["이름", "연락처", "이메일"], []),
    ]
    assert actual["items"][2]["unspecified"] == [
        "이용자의 브라우저 종류 및 OS",
        "방문 기록(IP Address, 접속시간)",
        "쿠키",
    ]
    assert actual["rights"] == ["access", "correction", "deletion", "suspension"]
    assert actual["destruction"]["deadline_days"] == 5
    assert len(actual["safety_measures"]) == 9
    assert [(one["name"], one["title"], one["department"]) for one in actual["officers"]] == [
        ("한다온", "담당", "경영지원팀"),
        ("윤보람", "실장", "고객지원팀"),
    ]
    assert (actual["cookies"], actual["notice_days"], actual["remedies"]) == (True, 7, [])


def test_every_value_keeps_its_place() -> None:
    for purpose in READING.draft.purposes:
        assert purpose.name in READING.said(purpose.span)
    for row in READING.draft.retention:
        assert row.period_text in READING.said(row.span)
    for group in READING.draft.items:
        for item in (*group.required, *group.optional, *group.unspecified):
            assert item in READING.said(group.span)
    for officer in READING.draft.officers:
        assert (officer.name or "") in READING.said(officer.span)


def test_it_asks_from_when_a_year_is_counted_and_names_its_default() -> None:
    asked = {question.slug: question.default for question in READING.questions}

    assert asked == {"start:quote": "receipt", "start:consultation": "receipt"}
    assert [question.slug for question in assumed(READING, {"start:quote": "finished"})] == ["start:consultation"]


def test_an_answer_changes_the_policy() -> None:
    policy = compiled(READING, {"start:quote": "finished", "outer:quote": "P18M"})

    assert (policy.kept["quote"].start, policy.kept["quote"].outer) == ("finished", "P18M")
    assert policy.kept["consultation"].start == "receipt"


def test_a_text_that_names_the_start_is_not_asked() -> None:
    text = sample_text().replace("견적문의에 대한 처리 1년", "견적문의에 대한 처리 접수일부터 1년")

    assert "start:quote" not in {question.slug for question in read(text).questions}


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"start:quote": "tomorrow"}, "answer-malformed"),
        ({"colour": "blue"}, "answer-to-no-question"),
        ({"outer:quote": "forever"}, "answer-malformed"),
    ],
)
def test_it_refuses_a_wrong_answer(answers: dict[str, str], rule: str) -> None:
    with pytest.raises(Invalid, match=rule):
        compiled(READING, answers)


@pytest.mark.parametrize(
    ("text", "rule"),
    [("", "policy-text-empty"), (" \n\ufeff", "policy-text-empty"), ("가" * 200_001, "policy-text-too-long")],
)
def test_it_refuses_what_is_no_text(text: str, rule: str) -> None:
    with pytest.raises(Invalid, match=rule):
        read(text)


def test_a_text_that_is_no_policy_becomes_questions() -> None:
    reading = read("오늘은 날씨가 좋습니다.\n내일도 그렇습니다.")

    assert {"company", "effective-date", "purpose", "keeping:inquiry"} <= {one.slug for one in reading.questions}
    assert compiled(reading).kept["inquiry"].period == "P1Y"


@settings(deadline=None, max_examples=60)
@given(cut=st.integers(1, len(sample_text())), start=st.integers(0, 500))
def test_any_part_of_a_policy_compiles(cut: int, start: int) -> None:
    text = sample_text()[start : start + cut]
    if text.strip():
        policy = compiled(read(text))

        assert toml.loads(toml.dumps(policy)) == policy


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_no_text_crashes_the_reader(text: str) -> None:
    try:
        policy = compiled(read(text))
    except Invalid:
        return

    assert policy.kept


def test_every_rule_has_its_test_and_every_test_its_rule() -> None:
    assert {rule.test for rule in rules()} == set(TESTS)


def test_a_mended_policy_is_no_longer_found() -> None:
    text = sample_text().replace("최소 6개월 이상", "최소 1년 이상").replace("http://", "https://")

    rules_left = {finding.rule for finding in lint(compiled(read(text)), date(2026, 11, 23))}

    assert not rules_left & {"log-kept-too-short", "site-without-tls"}


def test_the_sample_agrees_with_itself() -> None:
    assert check(sample_policy()) == ()


def test_a_form_that_cannot_be_answered_is_found() -> None:
    text = sample_text().replace(
        "- 필수항목 : 이름, 연락처, 이메일\n- 선택항목 : 없음", "- 필수항목 : 이름\n- 선택항목 : 없음"
    )

    assert "purpose-without-contact" in {finding.rule for finding in check(compiled(read(text)))}
