"""Puts the gallery behind the client, with plain static files; the porch is tested without any door."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from django.test import Client
from django.urls import clear_url_caches
from pytest_django.fixtures import Settings
from tests.rooms.web.gallery.static import PLAIN

from jikim.web import limits


@pytest.fixture(autouse=True)
def gallery(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.rooms.web.gallery.urls"
    settings.STORAGES = PLAIN
    clear_url_caches()
    limits.forget()


@pytest.fixture
def visitor(db: None) -> Client:
    del db  # asked for its effect: the frame of a page looks for the policy in force
    return Client(headers={"accept-language": "ko", "accept": "text/html"})
