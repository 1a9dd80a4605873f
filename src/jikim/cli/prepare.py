"""Makes a data directory ready to serve: tables, keys, the adopted policy, a first catalogue; safe to run again."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from jikim.inquiries import catalogue
from jikim.inquiries.models import Choice
from jikim.ledger import key as ledger_key
from jikim.ledger.sequence import confirm
from jikim.lifecycle.make_keys import make_keys
from jikim.policy import toml
from jikim.policy.compile import compiled
from jikim.policy.model import Policy
from jikim.policy.read import read
from jikim.policy.sample import sample_policy
from jikim.policy.source import text_of
from jikim.proof.values import By, Slug
from jikim.registers.enact import adopt
from jikim.registers.in_force import in_force
from jikim.registers.models import Enactment
from jikim.vault import daykeys
from jikim.vault.reconcile import Reconciliation, reconcile
from jikim.work import mark

SYSTEM: Final = By(role=Slug("system"))
FIRST_CHOICES: Final = {
    "product": ("표준 제품", "맞춤 제작", "부품 · 소모품"),
    "kind": ("제품 문의", "기술 지원", "기타 상담"),
}
"""What the catalogue offers until staff change it: a form must be usable on the first day."""


def prepare(*, at: datetime, accept_clock: bool = False) -> Reconciliation:
    """Bring the data directory to where a desk can be served; gives what was taken up and what still disagrees.

    Raises Broken where keyring, log and databases belong to different houses or times, and where the clock stands
    before a moment seen already, unless ``accept_clock`` says that this moment was the wrong one.
    """
    lay_tables()
    if accept_clock:
        mark.accept(at=at)
    mark.advance(at)
    call_command("collectstatic", verbosity=0, interactive=False)
    daykeys.ring()  # before any key is made: where the keyring is lost, a new one must not begin in its place
    ledger_key.ensure(f"{urlsplit(settings.JIKIM_URL).netloc}/log")
    confirm()
    if not Enactment.objects.exists():
        adopt(published(), by=SYSTEM, at=at)
    state = reconcile(by=SYSTEM, at=at)
    policy = in_force(at).policy
    make_keys(policy, at=at)
    _offer(policy, at=at)
    return state


def lay_tables() -> None:
    """Make the tables of both databases, or bring them up to date."""
    for alias in connections:
        call_command("migrate", database=alias, verbosity=0, interactive=False)


def published() -> Policy:
    """Give the policy that the company has published: the file that JIKIM_POLICY names, else the sample."""
    return policy_in(Path(settings.JIKIM_POLICY)) if settings.JIKIM_POLICY else sample_policy()


def policy_in(file: Path) -> Policy:
    """Read a policy: a ``.toml`` is taken as compiled; any other file is prose, with the defaults.

    Raises Invalid where the file is no text, or what the reader raises.
    """
    text = text_of(file.read_bytes())
    return toml.loads(text) if file.suffix == ".toml" else compiled(read(text))


def _offer(policy: Policy, *, at: datetime) -> None:
    for purpose in policy.purposes:
        for item in purpose.needs:
            if item.kind != "choice" or Choice.objects.filter(purpose=purpose.slug, item=item.slug).exists():
                continue
            for name in FIRST_CHOICES.get(item.slug, ("일반 문의",)):
                catalogue.add(Slug(purpose.slug), Slug(item.slug), name, by=SYSTEM, at=at)
