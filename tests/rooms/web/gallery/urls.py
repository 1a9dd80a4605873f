"""Addresses of the gallery."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from jikim.policy.notice import Block, Row
from jikim.proof.values import Slug
from jikim.web.chart import Bar, Chart
from jikim.web.parts import Consent, Field, Place, Stat, Step, Table

AT = datetime(2026, 11, 23, 5, 5, tzinfo=UTC)
TODAY = date(2026, 11, 23)
PAGE = Path(__file__).with_name("gallery.html")

NAME = Field(name="name", label="이름", autocomplete="name", value="", error="꼭 적어 주세요.")
FIELDS = [
    NAME,
    Field(name="phone", label="연락처", kind="tel", autocomplete="tel", hint="예: 010-1234-5678"),
    Field(name="email", label="이메일", kind="email", autocomplete="email", value="alice@example"),
    Field(name="product", label="제품", kind="choice", options=[("a", "태양광 인버터"), ("b", "에너지 저장 장치")]),
    Field(
        name="content",
        label="문의 내용",
        kind="text",
        hint="주민등록번호나 카드 번호는 적지 마세요. 적으셔도 가려집니다.",
        watch=True,
    ),
    Field(name="code", label="접수 번호", kind="code", need="none"),
]
OPTIONAL = Field(name="company", label="회사명", need="optional", autocomplete="organization")
AGREE = Consent(
    name="consent-optional",
    legend="선택 항목의 수집·이용에 동의하십니까?",
    hint="동의하지 않으셔도 문의에 아무런 불이익이 없습니다.",
    yes="동의합니다",
    no="동의하지 않습니다",
)
BLOCK = Block(
    slug=Slug("required"),
    title="필수 항목 안내 (동의 없이 처리)",
    asks=False,
    items=(),
    rows=(
        Row(label="이용 목적", text="견적문의 처리 - 요청자의 신원 확인, 제품선택 확인, 문의사항 확인, 처리결과 통보"),
        Row(label="필수 항목", text="이름, 연락처, 이메일"),
        Row(label="보유 기간", text="접수한 날부터 1년", strong=True),
        Row(
            label="처리 근거", text="「개인정보 보호법」 제15조제1항제4호(정보주체의 요청에 따른 계약 체결 과정의 조치)"
        ),
    ),
)
STEPS = [
    Step(what="접수", state="done", at=AT, note="약속한 날짜를 이때 정했습니다."),
    Step(what="답변 완료", state="now", at=AT + timedelta(hours=3)),
    Step(what="따로 보관", day=date(2026, 11, 30)),
    Step(what="파기", day=date(2027, 11, 23), note="늦어도 2027-11-28 (일)까지"),
]
TABLE = Table(
    caption="누가 보았나",
    head=("때", "누가", "왜", "횟수"),
    rows=[
        ("2026-11-23 (월) 14:05", "담당자", "답변", 1),
        ("2026-11-24 (화) 09:12", "개인정보 보호책임자", "접속기록 점검", 2),
    ],
    numbers=frozenset({3}),
)
STATS = [
    Stat(label="새 문의", value=12, more="오늘 3건", href="#inbox"),
    Stat(label="기한이 가까운 요구", value=2, more="가장 이른 것 D-1", tone="care", href="#due"),
    Stat(label="파기 기한 지남", value=1, more="D+2", tone="danger", href="#late"),
    Stat(label="접속기록 검증", value="이상 없음", more="2026-11-23 (월) 09:00", tone="good"),
]
CHART = Chart(
    title="주별 접수",
    of="건수",
    by="주",
    bars=[Bar(label=f"{n}주", value=n * n % 17 + 3, now=n == 8) for n in range(1, 9)],
)


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component on the frame that ``?base=`` names."""
    messages.success(request, "저장했습니다.")
    context = {
        "base": f"web/{request.GET.get('base', 'base')}.html",
        "places": [("첫 화면", "/"), ("문의", "/ask/"), ("견적문의", "")],
        "fields": FIELDS,
        "wrong_fields": FIELDS,
        "optional": OPTIONAL,
        "agree": AGREE,
        "shown": BLOCK,
        "steps": STEPS,
        "rows": [
            ("문의 종류", "견적문의"),
            ("적용된 처리방침", "2021-06-07 (월) 시행"),
            ("파기 예정", "2027-11-23 (화)"),
        ],
        "table": TABLE,
        "page": Paginator(range(200), 10).page(5),
        "today": TODAY,
        "soon": TODAY + timedelta(days=3),
        "late": TODAY - timedelta(days=2),
        "calm": TODAY + timedelta(days=30),
        "stats": STATS,
        "chart": CHART,
        "rooms": [
            Place(label="오늘", href="/gallery/", group="업무", count=3),
            Place(label="문의함", href="/console/inbox/", count=12),
            Place(label="권리 요구", href="/console/rights/"),
            Place(label="파기", href="/console/destroy/", group="보호책임자"),
            Place(label="접속기록", href="/console/log/"),
        ],
    }
    return HttpResponse(engines["django"].from_string(PAGE.read_text(encoding="utf-8")).render(context, request))


def nothing(request: HttpRequest) -> HttpResponse:
    """Stand in for a page of another room."""
    del request
    return HttpResponse(b"")


urlpatterns = [
    path("", include("jikim.web.urls")),
    path("gallery/", gallery),
    path("out/", nothing, name="account_logout"),
]
handler400 = "jikim.web.errors.bad_request"
handler403 = "jikim.web.errors.denied"
handler404 = "jikim.web.errors.not_found"
handler500 = "jikim.web.errors.broken"
