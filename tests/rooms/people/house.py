"""A house with nothing but the door of accounts: its addresses, and how it answers a refusal."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from jikim.errors import JikimError
from jikim.people.second_factor import second_factor_required

PAGES = (
    "account/login.html",
    "account/logout.html",
    "account/password_change.html",
    "account/reauthenticate.html",
    "mfa/authenticate.html",
    "mfa/index.html",
    "mfa/reauthenticate.html",
    "mfa/recovery_codes/generate.html",
    "mfa/recovery_codes/index.html",
    "mfa/totp/activate_form.html",
    "people/join.html",
    "usersessions/usersession_list.html",
)
PAGE = "{{ form.errors }}{{ unused_codes }}"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.locmem.Loader", dict.fromkeys(PAGES, PAGE))],
            "context_processors": ["django.template.context_processors.request"],
        },
    }
]


class Errors:
    """Answers a refusal with its status and its rule."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        return HttpResponse(error.rule, status=error.status) if isinstance(error, JikimError) else None


def desk(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("desk")


@second_factor_required
def console(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("console")


def forgotten(_request: HttpRequest) -> HttpResponse:
    """Stand for a page whose author forgot to guard it."""
    return HttpResponse("forgotten")


urlpatterns = [
    path("", desk),
    path("accounts/", include("jikim.people.urls")),
    path("console/", console),
    path("forgotten/", forgotten),
]
