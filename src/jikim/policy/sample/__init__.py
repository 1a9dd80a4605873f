"""The policy that a fresh desk starts with: an invented company's text and what it compiles to."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from importlib.resources import files

from jikim.policy import toml
from jikim.policy.model import Policy


def sample_text() -> str:
    """Give the text as published."""
    return files(__package__).joinpath("policy.txt").read_text(encoding="utf-8")


def sample_policy() -> Policy:
    """Give the compiled policy."""
    return toml.loads(files(__package__).joinpath("policy.toml").read_text(encoding="utf-8"))
