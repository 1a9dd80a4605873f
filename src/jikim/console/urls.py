"""Which page of the staff's side answers at which address; nothing personal ever stands in one, tokens only."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from django.urls import path

from jikim.console import (
    account,
    articles,
    catalogue,
    destruction,
    holds,
    inbox,
    log,
    paper,
    people,
    policy,
    record,
    requests,
    reviews,
    today,
    training,
    work,
)

app_name = "console"

_DESK = [
    path("", inbox.start, name="start"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/search/", inbox.search, name="search"),
    path("records/<slug:token>/", record.record, name="record"),
    path("records/<slug:token>/reveal/", record.record_reveal, name="record_reveal"),
    path("records/<slug:token>/apart/", record.record_apart, name="record_apart"),
    path("records/<slug:token>/assign/", record.record_assign, name="record_assign"),
    path("records/<slug:token>/answer/", record.record_answer, name="record_answer"),
    path("records/<slug:token>/close/", record.record_close, name="record_close"),
    path("records/<slug:token>/sheet/", record.record_sheet, name="record_sheet"),
    path("records/<slug:token>/holds/", holds.holds, name="holds"),
    path("records/<slug:token>/holds/place/", holds.hold_place, name="hold_place"),
    path("records/<slug:token>/holds/<slug:hold>/lift/", holds.hold_lift, name="hold_lift"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/<slug:purpose>/<slug:item>/add/", catalogue.add_choice, name="choice_add"),
    path("catalogue/<slug:token>/offer/", catalogue.offer, name="choice_offer"),
    path("catalogue/<slug:token>/retire/", catalogue.retire, name="choice_retire"),
]

_OFFICER = [
    path("today/", today.today, name="today"),
    path("requests/", requests.requests, name="requests"),
    path("requests/<slug:token>/", requests.request_page, name="request"),
    path("requests/<slug:token>/reveal/", requests.request_reveal, name="request_reveal"),
    path("requests/<slug:token>/carry-out/", requests.request_carry_out, name="request_carry_out"),
    path("requests/<slug:token>/refuse/", requests.request_refuse, name="request_refuse"),
    path("destruction/", destruction.destruction, name="destruction"),
    path("destruction/coming/", destruction.destruction_coming, name="destruction_coming"),
    path("destruction/<slug:token>/", destruction.batch, name="batch"),
    path("destruction/<slug:token>/certificate/", destruction.certificate, name="certificate"),
    path("destruction/<slug:token>/confirm/", destruction.batch_confirm, name="batch_confirm"),
    path("paper/", paper.sheets, name="sheets"),
    path("paper/destroy/", paper.sheets_destroy, name="sheets_destroy"),
    path("articles/", articles.articles, name="articles"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/open/", reviews.review_open, name="review_open"),
    path("reviews/<slug:token>/", reviews.review_page, name="review"),
    path("reviews/<slug:token>/sign/", reviews.review_sign, name="review_sign"),
    path("audits/<slug:token>/sign/", reviews.audit_sign, name="audit_sign"),
    path("log/", log.log, name="log"),
    path("log/export/", log.log_export, name="log_export"),
    path("policy/", policy.policy, name="policy"),
    path("policy/new/", policy.policy_new, name="policy_new"),
    path("policy/announce/", policy.policy_announce, name="policy_announce"),
    path("policy/<slug:digest>/", policy.policy_version, name="policy_version"),
    path("policy/<slug:digest>/withdraw/", policy.policy_withdraw, name="policy_withdraw"),
    path("processors/", policy.processors, name="processors"),
    path("processors/engage/", policy.processor_engage, name="processor_engage"),
]

_PEOPLE = [
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_person, name="person_invite"),
    path("people/<slug:token>/", people.person, name="person"),
    path("people/<slug:token>/grant/", people.grant_role, name="person_grant"),
    path("people/<slug:token>/revoke/<int:number>/", people.revoke_role, name="person_revoke"),
    path("people/<slug:token>/renew/", people.renew, name="person_renew"),
    path("people/<slug:token>/leave/", people.end, name="person_leave"),
    path("training/", training.training, name="training"),
    path("training/record/", training.training_record, name="training_record"),
    path("work/", work.work, name="work"),
    path("work/tasks/<slug:name>/revive/", work.task_revive, name="task_revive"),
    path("work/mails/<int:number>/revive/", work.mail_revive, name="mail_revive"),
    path("account/", account.account, name="account"),
]

urlpatterns = [*_DESK, *_OFFICER, *_PEOPLE]
