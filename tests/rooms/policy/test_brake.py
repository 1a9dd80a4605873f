"""Numbers that nobody asked for are masked; phone numbers, prices and dates are left alone."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.policy.brake import KINDS, brake


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("900101-1234567", "resident-number"),
        ("주민번호 9001011234567 입니다", "resident-number"),
        ("900101 - 2234567", "resident-number"),
        ("900101–1234567", "resident-number"),
        ("９００１０１－１２３４５６７", "resident-number"),
        ("9 0 0 1 0 1 - 1 2 3 4 5 6 7", "resident-number"),
        ("900101.1234567", "resident-number"),
        ("051231-3234567", "resident-number"),
        ("850315-5234567", "foreigner-number"),
        ("4111 1111 1111 1111", "card"),
        ("5555-5555-5555-4444", "card"),
        ("378282246310005", "card"),
        ("11-12-123456-78", "driver-licence"),
        ("서울 12-123456-78", "driver-licence"),
        ("M12345678", "passport"),
        ("M123A4567", "passport"),
        ("여권번호는 S12345678", "passport"),
        ("국민은행 123456-01-123456 홍길동", "account"),
        ("입금 계좌: 1002-123-456789", "account"),
    ],
)
def test_it_masks_an_over_collected_number(text: str, kind: str) -> None:
    braked = brake(text)

    assert braked.kinds == (kind,)
    assert len(braked.text) == len(text)
    assert sum(character.isdigit() for character in braked.text) <= sum(map(str.isdigit, text)) - 7


@pytest.mark.parametrize(
    "text",
    [
        "",
        "연락처는 010-1234-5678 입니다",
        "계좌 대신 010-1234-5678로 전화 주세요",
        "2026-11-23부터 2027-11-23까지",
        "예산은 120,000,000원입니다",
        "사업자등록번호 123-45-67890",
        "모델 S12345678 두 대",
        "4111 1111 1111 1112",
        "도면 번호 991301-1234567001",
        "1234567890123",
    ],
)
def test_it_leaves_other_numbers_alone(text: str) -> None:
    braked = brake(text)

    assert (braked.text, braked.kinds) == (text, ())


def test_it_masks_several_numbers_and_names_each_kind_once() -> None:
    braked = brake("카드 4111111111111111, 주민 900101-1234567, 다시 900101-1234567")

    assert braked.kinds == ("resident-number", "card")
    assert braked.text == "카드 ****************, 주민 ******-*******, 다시 ******-*******"


@given(st.text())
def test_it_never_lengthens_shortens_or_adds_a_digit(text: str) -> None:
    braked = brake(text)

    assert len(braked.text) == len(text)
    assert set(braked.kinds) <= set(KINDS)
    assert braked.kinds or braked.text == text


@given(st.text(), st.dates(), st.integers(1_000_000, 4_999_999), st.text())
def test_no_registration_number_survives(before: str, born: object, serial: int, after: str) -> None:
    number = f"{born:%y%m%d}-{serial}"

    braked = brake(f"{before} {number} {after}")

    assert number not in braked.text


def test_a_long_text_of_digits_is_read_in_time() -> None:
    assert brake("1-" * 5_000).text
    assert brake("은행 " * 3_000 + "1 " * 2_000).text
