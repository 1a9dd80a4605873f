"""Opens the desk for the proofs of the promises, with and without a browser in front of it.

This file is read before Django has its apps, so what needs a model is imported when the fixture is asked for.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from jikim import clock
from jikim.web import limits

PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.fixture
def desk(db: None) -> Any:
    """Open a desk at ``cast.AT``; gives the verifier key of its log."""
    del db  # asked for its effect
    return import_module("tests.promises.cast").open_desk()


@pytest.fixture
def browser(db: None, settings: Settings) -> Client:
    """Open a desk today and stand before it as a visitor."""
    del db  # asked for its effect
    settings.STORAGES = PLAIN
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    limits.forget()
    cache.clear()
    import_module("tests.promises.cast").open_desk(clock.now())
    return Client(headers={"accept-language": "ko", "accept": "text/html"})
