"""Names the room of the log to Django."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The log that only grows."""

    name = "jikim.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
