"""What changed between two versions, and whether each change asks for consent again."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rooms.policy.cast import POLICY

from jikim.policy.compare import compare, needs_consent
from jikim.policy.ends import ends
from jikim.policy.model import Policy, Processor, ThirdParty
from jikim.policy.vocabulary import item

QUOTE = POLICY.purposes[0]
RECIPIENT = ThirdParty(recipient="가온물류", purpose="배송", items=("이름",), period="1년")


def use(**changes: Any) -> Policy:
    return POLICY.model_copy(update={"purposes": (QUOTE.model_copy(update=changes), *POLICY.purposes[1:])})


def keep(**changes: Any) -> Policy:
    row = POLICY.retention[0].model_copy(update=changes)
    return POLICY.model_copy(update={"retention": (row, *POLICY.retention[1:])})


def whole(**changes: Any) -> Policy:
    return POLICY.model_copy(update=changes)


def test_nothing_changes_between_a_policy_and_itself() -> None:
    assert compare(POLICY, POLICY) == ()


@pytest.mark.parametrize(
    ("new", "kind", "needs", "purpose"),
    [
        (use(detail=QUOTE.detail + " 광고 발송"), "purpose-wider", "consent", "quote"),
        (use(detail="제품선택 확인"), "purpose-narrower", "notice", "quote"),
        (use(ground="consent"), "ground-changed", "consent", "quote"),
        (use(optional=(*QUOTE.optional, item("생년월일"))), "items-added", "consent", "quote"),
        (use(optional=QUOTE.optional[1:]), "items-removed", "notice", "quote"),
        (
            use(required=(*QUOTE.required, QUOTE.optional[0]), optional=QUOTE.optional[1:]),
            "item-now-required",
            "consent",
            "quote",
        ),
        (
            use(required=QUOTE.required[:2], optional=(*QUOTE.optional, QUOTE.required[2])),
            "item-now-optional",
            "notice",
            "quote",
        ),
        (keep(period="P2Y", text="2년"), "keeping-longer", "consent", "quote"),
        (keep(period="P6M", text="6개월"), "keeping-shorter", "notice", "quote"),
        (keep(start="finished", outer="P2Y"), "keeping-longer", "consent", "quote"),
        (whole(third_parties=(RECIPIENT,)), "recipient-added", "consent", ""),
        (whole(processors=(Processor(name="가온호스팅", task="서버 운영"),)), "processor-added", "notice", ""),
        (whole(destruction=POLICY.destruction.model_copy(update={"days": 3})), "destruction-changed", "notice", ""),
        (whole(changes=POLICY.changes.model_copy(update={"notice_days": 30})), "notice-days-changed", "notice", ""),
        (whole(officers=()), "officers-changed", "notice", ""),
        (whole(preamble="다른 서문"), "words-changed", "notice", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_change_is_named_and_classified(new: Policy, kind: str, needs: str, purpose: str) -> None:
    changes = compare(POLICY, new)

    assert [(change.kind, change.needs, change.purpose) for change in changes] == [(kind, needs, purpose)]
    assert changes[0].before != changes[0].after
    assert changes[0].reason
    assert changes[0].reason_en


def test_a_recipient_that_gets_more_asks_again_and_one_that_is_dropped_does_not() -> None:
    more = RECIPIENT.model_copy(update={"items": ("이름", "주소")})
    old, new = whole(third_parties=(RECIPIENT,)), whole(third_parties=(more,))

    assert [change.kind for change in compare(old, new)] == ["recipient-wider"]
    assert [change.needs for change in compare(old, POLICY)] == ["notice"]


def test_a_new_purpose_leaves_old_records_alone_and_a_dropped_one_too() -> None:
    fewer = whole(purposes=POLICY.purposes[:1], retention=(POLICY.retention[0], POLICY.retention[2]))

    assert [change.kind for change in compare(fewer, POLICY)] == ["purpose-added"]
    assert [change.kind for change in compare(POLICY, fewer)] == ["purpose-removed"]
    assert needs_consent(compare(fewer, POLICY)) == frozenset()


def test_what_needs_consent_stands_first_and_names_its_purposes() -> None:
    new = whole(
        purposes=use(detail=QUOTE.detail + " 광고 발송").purposes,
        changes=POLICY.changes.model_copy(update={"notice_days": 30}),
    )

    changes = compare(POLICY, new)

    assert [change.needs for change in changes] == ["consent", "notice"]
    assert needs_consent(changes) == {"quote"}


LENGTHS = st.sampled_from(("P1M", "P6M", "P12M", "P1Y", "P365D", "P366D", "P30D", "P2Y", "P1Y1D"))
TERMS = st.fixed_dictionaries({"period": LENGTHS, "outer": st.none() | LENGTHS})


@settings(deadline=None, max_examples=80)
@given(old=TERMS, new=TERMS, day=st.integers(0, 4 * 365))
def test_no_record_ends_later_unless_consent_is_asked(old: Mapping[str, Any], new: Mapping[str, Any], day: int) -> None:
    before, after = keep(**old, text="가"), keep(**new, text="가")
    start = date(2024, 1, 1) + timedelta(days=day)
    asked = needs_consent(compare(before, after))

    assert "quote" in asked or ends(after, "quote", start) <= ends(before, "quote", start)
