"""Tells Django that this room exists."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room ``web``; it has templates, style sheets and translations, but no tables."""

    name = "jikim.web"
    label = "web"
