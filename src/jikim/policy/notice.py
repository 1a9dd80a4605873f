"""Words the notice of one form from the policy; these very bytes go into the evidence (법 제15조제2항, 제22조).

What the request itself needs is told and not asked (법 제15조제1항제4호); what is optional is asked apart, unticked.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jikim.law.period import period
from jikim.policy.admit import OPTIONAL, REQUIRED
from jikim.policy.korean import particle
from jikim.policy.model import Item, Policy, Purpose, Retention
from jikim.proof.values import Digest, Slug, digest_of

_EVENTS: Final = {"receipt": "접수한 날부터", "finished": "처리를 마친 날부터"}
_GROUND: Final = "「개인정보 보호법」 제15조제1항제4호(정보주체의 요청에 따른 계약 체결 과정의 조치)"
_STATUTE: Final = "법령상 의무의 준수 「개인정보 보호법」 제15조제1항제2호"
_REFUSE_OPTIONAL: Final = "동의를 거부할 수 있으며, 거부하더라도 {name}에 아무런 불이익이 없습니다."
_REFUSE_REQUIRED: Final = "동의를 거부할 수 있으나, 거부하면 {name} 할 수 없습니다."


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a block; ``strong`` marks the period, which the law wants to stand out (영 제17조제3항)."""

    label: str
    text: str
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class Block:
    """One block of the form: a notice, or a consent (``asks``) whose answer is recorded under ``slug``."""

    slug: Slug
    title: str
    asks: bool
    items: tuple[Item, ...]
    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        """The block as it goes into the evidence, one row a line."""
        return "\n".join((f"[{self.title}]", *(f"{row.label}: {row.text}" for row in self.rows)))


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Everything a visitor is told and asked for one purpose under one version of the policy."""

    policy: Digest
    purpose: Slug
    required: Block
    optional: Block | None
    text: str
    digest: Digest

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in the order of the form."""
        return (self.required,) if self.optional is None else (self.required, self.optional)


@lru_cache(maxsize=256)
def notice(policy: Policy, purpose: str) -> Notice:
    """Word the notice; raises Refused("purpose-not-in-policy").  Same policy and purpose, same bytes."""
    use = policy.purpose(purpose)
    kept = keeping(policy.kept[use.slug])
    required = _required(use, kept)
    optional = _optional(use, kept) if use.optional else None
    head = f"{policy.company} {policy.title} · {use.name}"
    version = f"방침 {policy.digest}"
    text = "\n\n".join((head, *(block.text for block in (required, optional) if block), version)) + "\n"
    return Notice(
        policy=policy.digest,
        purpose=Slug(use.slug),
        required=required,
        optional=optional,
        text=text,
        digest=digest_of(text.encode()),
    )


def keeping(row: Retention) -> str:
    """Word a keeping period with its start: ``접수한 날부터 1년``."""
    outer = f" (접수한 날부터 최대 {period(row.outer).korean})" if row.outer else ""
    if row.period is None:
        return f"{row.text}{outer}"
    return f"{_EVENTS[row.start]} {period(row.period).korean}{outer}"


def _required(use: Purpose, kept: str) -> Block:
    asks = use.ground == "consent"
    rows = [Row(label="이용 목적", text=_aim(use)), Row(label="필수 항목", text=_labels(use.required))]
    if use.needs:
        rows.append(Row(label="함께 적는 내용", text=_labels(use.needs)))
    rows.append(Row(label="보유 기간", text=kept, strong=True))
    if asks:
        rows.append(Row(label="거부할 권리", text=_REFUSE_REQUIRED.format(name=particle(use.name, "을", "를"))))
    else:
        rows.append(Row(label="처리 근거", text=_STATUTE if use.ground == "statute" else _GROUND))
    title = "필수 항목 동의" if asks else "필수 항목 안내 (동의 없이 처리)"
    return Block(slug=REQUIRED, title=title, asks=asks, items=(*use.required, *use.needs), rows=tuple(rows))


def _optional(use: Purpose, kept: str) -> Block:
    rows = (
        Row(label="이용 목적", text=_aim(use)),
        Row(label="선택 항목", text=_labels(use.optional)),
        Row(label="보유 기간", text=kept, strong=True),
        Row(label="거부할 권리", text=_REFUSE_OPTIONAL.format(name=use.name)),
    )
    return Block(slug=OPTIONAL, title="선택 항목 동의", asks=True, items=use.optional, rows=rows)


def _aim(use: Purpose) -> str:
    return f"{use.name} - {use.detail}" if use.detail else use.name


def _labels(items: tuple[Item, ...]) -> str:
    return ", ".join(item.label for item in items) or "없음"
