"""Tells Django that this room exists."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """The room ``console``."""

    name = "jikim.console"
    label = "console"
