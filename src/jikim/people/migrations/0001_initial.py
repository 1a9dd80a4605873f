# SPDX-License-Identifier: Apache-2.0

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import jikim.proof.values


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "token",
                    models.CharField(
                        default=jikim.proof.values.new_token, max_length=26, primary_key=True, serialize=False
                    ),
                ),
                ("address", models.GenericIPAddressField(unique=True)),
                ("first_seen", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Staff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("token", models.CharField(default=jikim.proof.values.new_token, max_length=26, unique=True)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("is_active", models.BooleanField(default=True)),
                ("joined", models.DateTimeField()),
                ("left", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name_plural": "staff",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="a_login_name_is_folded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("left__isnull", True), ("is_active", False), _connector="OR"),
                        name="who_left_is_not_active",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="staff_have_a_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.CharField(max_length=64, unique=True)),
                ("staff", models.CharField(max_length=26)),
                ("email", models.EmailField(max_length=254, null=True)),
                (
                    "role",
                    models.CharField(
                        choices=[("staff", "취급자"), ("officer", "보호책임자"), ("operator", "운영자")],
                        max_length=10,
                        null=True,
                    ),
                ),
                ("purposes", models.JSONField(null=True)),
                ("reason", models.SlugField(max_length=64)),
                ("invited_by", models.CharField(max_length=26, null=True)),
                ("made", models.DateTimeField()),
                ("expires", models.DateTimeField()),
                ("accepted", models.DateTimeField(null=True)),
                ("voided", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("accepted__isnull", True), ("voided__isnull", True), _connector="OR"),
                        name="an_invitation_is_accepted_or_voided",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("staff", "취급자"), ("officer", "보호책임자"), ("operator", "운영자")], max_length=10
                    ),
                ),
                ("purposes", models.JSONField(null=True)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("granted_by", models.CharField(max_length=26, null=True)),
                ("reason", models.SlugField(max_length=64)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by", models.CharField(max_length=26, null=True)),
                ("revoked_because", models.SlugField(blank=True, default="", max_length=64)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["since", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["staff", "officer", "operator"])),
                        name="a_grant_names_a_known_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("revoked_at__isnull", True), ("revoked_because", ""), ("revoked_by__isnull", True)
                            ),
                            models.Q(("revoked_at__isnull", False), models.Q(("revoked_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_revocation_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                        name="a_grant_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UsedCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("staff", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("staff", "digest"), name="a_code_is_used_once")],
            },
        ),
    ]
