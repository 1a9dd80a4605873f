"""Forms and traps of prose in the wild, one phenomenon a test; and no text, however mutilated, crashes the reader."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jikim.errors import Invalid
from jikim.policy import toml
from jikim.policy.compile import compiled
from jikim.policy.facts import facts
from jikim.policy.lint import lint
from jikim.policy.read import read
from jikim.policy.read.cells import cells
from jikim.policy.sample import sample_text

DAY = date(2026, 11, 23)
BODY = {
    "purposes": "회사는 다음의 목적을 위하여 개인정보를 처리합니다.\n- 상담 처리 : 신청자 확인, 상담내용 답변",
    "items": "- 필수항목 : 이름, 연락처\n- 선택항목 : 회사명",
    "retention": "- 상담 신청자의 개인정보 : 접수일부터 1년",
    "destruction": "전자적 파일은 복구할 수 없는 방법으로 영구 삭제, 종이 문서는 분쇄 또는 소각",
    "officers": "개인정보 보호책임자\n성명 : 한다온\n연락처 : 02-555-0100",
}
TITLES = {
    "purposes": "개인정보의 처리 목적",
    "items": "처리하는 개인정보의 항목",
    "retention": "개인정보의 보유 및 이용기간",
    "destruction": "개인정보의 파기 절차 및 방법",
    "officers": "개인정보 보호책임자",
}
SIGNS = {
    "articles": [f"제{at}조 (" for at in range(1, 6)],
    "numbers": [f"{at}. " for at in range(1, 6)],
    "two digits": [f"0{at}. " for at in range(1, 6)],
    "letters": [f"{letter}. " for letter in "가나다라마"],
    "romans": [f"{letter}. " for letter in "ⅠⅡⅢⅣⅤ"],
    "blocks": ["■ "] * 5,
    "markdown": ["## "] * 5,
    "bold": ["**"] * 5,
    "bare": [""] * 5,
}
TABLE = """<table>
<tr><th>이용 목적</th><th>수집 항목</th><th>보유기간</th></tr>
<tr><td>상담 처리</td><td>이름, 연락처</td>
<td>1년</td></tr><tr><td>자료 발송</td><td>주소</td><td>6개월</td></tr>
</table>"""
ENDS = {"articles": ")", "bold": "**"}


def text(form: str, **bodies: str) -> str:
    parts = [
        f"{sign}{TITLES[key]}{ENDS.get(form, '')}\n{bodies.get(key, BODY[key])}"
        for key, sign in zip(TITLES, SIGNS[form], strict=True)
    ]
    return "개인정보 처리방침\n주식회사 다온설비(이하 '회사')는 개인정보를 보호합니다.\n\n" + "\n\n".join(parts) + "\n"


def read_facts(written: str) -> dict[str, Any]:
    return facts(read(written))


@pytest.mark.parametrize("form", SIGNS)
def test_headings_of_every_form_are_found(form: str) -> None:
    found = read_facts(text(form))

    assert [article["title"] for article in found["articles"]] == list(TITLES.values())
    assert [purpose["name"] for purpose in found["purposes"]] == ["상담 처리"]
    assert (found["items"][0]["required"], found["items"][0]["optional"]) == (["이름", "연락처"], ["회사명"])
    assert [row["period"] for row in found["retention"]] == ["P1Y"]
    assert [officer["name"] for officer in found["officers"]] == ["한다온"]


@pytest.mark.parametrize("form", ["articles", "numbers", "letters", "blocks"])
def test_a_table_of_contents_is_no_list_of_articles(form: str) -> None:
    both = zip(SIGNS[form], TITLES.values(), strict=True)
    contents = "\n".join(f"{sign}{title}{ENDS.get(form, '')}" for sign, title in both)
    written = text(form)
    head, _, body = written.partition("\n\n")

    found = read_facts(f"{head}\n\n{contents}\n\n{body}")

    assert [article["title"] for article in found["articles"]] == list(TITLES.values())


def test_a_page_and_its_words_read_the_same() -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in text("articles").split("\n")) + "</body></html>"

    assert read_facts(page)["items"] == read_facts(text("articles"))["items"]


@pytest.mark.parametrize(
    "table",
    [
        "|이용 목적|수집 항목|보유기간|\n|---|---|---|\n|상담 처리|이름, 연락처|1년|\n|자료 발송|주소|6개월|",
        "이용 목적\t수집 항목\t보유기간\n상담 처리\t이름, 연락처\t1년\n자료 발송\t주소\t6개월",
        "이용 목적 수집 항목 보유기간\n상담 처리 이름, 연락처 1년\n자료 발송 주소 6개월",
        "이용 목적\n수집 항목\n보유기간\n상담 처리\n이름, 연락처\n1년\n자료 발송\n주소\n6개월",
        TABLE,
    ],
    ids=["pipes", "tabs", "spaces", "one cell a line", "html"],
)
def test_a_table_reads_the_same_however_it_was_flattened(table: str) -> None:
    found = read_facts(text("articles", purposes="다음과 같습니다.", items=table, retention="위와 같습니다."))

    assert [purpose["name"] for purpose in found["purposes"]] == ["상담 처리", "자료 발송"]
    assert [group["unspecified"] for group in found["items"]] == [["이름", "연락처"], ["주소"]]
    assert [row["period"] for row in found["retention"]] == ["P1Y", "P6M"]


@pytest.mark.parametrize(
    ("row", "kinds", "expected"),
    [
        (
            "다온택배 상품의 배송 배송 완료 후 3년",
            ("processor", "task", "period"),
            ("다온택배", "상품의 배송", "배송 완료 후 3년"),
        ),
        ("가온 클라우드 서버 운영 및 보관", ("processor", "task"), ("가온 클라우드", "서버 운영 및 보관")),
        (
            "이메일 주소 공지사항 발송 회원 가입 시",
            ("items", "purpose", "method"),
            ("이메일 주소", "공지사항 발송", "회원 가입 시"),
        ),
    ],
)
def test_cells_without_lines_between_them_are_parted(
    row: str, kinds: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert expected == cells(row, kinds)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("- 상담 신청자의 개인정보 : 6월", "P6M"),
        ("- 상담 신청자의 개인정보 : 1년 6개월", "P1Y6M"),
        ("- 상담 신청자의 개인정보 : oo년간", None),
        ("- 상담 신청자의 개인정보 : 상담 종료 시까지", None),
        ("1.<상담 처리>\n<상담 처리>와 관련한 개인정보는 동의일로부터<3년>까지 보유합니다.", "P3Y"),
        ("가. 상담 처리\n- 보유근거 : 정보주체의 동의\n- 보유기간 : 2년", "P2Y"),
    ],
)
def test_a_keeping_is_read_in_every_wording(written: str, expected: str | None) -> None:
    assert [row["period"] for row in read_facts(text("articles", retention=written))["retention"]] == [expected]


def test_marks_are_found_inside_a_cell_and_behind_an_item() -> None:
    found = read_facts(text("articles", items="상담 신청시 : (필수) 이름, 연락처 (선택) 회사명(본사, 지사), 직급"))

    assert found["items"][0]["required"] == ["이름", "연락처"]
    assert found["items"][0]["optional"] == ["회사명(본사, 지사)", "직급"]


def test_a_statutes_exception_is_no_recipient_and_answer_days_are_no_keeping() -> None:
    rest = """

