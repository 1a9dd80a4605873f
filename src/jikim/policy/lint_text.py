"""The words of a policy as a lint test looks at them; it decides nothing."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jikim.policy.model import Officer, Policy
from jikim.policy.words import Topic

Test = Callable[[Policy, date], str | None]
"""A test gives the place in the policy that breaks the rule, or None where the rule is kept."""


def text(policy: Policy, *topics: Topic) -> str:
    """Give the words of the articles about some topics; of all where none is named."""
    parts = [one for one in policy.articles if not topics or set(topics) & set(one.about)]
    return "\n".join(f"{one.title}\n{one.text}" for one in parts)


def told(policy: Policy) -> frozenset[Topic]:
    """Give the topics that have an article of their own."""
    return frozenset(topic for one in policy.articles for topic in one.about)


def labels(policy: Policy) -> tuple[str, ...]:
    """Give the labels of everything that any form asks, and the words that list the items."""
    asked = [item.label for use in policy.purposes for item in use.items.values()]
    return (*asked, *(use.items_said for use in policy.purposes), text(policy, "items"))


def chief(policy: Policy) -> Officer | None:
    """Give the officer who is responsible, as far as a role says so."""
    return next((one for one in policy.officers if "책임자" in one.role), None)
