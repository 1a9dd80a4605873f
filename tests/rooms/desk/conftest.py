"""Opens a desk on the sample policy for every test of the public door.

This file is read before Django has its apps, so what needs a model is imported when the fixture is asked for.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from importlib import import_module

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from jikim import clock
from jikim.web import limits

PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.fixture
def browser(db: None, settings: Settings) -> Client:
    del db  # asked for its effect
    settings.STORAGES = PLAIN
    settings.ROOT_URLCONF = "tests.rooms.desk.stand"
    limits.forget()
    import_module("tests.rooms.desk.stage").open_desk(clock.now())
    return Client(headers={"accept-language": "ko", "accept": "text/html"})
