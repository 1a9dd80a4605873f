"""Opens a desk on the sample policy, with Olga, Bob and Uma signed in by both factors and trained.

This file is read before Django has its apps, so what needs a model is imported when a fixture is asked for.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from jikim import clock

PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def _stage() -> Any:
    return import_module("tests.rooms.console.stage")


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def desk(db: None, settings: Settings, now: datetime) -> Any:
    del db  # asked for its effect
    settings.STORAGES = PLAIN
    settings.ROOT_URLCONF = "tests.rooms.console.stand"
    cache.clear()
    stage = _stage()
    stage.open_desk(now)
    return stage


@pytest.fixture
def olga(desk: Any, now: datetime) -> Any:
    return desk.worker("Olga", "officer", now)


@pytest.fixture
def bob(desk: Any, now: datetime) -> Any:
    return desk.worker("Bob", "staff", now)


@pytest.fixture
def uma(desk: Any, now: datetime) -> Any:
    return desk.worker("Uma", "operator", now)


@pytest.fixture
def as_olga(olga: Any) -> Client:
    return _stage().browser(olga)


@pytest.fixture
def as_bob(bob: Any) -> Client:
    return _stage().browser(bob)


@pytest.fixture
def as_uma(uma: Any) -> Client:
    return _stage().browser(uma)
