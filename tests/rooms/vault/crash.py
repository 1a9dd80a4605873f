"""Runs a verb in a child process that dies at a chosen place, as by ``kill -9``, on the very databases of the test."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connections

from jikim.vault import fault

CRASHED, FINISHED = 9, 0


def dies_at_point(number: int, act: Callable[[], object]) -> bool:
    """Run ``act`` in a child that dies at the named fault point ``number`` (from 0); False where it got to its end."""
    left = iter(range(number, -1, -1))

    def hook(_point: str) -> None:
        if next(left) == 0:
            os._exit(CRASHED)

    def scene() -> None:
        fault.hooks.append(hook)
        act()

    return _forked(scene)


def dies_at_statement(number: int, act: Callable[[], object]) -> bool:
    """Run ``act`` in a child that dies instead of sending its statement ``number`` to either database."""
    left = iter(range(number, -1, -1))

    def wrapper(execute: Callable[..., Any], *args: Any) -> Any:
        if next(left) == 0:
            os._exit(CRASHED)
        return execute(*args)

    def scene() -> None:
        with ExitStack() as stack:
            for alias in connections:
                stack.enter_context(connections[alias].execute_wrapper(wrapper))
            act()

    return _forked(scene)


def _forked(scene: Callable[[], None]) -> bool:
    connections.close_all()  # no connection is shared with the child
    child = os.fork()
    if child == 0:
        try:
            scene()
        except BaseException:  # noqa: BLE001 -- the child must never return into the test runner
            traceback.print_exc()
            os._exit(1)
        os._exit(FINISHED)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    assert code in {CRASHED, FINISHED}

    return code == CRASHED
