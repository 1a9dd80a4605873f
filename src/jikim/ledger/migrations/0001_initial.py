"""Makes the tables of the log."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.CharField(max_length=64)),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="checkpoint_is_of_some_entries")
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("name", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=26, null=True)),
                ("actor", models.CharField(max_length=26, null=True)),
                ("body", models.BinaryField()),
                ("index", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("subject__isnull", False)), fields=["subject"], name="entry_of_a_subject"
                    ),
                    models.Index(
                        condition=models.Q(("actor__isnull", False)), fields=["actor", "at"], name="entry_of_an_actor"
                    ),
                    models.Index(condition=models.Q(("index__isnull", True)), fields=["id"], name="entry_pending"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("index",),
                        name="entry_index_is_given_once",
                        condition=models.Q(("index__isnull", False)),
                    ),
                    models.CheckConstraint(condition=models.Q(("index__gte", 0)), name="entry_index_is_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.SmallIntegerField()),
                ("n", models.BigIntegerField()),
                ("hashes", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("level", "n"), name="tile_stands_once"),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 0), ("n__gte", 0)), name="tile_place_is_not_negative"
                    ),
                ],
            },
        ),
    ]
