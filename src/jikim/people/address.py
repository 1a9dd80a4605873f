"""Tells from which network address a request comes, as far as the proxies that we trust can vouch for it."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """Give the address in its canonical form, or None where the server names none (a unix socket).

    ``JIKIM_PROXIES`` says how many proxies stand in front; each appends one entry to X-Forwarded-For, so the one that
    counts is that many from the right.  What stands left of it was written by the client and is not believed.
    """
    told = request.META.get("REMOTE_ADDR", "")
    proxies: int = getattr(settings, "JIKIM_PROXIES", 0)
    if proxies:
        entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        told = entries[-proxies] if len(entries) >= proxies else told
    try:
        address = ip_address(told.strip().removeprefix("[").partition("]")[0].partition("%")[0])
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)
