"""Sheets and their hand-overs."""

# SPDX-License-Identifier: Apache-2.0
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("token", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("record", models.CharField(db_index=True, max_length=26)),
                ("label", models.CharField(max_length=9, unique=True)),
                ("locker", models.SlugField(max_length=64)),
                ("custodian", models.CharField(max_length=26)),
                ("ends", models.DateField(db_index=True)),
                ("registered", models.DateTimeField()),
                ("destroyed", models.DateTimeField(null=True)),
                ("method", models.CharField(blank=True, choices=[("shred", "파쇄"), ("burn", "소각")], max_length=5)),
                ("batch", models.CharField(blank=True, max_length=26)),
                ("first_hand", models.CharField(blank=True, max_length=26)),
                ("second_hand", models.CharField(blank=True, max_length=26)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("batch", ""),
                                ("destroyed__isnull", True),
                                ("first_hand", ""),
                                ("method", ""),
                                ("second_hand", ""),
                            ),
                            models.Q(
                                ("destroyed__isnull", False),
                                models.Q(("method", ""), _negated=True),
                                models.Q(("batch", ""), _negated=True),
                                models.Q(("first_hand", ""), _negated=True),
                                models.Q(("second_hand", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_sheet_is_destroyed_with_method_batch_and_two_names",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("destroyed__isnull", True),
                            models.Q(("first_hand", models.F("second_hand")), _negated=True),
                            _connector="OR",
                        ),
                        name="the_two_who_destroy_a_sheet_differ",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("destroyed__isnull", True), ("destroyed__gte", models.F("registered")), _connector="OR"
                        ),
                        name="no_sheet_is_destroyed_before_it_was_registered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("locker", ""), _negated=True), models.Q(("custodian", ""), _negated=True)
                        ),
                        name="a_sheet_lies_in_a_locker_and_has_a_custodian",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("giver", models.CharField(max_length=26)),
                ("taker", models.CharField(max_length=26)),
                ("locker", models.SlugField(max_length=64)),
                ("entered_by", models.CharField(blank=True, max_length=26)),
                ("at", models.DateTimeField()),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hand_overs", to="paper.sheet"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
    ]
