"""Keeps the list of processors that the public page shows (law Art. 26 ②)."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from jikim.errors import Invalid
from jikim.ledger.append import append
from jikim.proof.facts import ProcessorEngaged
from jikim.proof.values import By, Token, new_token
from jikim.registers.models import NAME, TASK, Processor


@transaction.atomic
def engage(name: str, task: str, *, since: date, by: By, at: datetime) -> Token:
    """List a processor and what it does for us; raises Invalid where either is missing or too long."""
    if not name.strip() or not task.strip():
        rule = "required-missing"
        raise Invalid(rule, field="name" if not name.strip() else "task")
    if len(name) > NAME or len(task) > TASK:
        rule = "too-long"
        raise Invalid(rule, field="name" if len(name) > NAME else "task")
    processor = Processor.objects.create(token=new_token(), name=name.strip(), task=task.strip(), since=since)
    append(ProcessorEngaged(processor=Token(processor.token)), by=by, at=at)
    return Token(processor.token)


def listed(day: date) -> list[tuple[str, str]]:
    """Give (name, task) of those that process for us on ``day``."""
    current = Processor.objects.filter(since__lte=day).exclude(until__lt=day)
    return [(one.name, one.task) for one in current]
