"""The 24 sections of the drafting guide (개인정보 처리방침 작성지침 2026.4) in their order; it words no section."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from jikim.policy.words import Topic

Duty = Literal["must", "if-it-applies", "recommended"]


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One section of the guide: what it is about, its titles, and whether it must stand there."""

    about: Topic
    title: str
    title_en: str
    duty: Duty


def _chapter(about: Topic, duty: Duty, title: str, title_en: str) -> Chapter:
    return Chapter(about=about, title=title, title_en=title_en, duty=duty)


GUIDE: Final[tuple[Chapter, ...]] = (
    _chapter("preamble", "must", "제목 및 서문", "Title and preamble"),
    _chapter("purposes", "must", "개인정보의 처리 목적", "Purposes of processing"),
    _chapter("items", "must", "처리하는 개인정보의 항목", "Personal data processed"),
    _chapter("children", "if-it-applies", "14세 미만 아동의 개인정보 처리에 관한 사항", "Children under 14"),
    _chapter("retention", "must", "개인정보의 처리 및 보유 기간", "How long data is kept"),
    _chapter("destruction", "must", "개인정보의 파기 절차 및 방법", "Destruction"),
    _chapter("third-parties", "if-it-applies", "개인정보의 제3자 제공", "Provision to third parties"),
    _chapter("further-use", "if-it-applies", "추가적인 이용·제공의 판단 기준", "Criteria for further use"),
    _chapter("processors", "if-it-applies", "개인정보 처리업무의 위탁", "Processors"),
    _chapter("abroad", "if-it-applies", "개인정보의 국외 수집 및 이전", "Collection and transfer abroad"),
    _chapter("safeguards", "must", "개인정보의 안전성 확보조치", "Safeguards"),
    _chapter(
        "sensitive", "if-it-applies", "민감정보의 공개 가능성 및 비공개를 선택하는 방법", "Sensitive data made public"
    ),
    _chapter("pseudonyms", "if-it-applies", "가명정보의 처리", "Pseudonymous data"),
    _chapter(
        "cookies", "if-it-applies", "개인정보 자동 수집 장치의 설치·운영 및 거부", "Cookies and how to refuse them"
    ),
    _chapter("behaviour", "recommended", "제3자의 행태정보 수집 허용 및 거부", "Behavioural data taken by others"),
    _chapter("rights", "must", "정보주체와 법정대리인의 권리·의무 및 행사방법", "Your rights and how to use them"),
    _chapter("automated", "if-it-applies", "자동화된 결정에 관한 사항", "Automated decisions"),
    _chapter("officers", "must", "개인정보 보호책임자 및 고충처리 부서", "Privacy officer and complaints desk"),
    _chapter("agent-in-korea", "if-it-applies", "국내대리인의 지정", "Agent in Korea"),
    _chapter("remedies", "recommended", "정보주체의 권익침해에 대한 구제방법", "Remedies"),
    _chapter("cctv", "if-it-applies", "고정형 영상정보처리기기의 운영·관리", "Fixed cameras"),
    _chapter("mobile-cctv", "if-it-applies", "이동형 영상정보처리기기의 운영·관리", "Mobile cameras"),
    _chapter("self-regulation", "recommended", "자율적인 개인정보 보호조치", "Voluntary measures"),
    _chapter("changes", "must", "개인정보 처리방침의 변경", "Changes to this policy"),
)
