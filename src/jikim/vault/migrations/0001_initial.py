"""The tables of the vault."""

# SPDX-License-Identifier: Apache-2.0

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ApartDayKey",
            fields=[
                ("name", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("day", models.DateField(db_index=True)),
                ("generation", models.PositiveIntegerField()),
                ("dying", models.DateTimeField(null=True)),
                ("batch", models.CharField(blank=True, max_length=26)),
                ("because", models.SlugField(blank=True, db_index=False, max_length=64)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ApartErasedKey",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=16, unique=True)),
                ("day", models.DateField(db_index=True)),
                ("generation", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DayKey",
            fields=[
                ("name", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("day", models.DateField(db_index=True)),
                ("generation", models.PositiveIntegerField()),
                ("dying", models.DateTimeField(null=True)),
                ("batch", models.CharField(blank=True, max_length=26)),
                ("because", models.SlugField(blank=True, db_index=False, max_length=64)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ErasedKey",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=16, unique=True)),
                ("day", models.DateField(db_index=True)),
                ("generation", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NoticeText",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="ApartRecord",
            fields=[
                ("token", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("purpose", models.SlugField(db_index=False, max_length=64)),
                ("ends", models.DateField()),
                ("body", models.BinaryField(null=True)),
                ("wrapped", models.BinaryField(null=True)),
                ("moved", models.DateTimeField()),
                ("day_key", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="vault.apartdaykey")),
            ],
        ),
        migrations.CreateModel(
            name="ApartPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                ("kind", models.SlugField(db_index=False, max_length=64)),
                ("at", models.DateTimeField()),
                ("body", models.BinaryField()),
                (
                    "record",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="vault.apartrecord"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApartLookup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("value", models.BinaryField(max_length=16)),
                ("record", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="vault.apartrecord")),
            ],
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(db_index=True, max_length=26)),
                ("before", models.DateField(db_index=True)),
                ("ends", models.DateField()),
                ("because", models.SlugField(db_index=False, max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("before"))), name="an_extension_moves_the_end_later"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("because__in", ("consent", "hold"))),
                        name="an_end_moves_on_a_ground_of_the_list",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="House",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("keyring", models.CharField(max_length=26)),
                ("check_value", models.CharField(max_length=64)),
                ("epoch_default", models.PositiveIntegerField(default=0)),
                ("epoch_apart", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="a_database_belongs_to_one_keyring")
                ],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                ("token", models.CharField(max_length=26, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("copying", "Copying"), ("verified", "Verified"), ("done", "Done")],
                        default="copying",
                        max_length=8,
                    ),
                ),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("begun", models.DateTimeField()),
                ("done", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "done"), _negated=True), fields=["begun"], name="move_unfinished"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done__isnull", False), ("state", "done")),
                            models.Q(models.Q(("state", "done"), _negated=True), ("done__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_move_is_done_exactly_when_it_says_so",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("token", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("policy", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("channel", models.SlugField(db_index=False, max_length=64)),
                ("choices", models.JSONField()),
                (
                    "notice",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="vault.noticetext"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "evidence",
            },
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                ("token", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("purpose", models.SlugField(db_index=False, max_length=64)),
                ("ends", models.DateField()),
                ("body", models.BinaryField(null=True)),
                ("wrapped", models.BinaryField(null=True)),
                ("policy", models.CharField(max_length=64)),
                ("channel", models.SlugField(db_index=False, max_length=64)),
                ("received", models.DateTimeField()),
                (
                    "place",
                    models.CharField(
                        choices=[("active", "Active"), ("apart", "Apart"), ("destroyed", "Destroyed")],
                        default="active",
                        max_length=9,
                    ),
                ),
                ("frozen", models.DateTimeField(null=True)),
                ("finished", models.DateTimeField(null=True)),
                ("destroyed", models.DateTimeField(null=True)),
                ("batch", models.CharField(blank=True, max_length=26)),
                (
                    "day_key",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="vault.daykey"),
                ),
                ("evidence", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="vault.evidence")),
            ],
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                ("kind", models.SlugField(db_index=False, max_length=64)),
                ("at", models.DateTimeField()),
                ("body", models.BinaryField()),
                (
                    "record",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="vault.record"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lookup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("value", models.BinaryField(max_length=16)),
                ("record", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="vault.record")),
            ],
        ),
        migrations.AddConstraint(
            model_name="apartrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("body__isnull", False), ("wrapped__isnull", False)),
                name="an_apart_record_is_sealed",
            ),
        ),
        migrations.AddConstraint(
            model_name="apartpart",
            constraint=models.UniqueConstraint(fields=("record", "seq"), name="an_apart_part_has_its_own_number"),
        ),
        migrations.AddIndex(
            model_name="apartlookup",
            index=models.Index(fields=["value"], name="apart_lookup_value"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                condition=models.Q(("finished__isnull", False), ("place", "active")),
                fields=["finished"],
                name="record_ready_to_move",
            ),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                condition=models.Q(("batch", ""), _negated=True), fields=["batch"], name="record_of_batch"
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("body__isnull", False),
                        ("day_key__isnull", False),
                        ("place", "active"),
                        ("wrapped__isnull", False),
                    ),
                    models.Q(
                        ("body__isnull", True),
                        ("day_key__isnull", True),
                        ("place__in", ["apart", "destroyed"]),
                        ("wrapped__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_record_is_sealed_exactly_while_it_is_active",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("destroyed__isnull", False), ("place", "destroyed"), models.Q(("batch", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("place", "destroyed"), _negated=True), ("batch", ""), ("destroyed__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="a_destroyed_record_says_when_and_in_which_batch",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place", "apart"), _negated=True), ("finished__isnull", False), _connector="OR"
                ),
                name="only_a_finished_record_is_apart",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finished__isnull", True), ("finished__gte", models.F("received")), _connector="OR"
                ),
                name="nothing_is_finished_before_it_was_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.UniqueConstraint(fields=("record", "seq"), name="a_part_has_its_own_number"),
        ),
        migrations.AddIndex(
            model_name="lookup",
            index=models.Index(fields=["value"], name="lookup_value"),
        ),
    ]
