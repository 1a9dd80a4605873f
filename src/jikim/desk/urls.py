"""The public addresses."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from django.urls import path

from jikim.desk import ask, follow, pages, rights

app_name = "desk"
urlpatterns = [
    path("", pages.home, name="home"),
    path("ask/<slug:purpose>/", ask.ask, name="ask"),
    path("r/", pages.look_up, name="look_up"),
    path("r/<str:code>/", pages.receipt, name="receipt"),
    path("r/<str:code>/proof/", pages.proof, name="proof"),
    path("policy/", pages.policy, name="policy"),
    path("policy/privacy_policy.txt", pages.policy_file, name="policy_file"),
    path("policy/<slug:digest>/", pages.policy, name="policy_version"),
    path("notices/", pages.notices, name="notices"),
    path("notices/<slug:token>/", pages.notice, name="notice"),
    path("rights/", rights.entry, name="rights"),
    path("rights/<slug:right>/", rights.start, name="rights_start"),
    path("rights/request/<slug:token>/", follow.follow, name="rights_follow"),
    path("complaint/", rights.complaint, name="complaint"),
]
