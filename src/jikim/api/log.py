"""The public half of the log: the signed checkpoint and the hash tiles (C2SP tlog-tiles); entries are never served."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jikim.ledger import head
from jikim.proof.tiles import WIDTH
from jikim.proof.tree import HASH

_TILE: Final = re.compile(r"([0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
DEEPEST: Final = 6


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Give the latest checkpoint; it changes every second, so nobody may keep it."""
    del request
    latest = head.latest()
    if latest is None:
        raise Http404
    return HttpResponse(
        latest.note.encode(), content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


@require_safe
def tile(request: HttpRequest, rest: str) -> HttpResponse:
    """Give one hash tile; what it holds never changes, so everybody may keep it for ever."""
    del request
    found = _TILE.fullmatch(rest)
    latest = head.latest()
    if found is None or latest is None or rest.count("x") > DEEPEST:
        raise Http404
    level, number, partial = int(found[1]), found[2].replace("x", "").replace("/", ""), found[3]
    width = int(partial) if partial else WIDTH
    hashes = head.tile(level, int(number), latest.size)
    if hashes is None or width > WIDTH or len(hashes) < width * HASH:
        raise Http404
    return HttpResponse(
        hashes[: width * HASH],
        content_type="application/octet-stream",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )
