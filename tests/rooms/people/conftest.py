"""The cast, and a house that holds nothing but the door of accounts.

This file is read before Django has its apps, so what needs a model is imported when a fixture is asked for.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from jikim import clock
from jikim.people import settings as ours

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def _person(name: str, role: str, at: datetime) -> Any:
    return import_module("tests.rooms.people.cast").person(name, role, at)


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def olga(now: datetime) -> Any:
    return _person("Olga", "officer", now)


@pytest.fixture
def bob(now: datetime) -> Any:
    return _person("Bob", "staff", now)


@pytest.fixture(autouse=True)
def alone(settings: Settings) -> Iterator[None]:
    """Take away the rooms above: this room must work without their pages."""
    settings.ROOT_URLCONF = "tests.rooms.people.house"
    settings.TEMPLATES = import_module("tests.rooms.people.house").TEMPLATES
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        *ours.MIDDLEWARE,
        "tests.rooms.people.house.Errors",
    ]
    cache.clear()
    yield
    cache.clear()
