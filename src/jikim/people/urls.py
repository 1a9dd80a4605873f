"""The pages of accounts, and no more of allauth than we need: no sign-up, no e-mail pages, no reset, no taking-off."""

# SPDX-License-Identifier: Apache-2.0
from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.usersessions import views as sessions
from django.urls import path

from jikim.people import views

urlpatterns = [
    path("join/<str:secret>/", views.accept, name="people_join"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("factor/", mfa.index, name="mfa_index"),
    path("factor/code/", mfa.authenticate, name="mfa_authenticate"),
    path("factor/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("factor/totp/", views.activate_totp, name="mfa_activate_totp"),
    path("factor/recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("factor/recovery/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
]
