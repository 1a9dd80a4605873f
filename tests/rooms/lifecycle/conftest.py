"""Opens the desk for every test of this room.

This file is read before Django has its apps, so what needs a model is imported when the fixture is asked for.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from importlib import import_module

import pytest


@pytest.fixture(autouse=True)
def desk(db: None) -> None:
    del db  # asked for its effect
    import_module("tests.rooms.inquiries.stage").open_desk()
