"""For which school year a wish is, why it ended, how it reached the office; drafts of the steps of its form."""

import datetime

import django.core.validators
import django.db.models.deletion
import members.wishes.models
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


CLOSED = ("closed_unmatched", "cancelled")


def fill(apps, schema_editor):
    """A wish was for the months that came next after it was written; of what ended nobody noted why."""
    wishes = apps.get_model("wishes", "ExchangeWish").objects
    for wish in wishes.only("months", "submitted_at", "created_at", "updated_at", "stage").iterator(chunk_size=2000):
        day = timezone.localdate(wish.submitted_at or wish.created_at)
        years = [day.year if month >= day.month else day.year + 1 for month in wish.months]
        begins = [datetime.date(year, month, 1) for year, month in zip(years, wish.months, strict=True)]
        first = min(begins, default=day)
        values = {"school_year": first.year if first.month >= 4 else first.year - 1}
        if wish.stage in CLOSED:
            values |= {"end_reason": "other", "ended_at": wish.updated_at}
        wishes.filter(pk=wish.pk).update(**values)


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0005_calendars"),
        ("wishes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StepDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=12)),
                ("data", models.JSONField(default=dict)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "draft of a step",
            },
        ),
        migrations.AddField(
            model_name="exchangewish",
            name="channel",
            field=models.CharField(
                choices=[
                    ("web", "on the portal"),
                    ("phone", "by telephone"),
                    ("fax", "by fax"),
                    ("letter", "by letter"),
                    ("mail", "by e-mail"),
                ],
                default="web",
                editable=False,
                max_length=8,
                verbose_name="how it reached us",
            ),
        ),
        migrations.AddField(
            model_name="exchangewish",
            name="end_note",
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name="remark on the end"),
        ),
        migrations.AddField(
            model_name="exchangewish",
            name="end_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("plans_changed", "The school's plans have changed"),
                    ("found_elsewhere", "A partner was found in another way"),
                    ("no_time", "There is no time to prepare"),
                    ("no_partner", "No partner fits the wish"),
                    ("partners_declined", "Partners declined or did not answer"),
                    ("year_over", "The time wished for has passed"),
                    ("other", "Another reason"),
                ],
                editable=False,
                max_length=20,
                verbose_name="why it ended",
            ),
        ),
        migrations.AddField(
            model_name="exchangewish",
            name="ended_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended"),
        ),
        migrations.AddField(
            model_name="exchangewish",
            name="ended_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ended by",
            ),
        ),
        migrations.AddField(
            model_name="exchangewish",
            name="school_year",
            field=models.PositiveSmallIntegerField(
                default=members.wishes.models.present_usual_year,
                validators=[
                    django.core.validators.MinValueValidator(2000),
                    django.core.validators.MaxValueValidator(2200),
                ],
                verbose_name="school year",
            ),
        ),
        migrations.AddField(
            model_name="exchangewish",
            name="told_by",
            field=models.CharField(blank=True, editable=False, max_length=120, verbose_name="told by"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="exchangewish",
            constraint=models.CheckConstraint(
                condition=models.Q(("school_year__range", (2000, 2200))), name="wish_school_year_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="exchangewish",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("end_reason", ""),
                        ("ended_at", None),
                        models.Q(("stage__in", ["closed_unmatched", "cancelled"]), _negated=True),
                    ),
                    models.Q(
                        (
                            "end_reason__in",
                            [
                                "plans_changed",
                                "found_elsewhere",
                                "no_time",
                                "no_partner",
                                "partners_declined",
                                "year_over",
                                "other",
                            ],
                        ),
                        ("ended_at__isnull", False),
                        ("stage__in", ["closed_unmatched", "cancelled"]),
                    ),
                    _connector="OR",
                ),
                name="closed_wish_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="exchangewish",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["web", "phone", "fax", "letter", "mail"])),
                name="wish_channel_is_known",
            ),
        ),
        migrations.AddField(
            model_name="stepdraft",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="schools.school"),
        ),
        migrations.AddField(
            model_name="stepdraft",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="stepdraft",
            name="wish",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wishes.exchangewish"
            ),
        ),
        migrations.AddConstraint(
            model_name="stepdraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("wish__isnull", False)),
                fields=("wish", "user", "step"),
                name="one_draft_a_person_and_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="stepdraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("wish", None)), fields=("school", "user"), name="one_draft_a_person_of_a_new_wish"
            ),
        ),
    ]
