"""Writes a policy as ``policy.toml`` and reads it back to the same value; refuses a file that the model does not admit.

A ``said`` key beside values is the published sentence that they come from.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import tomlkit
from pydantic import ValidationError
from tomlkit.items import AoT, InlineTable, Item, Table

from jikim.errors import Invalid
from jikim.policy.model import Policy

_HEAD: Final = (
    "The privacy policy as the desk runs it.  `said` is the published sentence that the values beside it come from.",
    "Change it through the workshop or with `jikim policy`; every change is a new version with its own digest.",
)
_INLINE: Final = frozenset(("required", "optional", "needs"))


def dumps(policy: Policy) -> str:
    """Write a policy, keys in the order of the model; ``loads`` gives back an equal one."""
    document = tomlkit.document()
    for line in _HEAD:
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    for key, value in _shown(policy.model_dump(exclude_none=True)).items():
        document.add(key, _written(key, value))
    return tomlkit.dumps(document)


@lru_cache(maxsize=16)
def loads(text: str) -> Policy:
    """Read a policy; raises Invalid("policy-toml-syntax") or ("policy-toml-shape"), the hint says where and why."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        rule = "policy-toml-syntax"
        raise Invalid(rule, hint=str(error)) from None
    try:
        return Policy.model_validate_json(json.dumps(raw, default=str, ensure_ascii=False))
    except ValidationError as error:
        rule = "policy-toml-shape"
        raise Invalid(rule, hint="; ".join(_places(error))) from None
    except (UnicodeEncodeError, RecursionError):
        rule = "policy-toml-syntax"
        raise Invalid(rule, hint="not a text that can be written as UTF-8") from None


def _places(error: ValidationError) -> list[str]:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return [f"{'.'.join(map(str, row['loc'])) or 'policy'}: {row['msg']}" for row in found]


def _shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is empty; a false or a zero says something and stays."""
    deep = {key: _deep(value) for key, value in values.items()}
    return {key: value for key, value in deep.items() if value not in ("", [], {})}


def _deep(value: object) -> object:
    if isinstance(value, Mapping):
        return _shown(value)
    if isinstance(value, tuple):
        return [_deep(part) for part in value]
    return value


def _written(key: str, value: Any) -> Item:
    if isinstance(value, Mapping):
        return _inline(value) if key in _INLINE else _table(value)
    if isinstance(value, list):
        return _list(key, value)
    if isinstance(value, str) and "\n" in value:
        return _prose(value)
    single: Item = tomlkit.item(value)
    return single


def _prose(text: str) -> Item:
    """Write several lines as lines; quotes in a row and a last one are escaped, else they would end the string."""
    safe = text.replace("\\", "\\\\").replace('""', '"\\"')
    if safe.endswith('"'):
        safe = safe[:-1] + '\\"'
    return tomlkit.value(f'"""\n{safe}"""')


def _list(key: str, rows: Sequence[Any]) -> Item:
    if rows and isinstance(rows[0], Mapping) and key not in _INLINE:
        return AoT([_table(row) for row in rows])
    array = tomlkit.array()
    for row in rows:
        array.append(_inline(row) if isinstance(row, Mapping) else tomlkit.item(row))
    array.multiline(multiline=key in _INLINE and bool(rows))
    return array


def _table(values: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    for key, value in values.items():
        table.add(key, _written(key, value))
    return table


def _inline(values: Mapping[str, Any]) -> InlineTable:
    table = tomlkit.inline_table()
    for key, value in values.items():
        table.add(key, tomlkit.item(value))
    return table
