"""What a fact is: a name and a few typed fields; refuses by type whatever could tell who a person is.

A field is a token, a digest, a slug, a day, a moment or a number, and nothing else.  Numbers stay below a thousand
million and slugs hold at most six digits, so that neither can smuggle a phone, card or resident number.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Final, dataclass_transform, get_type_hints

from jikim.proof.values import Digest, Slug, Token, digest, slug, token

REASONS: Final = frozenset(
    Slug(reason)
    for reason in (
        "answer",
        "assign",
        "audit",
        "check-duplicate",
        "complaint",
        "correct-error",
        "legal-duty",
        "mail-answer",
        "mail-code",
        "mail-receipt",
        "rights-request",
    )
)
"""Why somebody looks at personal data; the closed set that ``record:revealed`` may name."""

NUMBERS_END: Final = 1_000_000_000
DIGITS_IN_A_SLUG: Final = 6

_ABOUT: Final = ("token", "staff", "batch", "choice", "notice", "review", "audit", "processor")
_DIGITS: Final = dict.fromkeys(map(ord, "0123456789"))


def _check_token(value: Any) -> None:
    token(value)


def _check_digest(value: Any) -> None:
    digest(value)


def _check_slug(value: Any) -> None:
    slug(value)
    if len(value) - len(value.translate(_DIGITS)) > DIGITS_IN_A_SLUG:
        message = "a slug in a fact holds at most six digits"
        raise ValueError(message)


def _check_date(value: Any) -> None:
    if type(value) is not date:
        message = "not a day"
        raise ValueError(message)


def _check_moment(value: Any) -> None:
    if type(value) is not datetime or value.utcoffset() is None:
        message = "not an aware moment"
        raise ValueError(message)


def _check_number(value: Any) -> None:
    if type(value) is not int or not 0 <= value < NUMBERS_END:
        message = "not a number from 0 to 999,999,999"
        raise ValueError(message)


def _write_moment(value: datetime) -> str:
    return '"' + write_moment(value) + '"'


def _write_text(value: str) -> str:
    # Safe without escaping: the check has admitted [0-9a-z-] alone.
    return f'"{value}"'


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One of the six types of a field: how it is checked, written as JSON, and read back."""

    check: Callable[[Any], None]
    write: Callable[[Any], str]
    read: Callable[[Any], Any]


def write_moment(value: datetime) -> str:
    """Write a moment as the log writes it: UTC, microseconds, Z (27 characters)."""
    utc = value.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"


def read_moment(text: str) -> datetime:
    """Read a moment back; ValueError when it is not written exactly as ``write_moment`` does."""
    value = datetime.fromisoformat(text)
    if write_moment(value) != text:
        message = "not a moment in UTC with microseconds"
        raise ValueError(message)
    return value


KINDS: Final[dict[Any, Kind]] = {
    Token: Kind(check=_check_token, write=_write_text, read=token),
    Digest: Kind(check=_check_digest, write=_write_text, read=digest),
    Slug: Kind(check=_check_slug, write=_write_text, read=slug),
    date: Kind(check=_check_date, write=lambda value: f'"{value.isoformat()}"', read=date.fromisoformat),
    datetime: Kind(check=_check_moment, write=_write_moment, read=read_moment),
    int: Kind(check=_check_number, write=str, read=lambda value: value),
}


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Fact:
    """One thing that the ledger can say; every subclass is a frozen keyword-only dataclass.

    ``name`` is ``subject:action``.  A wrong type or shape raises ValueError (TypeError for a value that is no text
    where a text belongs), naming the field and never the value.
    """

    name: ClassVar[str]
    shape: ClassVar[tuple[tuple[str, Kind], ...]]
    about: ClassVar[str | None]

    def __init_subclass__(cls, *, name: str) -> None:
        cls.name = name
        dataclass(frozen=True, kw_only=True)(cls)
        hints = get_type_hints(cls)
        names = sorted(field.name for field in fields(cls))  # type: ignore[arg-type]  # made a dataclass one line above
        cls.shape = tuple((field, KINDS[hints[field]]) for field in names)
        cls.about = next((field for field in _ABOUT if hints.get(field) is Token), None)

    def __post_init__(self) -> None:
        values = self.__dict__
        for field, kind in self.shape:
            try:
                kind.check(values[field])
            except (TypeError, ValueError) as error:
                message = f"{self.name}, {field}: {error}"
                raise ValueError(message) from None

    @property
    def subject(self) -> Token | None:
        """Whom or what the fact is about: the record's token, else the staff member's, the batch's and so on."""
        return None if self.about is None else self.__dict__[self.about]
