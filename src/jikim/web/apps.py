"""Tells Django that this room exists."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig

from jikim.web import travel


class WebConfig(AppConfig):
    """The room ``web``; it has templates, style sheets and translations, but no tables."""

    name = "jikim.web"
    label = "web"

    def ready(self) -> None:
        """Take up the clock of a demonstration where it stood."""
        travel.resume()
