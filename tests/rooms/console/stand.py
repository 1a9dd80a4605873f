"""The addresses of the staff's door, with what it leans on."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("console/", include("jikim.console.urls")),
    path("accounts/", include("jikim.people.urls")),
    path("", include("jikim.web.urls")),
]
handler400 = "jikim.web.errors.bad_request"
handler403 = "jikim.web.errors.denied"
handler404 = "jikim.web.errors.not_found"
handler500 = "jikim.web.errors.broken"
