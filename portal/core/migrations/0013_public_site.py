import django.db.models.deletion
import portal.core.media.fields
import portal.core.media.models
import wagtail.images.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("core", "0012_import_progress"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="portalsettings",
            options={"verbose_name": "operator and contact", "verbose_name_plural": "operators and contacts"},
        ),
        migrations.AddField(
            model_name="portalimage",
            name="is_decoration",
            field=models.BooleanField(
                default=False,
                help_text="It tells nothing that the text does not say: it is not read out, and needs no text alternative.",
                verbose_name="mere decoration",
            ),
        ),
        migrations.AddField(
            model_name="portalsettings",
            name="banner_until",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="portalimage",
            name="alt_ja",
            field=models.CharField(
                blank=True,
                help_text="What the picture shows, for people who cannot see it.",
                max_length=255,
                verbose_name="text alternative (Japanese)",
            ),
        ),
        migrations.AlterField(
            model_name="portalimage",
            name="file",
            field=portal.core.media.fields.BareImageField(
                height_field="height",
                storage=portal.core.media.models.private_storage,
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
        migrations.CreateModel(
            name="MissedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=100, verbose_name="words")),
                ("folded", models.CharField(editable=False, max_length=100)),
                (
                    "language",
                    models.CharField(
                        choices=[("ja", "日本語"), ("en", "English")], max_length=5, verbose_name="language"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("times", models.PositiveIntegerField(default=1, verbose_name="times")),
                ("last_asked", models.DateTimeField(verbose_name="last asked")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "To be looked at"),
                            ("synonym", "A synonym was added"),
                            ("written", "Content was written"),
                            ("nothing", "Nothing to be done"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="what was done",
                    ),
                ),
            ],
            options={
                "verbose_name": "search without results",
                "verbose_name_plural": "searches without results",
                "indexes": [models.Index(fields=["day"], name="missed_search_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("language", "folded", "day"), name="missed_search_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "synonym", "written", "nothing"])),
                        name="missed_search_outcome_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondPersonTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        help_text="Pages/snippets at this step in a workflow will be moderated or approved by these groups of users",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval by a second person",
                "verbose_name_plural": "approvals by a second person",
            },
            bases=("wagtailcore.task",),
        ),
        migrations.CreateModel(
            name="PageFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "problem",
                    models.CharField(
                        choices=[
                            ("no_alt", "Picture without text alternative"),
                            ("empty_link", "Link without text"),
                            ("vague_link", "Link that does not say where it leads"),
                            ("broken_link", "Link to a page that does not exist"),
                            ("broken_file", "Link to a file that does not exist"),
                            ("empty_heading", "Heading without text"),
                            ("heading_jump", "Heading that leaves out a level"),
                            ("alt_language", "Text alternative in the other language only"),
                            ("picture_hidden", "Picture without consent"),
                            ("file_hidden", "File without consent"),
                            ("unpublished_link", "Link to a page that is not published"),
                            ("plain_http", "Link without encryption"),
                            ("address_as_text", "Address as the text of a link"),
                            ("file_elsewhere", "File elsewhere without its type"),
                            ("no_section", "Subheading without a heading above"),
                            ("bold_line", "Bold line in place of a heading"),
                            ("date_form", "Form of a date"),
                            ("digit_width", "Digits of two widths"),
                            ("special_sign", "Character that depends on the device"),
                            ("not_translated", "No page in the other language"),
                        ],
                        max_length=20,
                        verbose_name="finding",
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("error", "Error"), ("warning", "Hint")], max_length=7, verbose_name="severity"
                    ),
                ),
                ("path", models.JSONField(default=list)),
                ("words", models.JSONField(default=dict)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="content_findings",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "finding on a page",
                "verbose_name_plural": "findings on pages",
                "ordering": ["page", "position"],
                "indexes": [models.Index(fields=["problem"], name="finding_by_problem")],
                "constraints": [
                    models.UniqueConstraint(fields=("page", "position"), name="finding_in_its_place"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "problem__in",
                                    [
                                        "broken_file",
                                        "broken_link",
                                        "empty_heading",
                                        "empty_link",
                                        "heading_jump",
                                        "no_alt",
                                        "vague_link",
                                    ],
                                ),
                                ("severity", "error"),
                            ),
                            models.Q(
                                (
                                    "problem__in",
                                    [
                                        "address_as_text",
                                        "alt_language",
                                        "bold_line",
                                        "date_form",
                                        "digit_width",
                                        "file_elsewhere",
                                        "file_hidden",
                                        "no_section",
                                        "not_translated",
                                        "picture_hidden",
                                        "plain_http",
                                        "special_sign",
                                        "unpublished_link",
                                    ],
                                ),
                                ("severity", "warning"),
                            ),
                            _connector="OR",
                        ),
                        name="finding_severity_fits",
                    ),
                ],
            },
        ),
    ]
