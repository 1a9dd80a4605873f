"""The facts of what staff and officers do with their accounts: roles, log-in, training; alphabetical, closed."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

from jikim.proof.facts.fact import Fact
from jikim.proof.values import Slug, Token


class RoleGranted(Fact, name="role:granted"):
    """A role was granted."""

    staff: Token
    role: Slug
    reason: Slug


class RoleRevoked(Fact, name="role:revoked"):
    """A role was revoked."""

    staff: Token
    role: Slug
    reason: Slug


class StaffFailed(Fact, name="staff:failed"):
    """A log-in failed."""

    staff: Token


class StaffInvited(Fact, name="staff:invited"):
    """A staff member was invited."""

    staff: Token


class StaffJoined(Fact, name="staff:joined"):
    """A staff member took up the account."""

    staff: Token


class StaffLeft(Fact, name="staff:left"):
    """A staff member left."""

    staff: Token


class StaffLocked(Fact, name="staff:locked"):
    """An account was locked after failed log-ins."""

    staff: Token


class StaffLogin(Fact, name="staff:login"):
    """A staff member logged in."""

    staff: Token


class StaffLogout(Fact, name="staff:logout"):
    """A staff member logged out."""

    staff: Token


class StaffSecured(Fact, name="staff:secured"):
    """A second factor was set up."""

    staff: Token
    method: Slug


class TrainingCompleted(Fact, name="training:completed"):
    """A training was completed; it is valid until a day."""

    staff: Token
    course: Slug
    until: date
