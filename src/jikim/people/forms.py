"""The forms of accounts: joining, and the second factor with our lock and our memory of used codes."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any, cast

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as allauth_forms
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jikim import clock
from jikim.people.lock import locked, too_many
from jikim.people.models import Staff, folded
from jikim.people.second_factor import use_up


class _Guarded:
    """Stands before allauth's check of a code: a locked account is refused, and no code works twice."""

    user: Staff
    authenticator: Authenticator

    def clean_code(self) -> str:
        if locked(context.request, self.user):
            raise too_many()
        try:
            code = cast("str", super().clean_code())  # type: ignore[misc]  # a mixin; the form that it is mixed into has it
        except ValidationError:
            if getattr(context.request, "axes_locked_out", False):
                raise too_many() from None
            raise
        if not use_up(self.user, code, at=clock.now()):
            rule = "incorrect_code"
            raise get_adapter().validation_error(rule)
        return code


class AuthenticateForm(_Guarded, allauth_forms.AuthenticateForm):  # type: ignore[misc]  # allauth gives no types
    """The second step of signing in."""


class ReauthenticateForm(_Guarded, allauth_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth gives no types
    """The code again, before something that matters."""


class JoinForm(forms.Form):
    """What an invited person fills in; the e-mail address only where the invitation does not name it."""

    email = forms.EmailField(
        label=_("이메일 (로그인 이름)"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    name = forms.CharField(label=_("이름"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("비밀번호"),
        strip=False,
        max_length=512,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("비밀번호 확인"),
        strip=False,
        max_length=512,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = email
        if email is not None:
            del self.fields["email"]

    def clean_email(self) -> str:
        """Refuse an address that has an account; only the first officer's form asks, so it tells nobody anything."""
        email = folded(self.cleaned_data["email"])
        if Staff.objects.known(email) is not None:
            raise ValidationError(_("이미 등록된 주소입니다."), code="already-staff")
        return email

    def clean(self) -> dict[str, Any]:
        """Check that both passwords agree and that they are strong enough for this person."""
        given = super().clean() or {}
        if "password" not in given:
            return given
        if given["password"] != given.get("again"):
            self.add_error("again", ValidationError(_("비밀번호가 서로 다릅니다."), code="not-the-same"))
        person = Staff(email=given.get("email") or self.invited or "", name=given.get("name", ""))
        try:
            validate_password(given["password"], person)
        except ValidationError as error:
            self.add_error("password", error)
        return given
