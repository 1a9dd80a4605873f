"""The REST interface: the same verbs as the pages, described by OpenAPI 3.1 at /api/v1/openapi.json."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Header, NinjaAPI, Schema, Status
from ninja.errors import HttpError, ValidationError
from pydantic import ConfigDict, Field

from jikim import __version__
from jikim.errors import Invalid, JikimError, Unknown
from jikim.evidence.receipt import story
from jikim.inquiries.catalogue import offered
from jikim.inquiries.receive import Submission, by_code, receive
from jikim.policy.ends import destroy_by
from jikim.policy.notice import notice
from jikim.proof.values import VISITOR, Slug
from jikim.registers.in_force import in_force
from jikim.web.limits import knock
from jikim.web.refusal import respond

api = NinjaAPI(title="Jikim", version=__version__, docs_url=None, urls_namespace="api")


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class FormField(_Strict):
    """One field that the policy lets the form ask; ``offers`` lists (token, name) where a choice is asked."""

    slug: str
    label: str
    kind: str
    block: str
    offers: list[tuple[str, str]] = []


class Form(_Strict):
    """A form as the policy in force draws it; ``notice`` must be shown, and its digest sent back."""

    purpose: str
    name: str
    fields: list[FormField]
    notice: str
    notice_digest: str
    consents: list[str]


class Ask(_Strict):
    """An inquiry: answers by field slug, choices by consent block, the digest of the notice that was shown."""

    purpose: str = Field(max_length=64)
    answers: dict[str, str]
    choices: dict[str, bool] = {}
    notice_digest: str = Field(max_length=64)


class Kept(_Strict):
    """What was kept, and until when; ``code`` is known to the one who asked and to nobody else."""

    code: str
    receipt: str
    ends: date
    destroyed_by: date
    masked: list[str]


class StepOut(_Strict):
    """One step of a record's life; ``promised`` is a day that lies ahead."""

    slug: str
    at: datetime | None
    promised: date | None


@api.exception_handler(JikimError)
def _refused(request: HttpRequest, error: JikimError) -> HttpResponse:
    return respond(request, error)


@api.exception_handler(HttpError)
@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, error: HttpError | ValidationError) -> HttpResponse:
    del error  # it quotes what was sent
    return respond(request, Invalid("body-malformed"))


@api.get("/policy", summary="The policy in force")
def read_policy(request: HttpRequest) -> dict[str, Any]:
    """Give the compiled policy in force with its digest and first day."""
    enacted = in_force(_at(request))
    return {
        "digest": enacted.digest,
        "effective": enacted.effective.isoformat(),
        "policy": enacted.policy.model_dump(mode="json", exclude_none=True),
    }


@api.get("/forms/{purpose}", response=Form, summary="A form and its notice")
def read_form(request: HttpRequest, purpose: str) -> Form:
    """Give the fields that the policy lets this form ask, and the notice that must be shown beside them."""
    policy = in_force(_at(request)).policy
    shown = notice(policy, purpose)
    use = policy.purpose(purpose)
    fields = [
        FormField(
            slug=item.slug,
            label=item.label,
            kind=item.kind,
            block=block.slug,
            offers=offered(purpose, item.slug) if item.kind == "choice" else [],
        )
        for block in shown.blocks
        for item in block.items
    ]
    asked = [str(block.slug) for block in shown.blocks if block.asks]
    return Form(
        purpose=purpose, name=use.name, fields=fields, notice=shown.text, notice_digest=shown.digest, consents=asked
    )


@api.post("/inquiries", response={201: Kept}, summary="Ask")
def ask(request: HttpRequest, body: Ask, idempotency_key: Annotated[str, Header()] = "") -> Status[Kept]:
    """Keep one inquiry, or refuse it whole; the same Idempotency-Key and answers give the same receipt again."""
    at = _at(request)
    knock(request, "intake", at=at)
    enacted = in_force(at)
    submission = Submission(
        purpose=Slug(body.purpose),
        answers=body.answers,
        choices=body.choices,
        notice=body.notice_digest,
        key=idempotency_key,
        channel=Slug("api"),
    )
    receipt = receive(submission, policy=enacted.policy, digest=enacted.digest, by=VISITOR, at=at)
    kept = Kept(
        code=receipt.code,
        receipt=f"{settings.JIKIM_URL}/r/{receipt.code}/",
        ends=receipt.ends,
        destroyed_by=destroy_by(enacted.policy, receipt.ends),
        masked=list(receipt.masked),
    )
    return Status(201, kept)


@api.get("/receipts/{code}", response=list[StepOut], summary="What became of an inquiry")
def read_receipt(request: HttpRequest, code: str) -> list[StepOut]:
    """Give the steps of a record's life; nothing personal, and the same words for every unknown code."""
    at = _at(request)
    knock(request, "receipt", at=at)
    inquiry = by_code(code)
    if inquiry is None:
        rule = "unknown"
        raise Unknown(rule)
    return [
        StepOut(slug=step.slug, at=step.at, promised=step.promised if step.at is None else None)
        for step in story(inquiry, at=at).steps
    ]


def _at(request: HttpRequest) -> datetime:
    at: datetime = request.at  # type: ignore[attr-defined]  # stamped by web.gate
    return at
