"""Tells Django that this room exists."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    """The room ``lifecycle``."""

    name = "jikim.lifecycle"
    label = "lifecycle"
