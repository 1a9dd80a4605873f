"""The outbox: a mail is promised in the transaction that causes it and delivered later; it holds no address, no text.

Delivery is at least once: a worker that dies between the mail server's yes and ``done`` sends again.  The door that
delivers resolves the address by token, and writes its fact before it does.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from jikim.errors import Broken
from jikim.proof.values import Slug, Token
from jikim.work.models import Mail, Mails

LEASE: Final = timedelta(minutes=5)
TRIES: Final = 10
FIRST_WAIT: Final = timedelta(minutes=1)
"""The wait after the first failure; it doubles, so ten tries span about seventeen hours."""


_POST: Final = (
    "INSERT INTO work_mail (key, template, token, staff, part, posted, due, tries, lease_owner, last_error) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, 0, '', '') ON CONFLICT (key) DO NOTHING"
)
"""One statement on the path of every intake: a look before the write would be one more."""


def post(
    template: Slug,
    *,
    at: datetime,
    token: Token | None = None,
    staff: Token | None = None,
    part: int | None = None,
    once: str = "",
) -> None:
    """Promise one mail, in the caller's transaction; the same mail posted twice is one mail.

    Two posts are the same when template, token, staff, part and ``once`` are; give ``once`` (a token) where one person
    may get the same kind of mail again, such as a code.  Raises Broken("mail-outside-transaction").
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        rule = "mail-outside-transaction"
        raise Broken(rule)
    key = ":".join([template, token or "", staff or "", "" if part is None else str(part), once])
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(_POST, [key, template, token, staff, part, moment, moment])


def claim(*, at: datetime, owner: str, limit: int = 20) -> list[Mail]:
    """Take up to ``limit`` mails that are due, each under a lease of five minutes; another worker takes others.

    A mail whose worker died ``TRIES`` times is given up here, since nobody was left to say so.
    """
    Mail.objects.due(at).filter(tries__gte=TRIES).update(dead=at, last_error="worker-lost")
    candidates = Mail.objects.due(at).order_by("due", "pk").values_list("pk", flat=True)[:limit]
    lease = {"lease_until": at + LEASE, "lease_owner": owner}
    taken = [pk for pk in list(candidates) if Mail.objects.due(at).filter(pk=pk).update(tries=F("tries") + 1, **lease)]
    return list(Mail.objects.filter(pk__in=taken, lease_owner=owner).order_by("due", "pk"))


def done(mail: Mail, *, at: datetime) -> bool:
    """Write that the mail server took it; False when the lease was lost meanwhile."""
    return _held(mail).update(sent=at, lease_until=None, lease_owner="", last_error="") == 1


def fail(mail: Mail, because: Slug, *, at: datetime, for_good: bool = False) -> bool:
    """Write that it did not go: due after a doubled wait, or dead (ten tries, or ``for_good``); False when lost."""
    free = {"lease_until": None, "lease_owner": "", "last_error": because}
    if for_good or mail.tries >= TRIES:
        return _held(mail).update(dead=at, **free) == 1
    return _held(mail).update(due=at + FIRST_WAIT * 2 ** (mail.tries - 1), **free) == 1


def hold(token: Token, *, at: datetime, but: Collection[Slug] = ()) -> int:
    """Hold every mail of a record that waits: it is disputed, and nobody uses its data (P11); give how many.

    ``but`` names the templates that serve the dispute itself and go on.
    """
    return Mail.objects.about(token).waiting().exclude(template__in=but).update(held=at)


def release(token: Token, *, at: datetime) -> int:
    """Let the held mails of a record go; give how many."""
    held = Mail.objects.about(token).filter(held__isnull=False, sent__isnull=True, dead__isnull=True)
    return held.update(held=None, due=at)


def revive(mail: Mail, *, at: datetime) -> bool:
    """Try a dead mail again, with all its tries before it."""
    dead = Mail.objects.dead().filter(pk=mail.pk)
    return dead.update(dead=None, last_error="", tries=0, due=at) == 1


def purge(*, before: datetime) -> int:
    """Delete the rows of mails that went out before a moment; give how many."""
    return Mail.objects.filter(sent__lt=before).delete()[0]


def _held(mail: Mail) -> Mails:
    return Mail.objects.filter(
        pk=mail.pk, lease_owner=mail.lease_owner, tries=mail.tries, sent__isnull=True, dead__isnull=True
    )
