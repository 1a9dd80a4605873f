"""Tells Django that this room exists."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class OversightConfig(AppConfig):
    """The room ``oversight``."""

    name = "jikim.oversight"
    label = "oversight"
