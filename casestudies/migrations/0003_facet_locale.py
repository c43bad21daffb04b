"""Facet rows carry their language. They are derived from the pages, so the table is made anew."""

import django.db.models.deletion
from django.db import migrations, models

FACETS = [
    ("school_type", "School type"),
    ("exchange_type", "Exchange type"),
    ("country", "Country or region"),
    ("theme", "Theme"),
    ("subject", "Subject"),
    ("language", "Language"),
    ("year", "Fiscal year"),
]


class Migration(migrations.Migration):
    dependencies = [("casestudies", "0002_initial"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.DeleteModel(name="CaseFacet"),
        migrations.CreateModel(
            name="CaseFacet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facet", models.CharField(choices=FACETS, max_length=16)),
                ("value", models.CharField(max_length=40)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facets",
                        to="casestudies.casestudypage",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.locale"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["locale", "facet", "value", "case"], name="cases_of_a_value"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "facet", "value"), name="one_value_a_case"),
                ],
            },
        ),
    ]
