"""Small addresses that belong to no door: language, robots, icon."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from django.urls import path

from jikim.web import demo, small

app_name = "web"
urlpatterns = [
    path("language/", small.language, name="language"),
    path("demo/", demo.demo, name="demo"),
    path("robots.txt", small.robots, name="robots"),
    path("favicon.ico", small.icon, name="icon"),
    path(".well-known/security.txt", small.security, name="security"),
]
