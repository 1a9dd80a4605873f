"""Tells Django that this room exists."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class WorkConfig(AppConfig):
    """The room ``work``."""

    name = "jikim.work"
    label = "work"
