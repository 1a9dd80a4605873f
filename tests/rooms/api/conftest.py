"""Opens the desk on this very moment, and gives a client that asks as a program does.

This file is read before Django has its apps, so what needs a model is imported when a fixture is asked for.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from importlib import import_module

import pytest
from django.test import Client

from jikim import clock
from jikim.web import limits


@pytest.fixture
def program(db: None) -> Client:
    del db  # asked for its effect
    limits.forget()
    import_module("tests.rooms.inquiries.stage").open_desk(clock.now())
    return Client(headers={"accept": "application/json"})
