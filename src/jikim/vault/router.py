"""Sends each table to its database: what is set apart lies in ``apart``, everything else in ``default``; never both."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

from django.db import models

APART = "apart"
DEFAULT = "default"


def _home(model: type[models.Model]) -> str:
    return APART if model._meta.label.startswith("vault.Apart") else DEFAULT  # noqa: SLF001 -- _meta is Django's documented API


class Router:
    """Django's database router of the house."""

    def db_for_read(self, model: type[models.Model], **_hints: Any) -> str:
        """Name the database that holds the table."""
        return _home(model)

    def db_for_write(self, model: type[models.Model], **_hints: Any) -> str:
        """Name the database that holds the table."""
        return _home(model)

    def allow_relation(self, one: models.Model, other: models.Model, **_hints: Any) -> bool:
        """Refuse a relation across the two databases."""
        return _home(one._meta.model) == _home(other._meta.model)  # noqa: SLF001 -- Django's documented API; a lazy object stands for its model too

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **_hints: Any) -> bool:
        """Make each table in its own database only; a step without a table (triggers) looks at the database itself."""
        if app_label != "vault":
            return db == DEFAULT
        return model_name is None or (db == APART) == model_name.startswith("apart")
