"""Takes out of every log record what may hold personal data: exception texts, values, addresses and request paths.

A log names the place and the kind of an error; what was being handled is found by token in the ledger.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import logging
import traceback
from types import TracebackType

_REQUEST = ("django.request", "django.security", "django.server")


class Impersonal(logging.Filter):
    """A filter for every handler; it never drops a record, it rewrites what the record shows."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite one record."""
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = _frames(record.exc_info[0], record.exc_info[1], record.exc_info[2])
            record.exc_info = None
        request = record.__dict__.pop("request", None)
        if record.name.startswith(_REQUEST):
            record.msg = f"{record.name.removeprefix('django.')}: {_route(request)}{_status(record)}"
            record.args = ()
        return True


def _frames(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    lines = [
        f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}' for frame in traceback.extract_tb(trace)
    ]
    rule = getattr(error, "rule", "")
    return "\n".join(
        [*lines, f"{kind.__module__}.{kind.__qualname__}{f' ({rule})' if isinstance(rule, str) and rule else ''}"]
    )


def _route(request: object) -> str:
    """Give the pattern that matched, never the address that was asked: it may hold a receipt code."""
    match = getattr(request, "resolver_match", None)
    return (
        f"{getattr(request, 'method', '')} /{match.route}" if match else f"{getattr(request, 'method', '')} (no route)"
    )


def _status(record: logging.LogRecord) -> str:
    status = getattr(record, "status_code", None)
    return f" {status}" if isinstance(status, int) else ""
