"""Tells Django that this room exists."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """The room ``registers``."""

    name = "jikim.registers"
    label = "registers"
