"""Tells Django that this room exists."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class VaultConfig(AppConfig):
    """The room ``vault``."""

    name = "jikim.vault"
    label = "vault"
