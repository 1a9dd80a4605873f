"""Tells Django that this room exists."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class PaperConfig(AppConfig):
    """The room ``paper``."""

    name = "jikim.paper"
    label = "paper"
