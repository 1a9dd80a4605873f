"""A policy drafted in the guide's 24 sections says what the object says: read back, it is the same object."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jikim.policy.compile import compiled
from jikim.policy.draft import drafted, text
from jikim.policy.guide import GUIDE
from jikim.policy.model import (
    AutoCollected,
    Changes,
    Cookies,
    Destruction,
    Item,
    Officer,
    Policy,
    Processor,
    Purpose,
    Remedy,
    Retention,
    Rights,
    Safeguard,
    ThirdParty,
)
from jikim.policy.read import read
from jikim.policy.sample import sample_policy
from jikim.policy.vocabulary import item, needs

NAMES = ("견적문의", "1:1 상담", "회원 관리", "배송 안내", "채용 지원", "예약 접수", "고충 민원")
DETAILS = ("신청자 확인, 결과 통보", "본인 확인, 상담내용 확인", "가입 의사 확인", "접수와 답변을 목적으로 처리합니다.")
ITEMS = ("이름", "연락처", "이메일", "직급", "회사명", "부서명", "주소", "생년월일", "희망 지역")
MEASURES = (
    "internal_plan",
    "staff_minimise_training",
    "encryption",
    "anti_hacking",
    "access_control",
    "physical_access",
)
GIVEN = ThirdParty(recipient="가온물류", purpose="배송", items=("이름", "주소"), period="배송 완료 시까지")
ENTRUSTED = (Processor(name="가온호스팅", task="서버 운영"), Processor(name="보람메일", task="메일 발송"))
CYCLES = (Safeguard(kind="self_audit", every="P3M"), Safeguard(kind="access_log", keeps="P1Y"))
CHIEF = Officer(role="개인정보 보호책임자", name="한다온", title="이사", phone="02-555-0100")
COOKIES = Cookies(used=True, refusal="브라우저 설정에서 쿠키 저장을 거부할 수 있습니다.")
BODY = Remedy(name="개인정보 분쟁조정위원회", phone="1833-6972", url="kopico.go.kr")
RIGHTS = ("access", "correction", "deletion", "suspension", "withdraw_consent")
PERIODS = ("P1Y", "P3Y", "P6M", "P18M", "P30D", "P1Y6M")


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    uses = tuple(purpose(draw, at, name) for at, name in enumerate(names, start=1))
    kept = tuple(retention(draw, use) for use in uses)
    statute = (Retention(subject="계약에 관한 기록", ground="전자상거래법", period="P5Y", text="5년"),)
    return Policy(
        company="주식회사 다온설비",
        site=draw(st.sampled_from(("", "https://daon.example"))),
        effective_date=draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        purposes=uses,
        retention=kept + (statute if draw(st.booleans()) else ()),
        auto=draw(st.sampled_from(((), (AutoCollected(items=("접속 로그", "접속 IP")),)))),
        destruction=Destruction(
            days=draw(st.sampled_from((None, 5, 3))),
            electronic=draw(st.sampled_from(("", "기록을 재생할 수 없는 방법으로 삭제"))),
            paper=draw(st.sampled_from(("", "분쇄기로 분쇄하거나 소각"))),
            apart=draw(st.booleans()),
        ),
        third_parties=draw(st.sampled_from(((), (GIVEN,)))),
        processors=draw(st.sampled_from(((), ENTRUSTED))),
        rights=Rights(
            kinds=tuple(kind for kind in RIGHTS if kind in {*RIGHTS[:4], draw(st.sampled_from(RIGHTS))}),
            channels=draw(st.sampled_from(((), ("letter", "email", "web"), ("fax", "phone")))),
            agents=draw(st.booleans()),
            frozen=draw(st.booleans()),
        ),
        safeguards=(*measures(draw), *draw(st.sampled_from(((), CYCLES)))),
        officers=draw(st.sampled_from(((), (CHIEF,)))),
        cookies=draw(st.sampled_from((Cookies(), COOKIES))),
        remedies=draw(st.sampled_from(((), (BODY,)))),
        changes=Changes(notice_days=draw(st.none() | st.integers(1, 60))),
    )


def measures(draw: st.DrawFn) -> tuple[Safeguard, ...]:
    chosen = draw(st.lists(st.sampled_from(MEASURES), unique=True))
    return tuple(Safeguard.model_validate({"kind": kind}) for kind in chosen)


def purpose(draw: st.DrawFn, at: int, name: str) -> Purpose:
    detail = draw(st.sampled_from(DETAILS))
    mine = needs(detail)
    labels = draw(st.lists(st.sampled_from(ITEMS), min_size=1, unique=True))
    items = [one for one in map(item, labels) if one.slug not in {need.slug for need in mine}]
    cut = draw(st.integers(1, len(items)))
    return Purpose(
        slug=f"use-{at}", name=name, detail=detail, required=tuple(items[:cut]), optional=tuple(items[cut:]), needs=mine
    )


def retention(draw: st.DrawFn, use: Purpose) -> Retention:
    length, start = draw(st.sampled_from(PERIODS)), draw(st.sampled_from(("receipt", "finished")))
    outer = "P10Y" if start == "finished" else None
    return Retention(subject=use.name, period=length, text=length, purposes=(use.slug,), start=start, outer=outer)  # type: ignore[arg-type]  # one of the two words


def essence(policy: Policy) -> dict[str, Any]:
    """Give what the drafted text must carry: everything but slugs, quotations and the words of titles."""
    return {
        "company": policy.company,
        "site": policy.site,
        "date": policy.effective_date,
        "purposes": [
            (use.name, use.detail, labels(use.required), labels(use.optional), labels(use.needs))
            for use in policy.purposes
        ],
        "kept": [(row.period, row.start) for use in policy.purposes for row in (policy.kept[use.slug],)],
        "statutes": [(row.subject, row.ground, row.period) for row in policy.retention if not row.purposes],
        "auto": [group.items for group in policy.auto],
        "destruction": (
            policy.destruction.days,
            policy.destruction.electronic,
            policy.destruction.paper,
            policy.destruction.apart,
        ),
        "recipients": [(to.recipient, to.purpose, to.items, to.period) for to in policy.third_parties],
        "processors": [(one.name, one.task) for one in policy.processors],
        "rights": (policy.rights.kinds, set(policy.rights.channels), policy.rights.agents, policy.rights.frozen),
        "safeguards": [(one.kind, one.every, one.keeps) for one in policy.safeguards],
        "officers": [(one.role, one.name, one.title, one.phone) for one in policy.officers],
        "cookies": (policy.cookies.used, policy.cookies.refusal),
        "remedies": [(body.name, body.phone) for body in policy.remedies],
        "notice": policy.changes.notice_days,
    }


def labels(items: tuple[Item, ...]) -> list[str]:
    return [one.label for one in items]


@settings(deadline=None, max_examples=150)
@given(policies())
def test_what_was_drafted_reads_back_as_the_same_policy(policy: Policy) -> None:
    again = compiled(read(text(drafted(policy), policy.title)))

    assert essence(again) == essence(policy)


def test_the_sections_are_the_guides_in_its_order_with_the_summary_on_top() -> None:
    sections = drafted(sample_policy())

    assert len(GUIDE) == 24
    assert [section.anchor for section in sections] == ["summary", *(chapter.about for chapter in GUIDE)]
    assert [section.number for section in sections[2:]] == list(range(1, 24))


def test_a_section_that_does_not_apply_says_so() -> None:
    by_anchor = {section.anchor: section for section in drafted(sample_policy())}

    assert "해당 없음" in str(by_anchor["pseudonyms"].blocks)
    assert "해당 없음" not in str(by_anchor["purposes"].blocks)


def test_processors_come_from_the_register() -> None:
    register = (Processor(name="가온호스팅", task="서버 운영"),)

    assert "가온호스팅" in text(drafted(sample_policy(), processors=register), "방침")
    assert "가온호스팅" not in text(drafted(sample_policy()), "방침")


def test_the_english_form_has_every_section_and_no_korean_sentence() -> None:
    sections = drafted(sample_policy(), language="en")

    assert [section.title for section in sections[1:]] == [chapter.title_en for chapter in GUIDE]
    assert "합니다" not in text(sections, "Privacy policy").replace(sample_policy().purposes[0].detail, "").replace(
        sample_policy().purposes[1].detail, ""
    )
