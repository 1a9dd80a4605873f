"""B1: POST a quote request over HTTP, durable, beside a plain ModelForm that stores the same fields in clear.

Workload: the eight fields of the quote form in Korean, 8 and 64 connections, SQLite with one worker (the default) and
PostgreSQL with four; both durable (synchronous=FULL, synchronous_commit on).  ``scale`` shortens the rounds.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.postgres import cluster, fresh

from bench.compare import Figure, alternate
from bench.load import drive, fetch, post_script, temporary
from bench.servers import Server, desk, plain

ANSWERS = {
    "name": "홍길동",
    "phone": "010-1234-5678",
    "email": "alice@customer.example",
    "content": "스무 대를 설치하려고 합니다. 가격과 납기를 알려 주십시오.",
}
OPTIONAL = {"rank": "과장", "company": "주식회사 가나다", "department": "구매팀"}
ROUNDS = 3


def figures(scale: float) -> Iterator[Figure]:
    """Give the figures of both databases at both widths."""
    seconds = max(2, round(8 / scale))
    with temporary() as folder, ExitStack() as stack:
        ours = stack.enter_context(desk(_sub(folder, "desk")))
        theirs = stack.enter_context(plain(_sub(folder, "plain")))
        yield from _both("sqlite 1 worker", ours, theirs, seconds)
    with temporary() as folder, cluster() as urls, ExitStack() as stack:
        ours = stack.enter_context(
            desk(_sub(folder, "desk"), database=urls["JIKIM_DATABASE_URL"], apart=urls["JIKIM_APART_URL"], workers=4)
        )
        theirs = stack.enter_context(
            plain(_sub(folder, "plain"), database=fresh(urls)["JIKIM_DATABASE_URL"], workers=4)
        )
        yield from _both("postgresql 4 workers", ours, theirs, seconds)


def _sub(folder: str, name: str) -> Path:
    path = Path(folder) / name
    path.mkdir()
    return path


def _both(where: str, ours: Server, theirs: Server, seconds: int) -> Iterator[Figure]:
    for connections in (8, 64):
        mine, other = alternate(
            lambda width=connections: _ours(ours, width, seconds),  # type: ignore[misc]  # bound at once
            lambda width=connections: _theirs(theirs, width, seconds),  # type: ignore[misc]  # bound at once
            rounds=ROUNDS,
        )
        yield Figure(
            name=f"B1 intake {where} c{connections}",
            unit="req/s",
            ours=mine,
            theirs=other,
            goal=">= 1.0",
            beside="plain ModelForm",
        )


def _ours(server: Server, connections: int, seconds: int) -> float:
    form = fetch(server.port, "/ask/quote/")
    product = re.search(r'<(?:option|input)[^>]*value="([0-9a-hjkmnp-tv-z]{26})"', form.page)
    fields = {**ANSWERS, **OPTIONAL, "consent-optional": "yes"}
    if product:
        fields["product"] = product[1]
    script = post_script(form, fields, once="once")
    return drive(server.port, "/ask/quote/", connections=connections, seconds=seconds, script=script).rate


def _theirs(server: Server, connections: int, seconds: int) -> float:
    form = fetch(server.port, "/")
    script = post_script(form, {**ANSWERS, **OPTIONAL, "product": "펌프"})
    return drive(server.port, "/", connections=connections, seconds=seconds, script=script).rate
