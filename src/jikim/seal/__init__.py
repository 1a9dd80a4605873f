"""Seals and opens bytes under a record's own key and makes blind index values; knows no database, file or clock."""

# SPDX-License-Identifier: Apache-2.0
from jikim.seal.body import open_body, open_box, seal_body, seal_box
from jikim.seal.index import KINDS, index_value, index_values, normalise
from jikim.seal.key import KEY_SIZE, DayKeys, derive, new_key, unwrap, unwrap_under_root, wrap, wrap_under_root

__all__ = [
    "KEY_SIZE",
    "KINDS",
    "DayKeys",
    "derive",
    "index_value",
    "index_values",
    "new_key",
    "normalise",
    "open_body",
    "open_box",
    "seal_body",
    "seal_box",
    "unwrap",
    "unwrap_under_root",
    "wrap",
    "wrap_under_root",
]
