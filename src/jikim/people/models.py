"""Accounts and what they may do: staff, grants, invitations, addresses; a grant never changes its past."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Final

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from jikim.proof.values import Token, new_token
from jikim.proof.values import token as as_token

NOBODY: Final = as_token("0" * 26)
"""Stands in a fact for an account that does not exist: whoever tries one leaves as much as who tries a real one."""


NAME: Final = 80
"""How many characters a name may have."""


class Role(models.TextChoices):
    """What a person is here; what each may do stands in ``roles.TABLE``."""

    STAFF = "staff", _("취급자")
    OFFICER = "officer", _("보호책임자")
    OPERATOR = "operator", _("운영자")


class StaffManager(BaseUserManager["Staff"]):
    """Accounts are made by ``join`` alone; this finds them."""

    def get_by_natural_key(self, username: str | None) -> Staff:
        """Find by log-in name, whatever its case."""
        return self.get(email=folded(username or ""))

    def known(self, email: str) -> Staff | None:
        """Find the account behind an e-mail address, or None."""
        return self.filter(email=folded(email)).first()


def folded(email: str) -> str:
    """Give the one form of an e-mail address under which an account is kept."""
    return email.strip().casefold()


class Staff(AbstractBaseUser):
    """One person's own account; the row outlives the person's time here, because facts name its token."""

    token = models.CharField(max_length=26, unique=True, default=new_token)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=NAME)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField()
    left = models.DateTimeField(null=True)

    objects = StaffManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name_plural = "staff"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="a_login_name_is_folded", condition=Q(email=Lower("email"))),
            models.CheckConstraint(name="who_left_is_not_active", condition=Q(left__isnull=True) | Q(is_active=False)),
            models.CheckConstraint(name="staff_have_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.token

    @property
    def known_as(self) -> Token:
        """The token by which facts and inquiries name this person."""
        return as_token(self.token)


class Grants(models.QuerySet["Grant"]):
    """Reads of the grants."""

    def in_force(self, at: datetime) -> Grants:
        """Those that hold at a moment."""
        unended = Q(until__isnull=True) | Q(until__gt=at)
        unrevoked = Q(revoked_at__isnull=True) | Q(revoked_at__gt=at)
        return self.filter(unended, unrevoked, since__lte=at, staff__is_active=True)


class Grant(models.Model):
    """A role given to a person; ``purposes`` is a list of slugs, or None for every purpose.

    Only the three columns of the revocation can ever be written after the first moment, and only once (trigger).
    """

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=10, choices=Role.choices)
    purposes = models.JSONField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    granted_by = models.CharField(max_length=26, null=True)  # noqa: DJ001 -- NULL is the house itself, for the first officer
    reason = models.SlugField(max_length=64)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=26, null=True)  # noqa: DJ001 -- NULL is "not revoked", or by the house
    revoked_because = models.SlugField(max_length=64, default="", blank=True)

    objects = Grants.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["since", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="a_grant_names_a_known_role", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="a_revocation_says_why",
                condition=Q(revoked_at__isnull=True, revoked_because="", revoked_by__isnull=True)
                | (Q(revoked_at__isnull=False) & ~Q(revoked_because="")),
            ),
            models.CheckConstraint(
                name="a_grant_ends_after_it_began", condition=Q(until__isnull=True) | Q(until__gt=models.F("since"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.since:%Y-%m-%d}"


class Invitation(models.Model):
    """A one-time link; ``secret`` is the digest of what only the link holds, ``staff`` the token of the account to be.

    ``email`` is None for the first officer, who types it.
    """

    secret = models.CharField(max_length=64, unique=True)
    staff = models.CharField(max_length=26)
    email = models.EmailField(max_length=254, null=True)  # noqa: DJ001 -- NULL is "not known yet"
    role = models.CharField(max_length=10, choices=Role.choices, null=True)  # noqa: DJ001 -- NULL renews an account
    purposes = models.JSONField(null=True)
    reason = models.SlugField(max_length=64)
    invited_by = models.CharField(max_length=26, null=True)  # noqa: DJ001 -- NULL is the house itself
    made = models.DateTimeField()
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True)
    voided = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="an_invitation_is_accepted_or_voided",
                condition=Q(accepted__isnull=True) | Q(voided__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.staff


class Origin(models.Model):
    """A network address and the token that stands for it in the log, so that the log itself holds no address."""

    token = models.CharField(max_length=26, primary_key=True, default=new_token)
    address = models.GenericIPAddressField(unique=True)
    first_seen = models.DateTimeField()

    def __str__(self) -> str:
        return self.token


class UsedCode(models.Model):
    """A one-time code that was used a moment ago and must not be used again; kept as a keyed digest for minutes."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["staff", "digest"], name="a_code_is_used_once"),
        ]

    def __str__(self) -> str:
        return str(self.staff_id)
