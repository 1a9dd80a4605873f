# SPDX-License-Identifier: Apache-2.0

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("template", models.SlugField(max_length=64)),
                ("token", models.CharField(db_index=True, max_length=26, null=True)),
                ("staff", models.CharField(max_length=26, null=True)),
                ("part", models.PositiveIntegerField(null=True)),
                ("posted", models.DateTimeField()),
                ("due", models.DateTimeField(db_index=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("lease_owner", models.CharField(blank=True, default="", max_length=64)),
                ("sent", models.DateTimeField(null=True)),
                ("dead", models.DateTimeField(null=True)),
                ("held", models.DateTimeField(null=True)),
                ("last_error", models.SlugField(blank=True, default="", max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("token__isnull", False), ("staff__isnull", False), _connector="OR"),
                        name="a_mail_goes_to_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sent__isnull", True), ("dead__isnull", True), _connector="OR"),
                        name="a_mail_is_sent_or_dead_never_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sent__isnull", True), ("sent__gte", models.F("posted")), _connector="OR"),
                        name="a_mail_is_not_sent_before_it_was_posted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("one", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("one", 1)), name="there_is_one_mark")],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("name", models.SlugField(max_length=64, primary_key=True, serialize=False)),
                ("due", models.DateTimeField(db_index=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("lease_owner", models.CharField(blank=True, default="", max_length=64)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("last_done", models.DateTimeField(null=True)),
                ("dead", models.DateTimeField(null=True)),
                ("last_error", models.SlugField(blank=True, default="", max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lease_owner", ""), ("lease_until__isnull", True)),
                            models.Q(("lease_until__isnull", False), models.Q(("lease_owner", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_lease_has_an_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dead__isnull", True), models.Q(("last_error", ""), _negated=True), _connector="OR"
                        ),
                        name="what_died_says_of_what",
                    ),
                ],
            },
        ),
    ]
