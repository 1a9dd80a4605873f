"""Each rule of the law pack bites the text that breaks it, on the days of its law, and leaves a mended one alone."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.rooms.policy.test_breadth import text

from jikim.cli.policy import command
from jikim.law.rules import in_force, rules
from jikim.policy.compile import compiled
from jikim.policy.finding import Finding
from jikim.policy.lint import TESTS, lint
from jikim.policy.model import Policy, Processor, Retention, Safeguard, ThirdParty
from jikim.policy.read import read
from jikim.policy.sample import sample_policy, sample_text
from jikim.policy.sarif import sarif

TODAY, THEN = date(2026, 11, 23), date(2021, 6, 7)
FALLS_SHORT = (
    "log-kept-too-short",
    "officer-not-executive",
    "apart-without-statute",
    "officer-without-phone",
    "cookies-without-refusal",
    "grounds-not-separate",
    "forms-abolished",
    "rights-incomplete",
    "rights-harder-than-collection",
    "site-without-tls",
    "telecom-statute-misused",
    "keeping-without-start",
    "processors-not-published",
    "remedies-missing",
    "conditional-sections-missing",
    "versions-not-reachable",
    "words-vague",
    "minimality-unsaid",
    "passwords-without-accounts",
    "destruction-not-recorded",
    "outputs-and-breach-unsaid",
)
"""Where the reference policy falls short of the law, in the order of weight."""


def found(policy: Policy, on: date = TODAY) -> set[str]:
    return {finding.rule for finding in lint(policy, on)}


def policy_of(**bodies: str) -> Policy:
    return compiled(read(text("articles", **bodies)))


def with_article(title: str, body: str) -> Policy:
    return compiled(read(text("articles") + f"\n제6조 ({title})\n{body}\n"))


def renamed(name: str) -> Policy:
    first, *rest = sample_policy().purposes
    return sample_policy().model_copy(update={"purposes": (first.model_copy(update={"name": name}), *rest)})


def test_the_pack_holds_at_least_forty_rules_each_with_its_article_and_words() -> None:
    pack = rules()

    assert len({rule.id for rule in pack}) >= 40
    for rule in pack:
        assert all((rule.instrument, rule.article, rule.message, rule.message_en, rule.mend, rule.mend_en, rule.source))
        assert rule.verified in {"text", "secondary", "memory"}
        assert rule.dated in {"text", "secondary", "memory"}
        assert rule.starts <= rule.until


def test_every_rule_has_its_test_and_every_test_its_rule() -> None:
    assert {rule.test for rule in rules()} == set(TESTS)


def test_versions_of_one_rule_never_stand_beside_each_other() -> None:
    days = {day for rule in rules() for day in (rule.starts, rule.starts - timedelta(days=1))}
    for day in sorted(days):
        ids = [rule.id for rule in in_force(day)]

        assert len(ids) == len(set(ids)), day


def test_the_sample_falls_short_of_todays_law_in_all_the_known_points() -> None:
    assert set(FALLS_SHORT) <= found(sample_policy())


def test_the_reference_policy_falls_short_of_todays_law_in_all_the_known_points(shared: Path) -> None:
    reference = compiled(read((shared / "policies" / "powergen.txt").read_text(encoding="utf-8")))

    assert set(FALLS_SHORT) <= found(reference)
    assert found(reference, THEN) < found(reference)


def test_the_law_of_then_finds_less_and_what_was_not_law_yet_is_not_found() -> None:
    then = found(sample_policy(), THEN)

    assert then < found(sample_policy())
    assert not then & {"grounds-not-separate", "outputs-and-breach-unsaid", "keeping-without-start"}


def test_the_old_minimum_of_log_keeping_bites_only_since_it_was_raised() -> None:
    assert "log-kept-too-short" in found(sample_policy(), date(2019, 6, 7))
    assert "log-kept-too-short" not in found(sample_policy(), date(2019, 6, 6))


@pytest.mark.parametrize(
    ("policy", "rule"),
    [
        (policy_of(items="- 필수항목 : 이름, 주민등록번호"), "resident-number-asked"),
        (policy_of(items="- 필수항목 : 이름, 여권번호"), "identity-number-asked"),
        (policy_of(items="- 필수항목 : 이름, 건강상태"), "sensitive-item-asked"),
        (policy_of(items="별도로 안내합니다."), "items-missing"),
        (policy_of(), "refusal-unsaid"),
        (renamed("이벤트 안내"), "marketing-bundled"),
        (with_article("개인정보 수집에 대한 동의", "단추를 누르면 동의한 것으로 간주합니다."), "consent-presumed"),
        (
            with_article("아동의 개인정보 보호", "만 14세 미만 아동의 개인정보도 처리합니다."),
            "children-without-guardian",
        ),
        (policy_of(purposes="다음의 목적을 위하여 처리합니다.\n- 영상정보 : 시설 안전, 범죄 예방"), "cctv-unsaid"),
        (sample_policy().model_copy(update={"title": "개인정보 취급방침"}), "title-not-as-prescribed"),
        (policy_of(), "effective-date-missing"),
        (policy_of(), "labels-missing"),
        (policy_of(officers="담당자를 두고 있습니다."), "officer-missing"),
        (policy_of(), "rights-missing"),
        (policy_of(), "agents-unsaid"),
        (policy_of(), "request-desk-missing"),
        (with_article("권익침해 구제방법", "- 정보보호마크인증위원회 : 02-580-0533"), "remedies-outdated"),
        (policy_of(), "notice-days-unsaid"),
        (with_article("쿠키의 운영", "광고 식별자(ADID)를 수집합니다."), "behaviour-unsaid"),
        (with_article("그 밖의 사항", "자동화된 결정을 하고 있습니다."), "automated-without-refusal"),
        (sample_policy(), "log-review-unsaid"),
        (policy_of(retention="- 상담 처리 : 1년\n- 계약에 관한 기록 : 5년 (전자상거래법)"), "kept-apart-unsaid"),
        (policy_of(retention="- 상담 처리 : 1년\n- 계약에 관한 기록 : 3년 (전자상거래법)"), "commerce-period-short"),
        (policy_of(retention="- 상담 처리 : 상담 종료 시까지"), "keeping-ends-by-event-only"),
        (policy_of(retention="- 상담 처리 : oo년간"), "text-unfilled"),
        (policy_of(destruction="보유기간 종료일부터 30일 이내에 파기합니다."), "destroyed-too-late"),
        (policy_of(destruction="지체 없이 파기합니다."), "destruction-methods-missing"),
        (
            sample_policy().model_copy(update={"third_parties": (ThirdParty(recipient="가온물류"),)}),
            "recipient-incomplete",
        ),
        (sample_policy().model_copy(update={"processors": (Processor(name="가온호스팅"),)}), "processor-without-task"),
        (
            sample_policy().model_copy(update={"processors": (Processor(name="택배사", task="배송"),)}),
            "processor-not-by-name",
        ),
        (
            with_article("개인정보 처리의 위탁", "회사는 동의 없이 개인정보의 처리를 위탁하지 않습니다."),
            "consent-to-entrust-promised",
        ),
        (
            sample_policy().model_copy(update={"processors": (Processor(name="Amazon Web Services", task="보관"),)}),
            "abroad-unsaid",
        ),
        (policy_of(), "safeguards-missing"),
        (policy_of(), "encryption-unsaid"),
        (policy_of(), "plan-unsaid"),
        (policy_of(), "training-unsaid"),
        (
            sample_policy().model_copy(update={"safeguards": (Safeguard(kind="self_audit", every="P24M"),)}),
            "audit-too-rare",
        ),
        (with_article("개인정보의 안전성 확보조치", "- 보안서버(SSL)로 전송합니다."), "ciphers-outdated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_rule_bites_the_text_that_breaks_it(policy: Policy, rule: str) -> None:
    assert rule in found(policy)


def test_every_rule_is_seen_to_bite() -> None:
    marks = test_a_rule_bites_the_text_that_breaks_it.pytestmark  # type: ignore[attr-defined]  # pytest puts it there
    seen = {rule for _, rule in marks[0].args[1]}

    assert {rule.id for rule in rules()} == seen | set(FALLS_SHORT)


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("최소 6개월 이상", "최소 1년 이상", "log-kept-too-short"),
        ("http://", "https://", "site-without-tls"),
        ("견적문의에 대한 처리 1년", "견적문의에 대한 처리 접수일부터 1년", ""),
        ("한다온 담당", "한다온 대표이사", "officer-not-executive"),
    ],
)
def test_a_mended_text_is_no_longer_found(before: str, after: str, rule: str) -> None:
    mended = compiled(read(sample_text().replace(before, after)))

    assert rule not in found(mended)
    assert sample_text() != sample_text().replace(before, after)


def test_a_keeping_with_its_start_is_no_longer_found() -> None:
    rows = (
        Retention(subject="상담", period="P1Y", text="1년", purposes=("quote", "consultation"), said="접수일부터 1년"),
    )

    assert "keeping-without-start" not in found(sample_policy().model_copy(update={"retention": rows}))


def test_a_rule_from_memory_says_so_in_its_message() -> None:
    from_memory = [rule.id for rule in rules() if rule.verified == "memory"]
    policy = with_article("개인정보의 안전성 확보조치", "- 보안서버(SSL)로 전송합니다.")

    said = {finding.rule: finding for finding in lint(policy, TODAY)}

    assert from_memory
    for rule in from_memory:
        assert "확인하지 못한 규칙" in said[rule].message
        assert "from memory" in said[rule].message_en


def test_findings_are_written_as_sarif() -> None:
    log = sarif(lint(sample_policy(), TODAY), file="policy.toml", version="1")
    run = log["runs"][0]

    assert log["version"] == "2.1.0"
    assert {result["ruleId"] for result in run["results"]} == {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["level"] for result in run["results"]} <= {"error", "warning", "note"}


def test_no_finding_repeats_a_person() -> None:
    whole = " ".join(str(finding) for finding in lint(sample_policy(), TODAY))

    assert "한다온" not in whole
    assert isinstance(lint(sample_policy(), TODAY)[0], Finding)


@pytest.mark.parametrize("shape", ["text", "json", "sarif"])
def test_the_command_lints_a_file_on_a_day(tmp_path: Path, shape: str) -> None:
    file = tmp_path / "policy.txt"
    file.write_bytes(sample_text().encode("cp949", errors="ignore"))

    done = CliRunner().invoke(command, ["lint", str(file), "--on", "2026-11-23", "--format", shape])

    assert done.exit_code == 1
    assert "log-kept-too-short" in done.output
    if shape != "text":
        assert json.loads(done.output)
