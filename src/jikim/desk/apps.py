"""Tells Django that this room exists."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room ``desk``."""

    name = "jikim.desk"
    label = "desk"
