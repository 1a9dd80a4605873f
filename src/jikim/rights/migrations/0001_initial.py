"""The requests."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Request",
            fields=[
                ("token", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("record", models.CharField(db_index=True, max_length=26)),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("access", "열람"),
                            ("correction", "정정"),
                            ("deletion", "삭제"),
                            ("suspension", "처리정지"),
                            ("withdrawal", "동의 철회"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "웹"),
                            ("mail", "전자우편"),
                            ("letter", "서면"),
                            ("fax", "팩스"),
                            ("phone", "전화"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("opened", "본인 확인 대기"),
                            ("proved", "접수"),
                            ("accepted", "처리 중"),
                            ("done", "완료"),
                            ("refused", "거절"),
                            ("lapsed", "만료"),
                        ],
                        default="opened",
                        max_length=8,
                    ),
                ),
                ("opened", models.DateTimeField()),
                ("due", models.DateField()),
                ("code_until", models.DateTimeField()),
                ("codes", models.PositiveSmallIntegerField(default=1)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("proved", models.DateTimeField(null=True)),
                ("decided", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=26)),
                ("closed", models.DateTimeField(null=True)),
                ("result", models.SlugField(blank=True, max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "due"], name="request_queue")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("opened", "proved", "accepted"))),
                        fields=("record", "right"),
                        name="one_open_request_a_record_and_right",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed__isnull", False),
                                ("state__in", ("done", "refused", "lapsed")),
                                models.Q(("result", ""), _negated=True),
                            ),
                            models.Q(
                                ("closed__isnull", True),
                                ("result", ""),
                                ("state__in", ("opened", "proved", "accepted")),
                            ),
                            _connector="OR",
                        ),
                        name="a_request_is_closed_exactly_when_it_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["opened", "lapsed", "refused"]), ("proved__isnull", False), _connector="OR"
                        ),
                        name="nothing_is_done_before_the_person_is_proved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            (
                                "result__in",
                                [
                                    "access-forbidden-by-statute",
                                    "access-harms-another",
                                    "collected-by-statute",
                                    "found-correct",
                                    "kept-by-statute",
                                    "stopping-breaks-a-contract",
                                    "stopping-harms-another",
                                    "identity-unproved",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="a_refusal_stands_on_a_listed_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided__isnull", True), ("decided_by", "")),
                            models.Q(("decided__isnull", False), models.Q(("decided_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_decision_names_who_took_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True), ("decided__isnull", False), _connector="OR"
                        ),
                        name="a_request_in_hand_was_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tries__lte", 5)), name="a_code_is_tried_five_times_at_most"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed__isnull", True), ("closed__gte", models.F("opened")), _connector="OR"
                        ),
                        name="no_request_is_closed_before_it_was_opened",
                    ),
                ],
            },
        ),
    ]
