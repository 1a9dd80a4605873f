"""One running desk that the tests of bad input share: no input may change it, so sharing is part of the test."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.faults.desk import Desk, desk_of_its_own


@pytest.fixture(scope="session")
def desk() -> Iterator[Desk]:
    with desk_of_its_own(JIKIM_LOG="DEBUG") as desk:
        desk.begin()
        yield desk
