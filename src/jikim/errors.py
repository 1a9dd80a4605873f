"""The one tree of errors; three families that a door can map without knowing the room that raised them.

    JikimError
    ├── Refused            403  the policy (or the law) says no; nothing was changed
    │   ├── Invalid        422  the input breaks a rule of the form; ``rule`` names it, ``field`` says where
    │   ├── Changed        409  what was previewed is not what is there now
    │   ├── Frozen         423  the record is disputed; only the request itself may be handled
    │   ├── Unconfirmed    428  a confirmation is missing
    │   ├── SlowDown       429  too many tries
    │   └── Unknown        404  no such thing, or not for you: the two are not told apart
    ├── Gone               410  destroyed; ``when`` says on which day
    └── Broken             503  evidence or keys fail: stop, show nothing, call the operator

An error never carries personal data: ``rule`` and ``field`` are slugs, ``sentence`` is the policy's own published text.
The text shown to a person is chosen by ``rule`` at the door; ``str(error)`` is for engineers.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date


class JikimError(Exception):
    """Root of the tree.

    ``rule`` is the slug of the rule that was broken, ``hint`` says what to do next, ``sentence`` quotes the policy.
    """

    status = 500

    def __init__(self, rule: str, *, hint: str = "", sentence: str = "", field: str = "") -> None:
        self.rule = rule
        self.hint = hint
        self.sentence = sentence
        self.field = field
        super().__init__(rule if not hint else f"{rule}: {hint}")


class Refused(JikimError):  # noqa: N818 -- named as people say it: refused, gone, broken
    """The policy says no, and nothing was changed."""

    status = 403


class Invalid(Refused):
    """The input breaks a rule of the form."""

    status = 422


class Changed(Refused):
    """What was previewed is not what is there now."""

    status = 409


class Frozen(Refused):
    """The record is disputed: nobody uses it until the request is done (P11)."""

    status = 423


class Unconfirmed(Refused):
    """A confirmation is missing."""

    status = 428


class SlowDown(Refused):
    """Too many tries; ``retry_after`` is in seconds."""

    status = 429

    def __init__(self, rule: str, *, retry_after: int, hint: str = "") -> None:
        self.retry_after = retry_after
        super().__init__(rule, hint=hint)


class Unknown(Refused):
    """No such thing, or not for this person; the two are not told apart."""

    status = 404


class Gone(JikimError):  # noqa: N818 -- as above, it reads as a sentence
    """Destroyed; ``when`` is the day (None where only the absence of the key is known)."""

    status = 410

    def __init__(self, rule: str = "record-destroyed", *, when: date | None = None, hint: str = "") -> None:
        self.when = when
        super().__init__(rule, hint=hint)


class Broken(JikimError):  # noqa: N818 -- as above, it reads as a sentence
    """Evidence, keys or stores fail their check: stop, and show nothing."""

    status = 503
