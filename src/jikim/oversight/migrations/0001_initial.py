"""Reviews, self-audits, trainings."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("token", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("first", models.DateField(unique=True)),
                ("last", models.DateField()),
                ("opened", models.DateTimeField()),
                ("due", models.DateField()),
                ("figures", models.JSONField()),
                ("findings", models.PositiveIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("sample", models.JSONField()),
                ("signed", models.DateTimeField(null=True)),
                ("signed_by", models.CharField(blank=True, max_length=26)),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nothing-found", "이상 없음"),
                            ("findings-explained", "소명 확인"),
                            ("findings-followed-up", "후속 조치"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "ordering": ["-first"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note", ""), ("signed__isnull", True), ("signed_by", "")),
                            models.Q(
                                ("signed__isnull", False),
                                models.Q(("signed_by", ""), _negated=True),
                                models.Q(("note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_signed_review_names_who_and_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note", "nothing-found"), _negated=True), ("findings", 0), _connector="OR"
                        ),
                        name="findings_are_never_signed_away_as_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due__gt", models.F("last")), ("last__gte", models.F("first"))),
                        name="a_review_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed__isnull", True), ("signed__gte", models.F("opened")), _connector="OR"
                        ),
                        name="no_review_is_signed_before_it_was_opened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SelfAudit",
            fields=[
                ("token", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("first", models.DateField(unique=True)),
                ("last", models.DateField()),
                ("opened", models.DateTimeField()),
                ("due", models.DateField()),
                ("checks", models.JSONField(default=list)),
                ("failed", models.PositiveIntegerField(default=0)),
                ("filled", models.DateTimeField(null=True)),
                ("signed", models.DateTimeField(null=True)),
                ("signed_by", models.CharField(blank=True, max_length=26)),
            ],
            options={
                "ordering": ["-first"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed__isnull", True), ("signed_by", "")),
                            models.Q(
                                ("filled__isnull", False),
                                ("signed__gte", models.F("filled")),
                                models.Q(("signed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="only_a_filled_audit_is_signed_and_by_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due__gt", models.F("last")), ("last__gte", models.F("first"))),
                        name="an_audit_runs_forward",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("staff", models.CharField(db_index=True, max_length=26)),
                ("course", models.SlugField(max_length=64)),
                ("completed", models.DateField()),
                ("until", models.DateField()),
                ("recorded", models.DateTimeField()),
            ],
            options={
                "ordering": ["-completed", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("staff", "course", "completed"), name="a_training_counts_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("completed"))),
                        name="a_training_does_not_end_before_it_began",
                    ),
                ],
            },
        ),
    ]
