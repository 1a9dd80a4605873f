"""The log's page: its signed head, its key, what was told last, and the export for an auditor; it changes no entry."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import tarfile
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from jikim.console.door import Caller, allowed
from jikim.console.page import names, paged, show
from jikim.console.words import FACTS
from jikim.ledger import key
from jikim.ledger.export import export
from jikim.ledger.head import latest
from jikim.ledger.health import Health, health
from jikim.ledger.models import Entry
from jikim.web.days import moment_text
from jikim.web.parts import Stat, Table

LATE: Final = timedelta(seconds=30)
"""A worker signs every second; half a minute without a signature means that none runs."""


@allowed("export-log")
def log(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show the head, the verifier key and the entries, latest first."""
    head = latest()
    page = paged(request, Entry.objects.order_by("-id"))
    known = names(entry.actor for entry in page)
    context = {
        "head": head,
        "verifier": key.load().verifier.text,
        "health": stat(caller),
        "page": page,
        "entries": Table(
            caption=_("기록"),
            head=(_("번호"), _("언제"), _("누가"), _("무엇을"), _("대상")),
            rows=[
                (
                    _("서명 전") if entry.index is None else entry.index,
                    moment_text(entry.at),
                    known.get(entry.actor or "", _("창구")),
                    FACTS.get(entry.name, entry.name),
                    entry.subject or "",
                )
                for entry in page
            ],
        ),
    }
    return show(request, caller, "log", context)


@allowed("export-log", post=True)
def log_export(request: HttpRequest, caller: Caller) -> FileResponse:
    """Give the whole log as one file: checkpoint, tiles and entries, which ``jikim verify`` reads."""
    del request
    packed = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it, when the last byte has gone
    with tempfile.TemporaryDirectory() as folder:
        head = export(Path(folder, "log"), by=caller.by, at=caller.at)
        with tarfile.open(fileobj=packed, mode="w:gz") as archive:
            archive.add(Path(folder, "log"), arcname="log")
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename=f"log-{head.size}.tar.gz")


def stat(caller: Caller) -> Stat:
    """Give the log's health on a tile."""
    told = health(at=caller.at)
    late = told.oldest_pending is not None and told.oldest_pending > LATE
    return Stat(
        label=_("접속기록 원장"),
        value=_("밀림") if late else _("정상"),
        more=_said(told),
        tone="danger" if late else "good",
    )


def _said(told: Health) -> str:
    return _("서명한 기록 %(size)s건, 서명을 기다리는 기록 %(pending)s건") % {
        "size": f"{told.size:,}",
        "pending": f"{told.pending:,}",
    }
