"""Tells Django that this room exists."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class RightsConfig(AppConfig):
    """The room ``rights``."""

    name = "jikim.rights"
    label = "rights"
