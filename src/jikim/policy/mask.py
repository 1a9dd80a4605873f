"""The one rule by which a value is hidden, everywhere: two rules side by side would undo each other.

Name: first and last letter stay (홍*동, 김*).  Phone: the exchange goes (010-****-5678).  E-mail: two letters of the
local part stay.  Line: the first letter stays.  Free text: nothing stays.  Choice: not personal, stays.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from typing import Final

STARS: Final = "****"
_SHOWN: Final = 2
_LAST: Final = 4


def mask(kind: str, value: str) -> str:
    """Hide a value by its kind; an unknown kind is hidden whole, an empty value stays empty."""
    return _RULES.get(kind, _all)(value) if value else ""


def _name(value: str) -> str:
    if len(value) <= _SHOWN:
        return value[0] + "*"
    inside = "".join(" " if letter == " " else "*" for letter in value[1:-1])
    return value[0] + inside + value[-1]


def _phone(value: str) -> str:
    if not value.startswith("+82"):
        return f"{value[:2]}{STARS}{value[-_LAST:]}" if len(value) > 2 * _LAST else STARS
    national = value.removeprefix("+82")
    if len(national) == 2 * _LAST and national[0] == "1":
        return f"{STARS}-{national[-_LAST:]}"
    area = 1 if national.startswith("2") else 2
    return f"0{national[:area]}-{STARS}-{national[-_LAST:]}"


def _email(value: str) -> str:
    local, _, domain = value.rpartition("@")
    shown = local[: min(_SHOWN, len(local) - 1)]
    return f"{shown}{STARS}@{domain}"


def _line(value: str) -> str:
    return value[0] + STARS


def _all(_value: str) -> str:
    return STARS


def _none(value: str) -> str:
    return value


_RULES: Final[dict[str, Callable[[str], str]]] = {
    "name": _name,
    "phone": _phone,
    "email": _email,
    "line": _line,
    "text": _all,
    "choice": _none,
}
