"""Limits how often an address may knock at a door; keeps no address, only a digest under a key of this process."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hmac
import ipaddress
import math
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from jikim.errors import SlowDown
from jikim.people.address import address_of

RULES: Final[Mapping[str, str]] = {
    "intake": "10 per minute; 60 per hour",
    "receipt": "30 per minute; 300 per hour",
    "rights": "6 per minute; 30 per hour",
    "code": "5 per 5 minutes; 20 per hour",
    "complaint": "4 per minute; 20 per hour",
    "login": "10 per minute; 60 per hour",
    "api": "60 per minute; 1000 per hour",
}
"""What each door allows to one address (an IPv6 customer counts as one /64)."""

_KEY: Final = secrets.token_bytes(32)
_PARSED: Final[Mapping[str, list[RateLimitItem]]] = {door: parse_many(rules) for door, rules in RULES.items()}
_limiter = MovingWindowRateLimiter(MemoryStorage())


def knock(request: HttpRequest, door: str, *, at: datetime) -> None:
    """Count one try at ``door``; raises SlowDown("too-many") with the seconds to wait.

    The window moves: no burst at its seam.  Each process counts by itself, so n processes allow up to n times as much.
    """
    if not settings.JIKIM_LIMITS:
        return
    who = visitor(request)
    for rule in _PARSED[door]:
        if not _limiter.hit(rule, door, who):
            opens = _limiter.get_window_stats(rule, door, who).reset_time
            wait = math.ceil(opens - at.timestamp())
            name = "too-many"
            raise SlowDown(name, retry_after=min(max(wait, 1), rule.get_expiry()))


def visitor(request: HttpRequest) -> str:
    """Give the pseudonym of the address for as long as this process lives; nothing can be computed back from it."""
    return hmac.digest(_KEY, network_of(address_of(request)).encode(), "sha256").hex()


def network_of(address: str | None) -> str:
    """Give what stands for one customer: an IPv4 address, or the /64 of an IPv6 one; "" where none is known."""
    if address is None:
        return ""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def forget() -> None:
    """Start counting anew."""
    _limiter.storage.reset()
