"""What axes asks of us: under which name failures are counted, and what it may say; it learns no address."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from jikim.errors import SlowDown
from jikim.people.models import Staff, folded


def name_of(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Give the name under which failures are counted: a keyed digest of what was typed as log-in.

    allauth signs in by ``email`` and sends no ``username``; taking that for the name would lock nobody.
    """
    given = credentials or {}
    login = given.get("username") or given.get("email") or request.POST.get("login") or ""
    return salted_hmac("jikim.people.lock", folded(str(login)), algorithm="sha256").hexdigest()


def anonymous(*_: object) -> str:
    """Stand in for the person in axes' log lines; who it was is in the ledger, by token."""
    return "an account"


def unchanged(_request: HttpRequest, response: HttpResponse | None, _credentials: object = None) -> HttpResponse | None:
    """Leave the response as it is: ``refuse_if_locked`` has made it, in the look of the house."""
    return response


def locked(request: HttpRequest, staff: Staff) -> bool:
    """Tell whether an account is locked."""
    return not AxesProxyHandler.is_allowed(request, {"email": staff.email})


def too_many() -> SlowDown:
    """Make the refusal that a locked account gets, whoever knocks and whether it exists or not."""
    return SlowDown("account-locked", retry_after=int(settings.AXES_COOLOFF_TIME.total_seconds()))
