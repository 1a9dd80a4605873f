"""Reads published prose into values with their places in it; deterministic, and what it does not know it asks.

``read`` is the one door.  Each concept has one recogniser in a module of its own; none knows another.
"""

# SPDX-License-Identifier: Apache-2.0
from jikim.policy.read.draft import Draft, Question, Reading, Span
from jikim.policy.read.reader import read

__all__ = ["Draft", "Question", "Reading", "Span", "read"]
