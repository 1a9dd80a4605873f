"""Hidden fields of a public form: the key that makes a repeated submit one submit, the notice shown, the trap."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
import secrets
from typing import Final

from django.http import QueryDict

from jikim.errors import Invalid, Refused

KEY_FIELD: Final = "once"
NOTICE_FIELD: Final = "notice"
TRAP_FIELD: Final = "website"
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{22,64}")


def new_key() -> str:
    """Give a fresh idempotency key (192 random bits): the hidden field of a form that is shown for the first time."""
    return secrets.token_urlsafe(24)


def key_of(sent: QueryDict) -> str:
    """Give the key that came back with the form; raises Invalid("submission-key-missing")."""
    key = sent.get(KEY_FIELD, "")
    if not _KEY.fullmatch(key):
        rule = "submission-key-missing"
        raise Invalid(rule)
    return key


def refuse_machines(sent: QueryDict) -> None:
    """Raise Refused("machine-suspected") where the field that people cannot see was filled in."""
    if sent.get(TRAP_FIELD):
        rule = "machine-suspected"
        raise Refused(rule)


def answers_of(sent: QueryDict, *, aside: frozenset[str] = frozenset()) -> dict[str, str]:
    """Give every field that came, but those of the form itself; raises Invalid("field-repeated") where one came twice.

    Nothing is dropped silently: what the policy does not know is for the policy to refuse.
    """
    ours = aside | {KEY_FIELD, NOTICE_FIELD, TRAP_FIELD, "csrfmiddlewaretoken"}
    names = [name for name in sent if name not in ours]
    if any(len(sent.getlist(name)) > 1 for name in names):
        rule = "field-repeated"
        raise Invalid(rule)
    return {name: str(sent[name]) for name in names}
