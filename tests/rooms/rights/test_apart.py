# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from tests.rooms.rights.house import AT, OLGA, SOON, kept, opened, proved, row

from jikim.errors import Refused
from jikim.proof.values import WORKER, Slug, Token, new_token
from jikim.rights.decide import carry_out, refuse
from jikim.rights.models import Right
from jikim.rights.settle import settle
from jikim.vault.apart import set_apart
from jikim.vault.destroy import end_early
from jikim.vault.finish import finish
from jikim.vault.models import Record

pytestmark = pytest.mark.django_db(databases=["default", "apart"])


def apart() -> Token:
    record = kept()
    finish(record, at=AT)
    set_apart(record, by=WORKER, at=AT)
    return record


def test_a_correction_of_a_record_that_was_set_apart_is_refused_before_a_code_is_mailed() -> None:
    with pytest.raises(Refused, match="record-is-apart"):
        opened(apart(), Right.CORRECTION)


def test_a_record_that_was_set_apart_is_frozen_and_freed_like_any_other() -> None:
    record = apart()
    request = proved(record, Right.DELETION)
    frozen = Record.objects.get(token=record).frozen
    refuse(request, Slug("collected-by-statute"), by=OLGA, at=SOON)

    assert frozen == SOON
    assert Record.objects.get(token=record).frozen is None


def test_a_record_that_was_set_apart_is_deleted_on_request() -> None:
    record = apart()
    request = proved(record, Right.DELETION)
    carry_out(request, by=OLGA, at=SOON)
    end_early([record], batch=new_token(), because=Slug("deletion-request"), by=WORKER, at=SOON)
    settle(SOON)

    assert row(request).stands == ("done", "destroyed")
