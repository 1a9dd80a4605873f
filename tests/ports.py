"""Finds free loopback ports below 32768: the kernel hands out none there, so none is lost between look and use."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import random
import socket

FIRST, LAST = 20_000, 32_000


def free() -> int:
    """Give a port that nobody listens on; tries are random because test processes look at the same time."""
    for port in random.sample(range(FIRST, LAST), 200):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    message = f"no free port between {FIRST} and {LAST}"
    raise RuntimeError(message)
