"""Tells Django that this room exists, and lets what happens to an account become a fact."""

# SPDX-License-Identifier: Apache-2.0
from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room ``people``."""

    name = "jikim.people"
    label = "people"

    def ready(self) -> None:
        """Connect the receivers; they import models, which are not there before."""
        import_module("jikim.people.signals")