제6조 (개인정보의 제3자 제공)
다음의 경우는 예외로 합니다.
- 법령에 따라 요구되는 경우
제7조 (권리와 행사방법)
- 처리 기간 : 접수 후 10일 이내
"""

    found = read_facts(text("articles") + rest)

    assert found["third_parties"] == []
    assert [row["period"] for row in found["retention"]] == ["P1Y"]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("", "policy-text-empty"),
        ("\x00\x01\x02\x03 이름" * 400, "policy-text-binary"),
        ("We value your privacy and collect only what we need. " * 40, "policy-text-not-korean"),
        (
            "서비스 이용약관\n제1조 (목적) 이 약관은 회사가 제공하는 서비스의 이용조건을 정합니다.\n" * 9,
            "policy-text-is-terms",
        ),
        (text("articles") + "\n" + text("articles"), "policy-text-two-policies"),
        ("가" * 5_000_000, "policy-text-too-long"),
    ],
    ids=["empty", "binary", "english", "terms", "two", "5 MB"],
)
def test_what_is_no_policy_is_refused_with_its_rule_and_a_mend(written: str, rule: str) -> None:
    with pytest.raises(Invalid, match=rule) as refused:
        read(written)

    assert refused.value.hint


def survives(written: str) -> None:
    """Read, compile, lint and write: sane, or one clear refusal."""
    try:
        reading = read(written)
        policy = compiled(reading)
    except Invalid as refused:
        if not refused.rule.startswith("policy-text-"):
            raise
        return
    for part in (*reading.draft.purposes, *reading.draft.retention, *reading.draft.items, *reading.draft.articles):
        assert 0 <= part.span.start <= part.span.end <= len(reading.text)
    assert toml.loads(toml.dumps(policy)) == policy
    assert policy.kept.keys() == policy.by_slug.keys()
    lint(policy, DAY)


@settings(deadline=None, max_examples=80)
@given(seed=st.integers(0, 2**32), way=st.integers(0, 5))
@example(seed=320, way=0)  # an introduction with nothing behind it
def test_a_mutilated_policy_never_crashes(seed: int, way: int) -> None:
    survives(mutilated(sample_text(), random.Random(seed), way))  # noqa: S311 -- mutilation is no secret


def mutilated(whole: str, dice: random.Random, way: int) -> str:
    lines = whole.split("\n")
    if way == 0:
        dice.shuffle(lines)
        return "\n".join(lines)
    if way == 1:
        return whole[dice.randrange(len(whole)) :]
    if way == 2:
        return whole.replace("\n", dice.choice([" ", "\t", " | "]))
    if way == 3:
        return "\n".join(line for line in lines if dice.random() < 0.7)
    if way == 4:
        return "".join(letter for letter in whole if dice.random() < 0.97)
    return "\n".join(f"{dice.choice(['- ', '1. ', '① ', '| ', '', '## '])}{line}" for line in lines)


def test_every_published_text_survives_mutilation(shared: Path) -> None:
    dice = random.Random(7)  # noqa: S311 -- mutilation is no secret
    for path in sorted((shared / "policies" / "dev").glob("*.txt")):
        survives(mutilated(path.read_text(encoding="utf-8"), dice, dice.randrange(6)))


@pytest.mark.parametrize(
    "bad",
    [
        " " * 190_000,
        "개인정보 " * 38_000,
        "가:" * 90_000,
        "가, " * 60_000,
        "(" * 190_000,
        "<p>" * 60_000,
        "_a가" * 60_000,
        "1. 개인정보의 처리 목적\n" * 12_000,
        "가 | 나 | " * 20_000,
        "2024년 1월 1일 " * 14_000,
    ],
    ids=["spaces", "words", "colons", "commas", "brackets", "tags", "marks", "headings", "pipes", "dates"],
)
def test_no_text_makes_the_reader_slow(bad: str) -> None:
    survives(bad)
