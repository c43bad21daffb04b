import django.core.validators
import django.db.models.deletion
import newsletter.models.subscribers
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsletter", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SendingPace",
            fields=[
                ("key", models.CharField(max_length=24, primary_key=True, serialize=False)),
                ("next_at", models.DateTimeField(null=True)),
                ("held_until", models.DateTimeField(null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("trouble", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "sending pace",
                "verbose_name_plural": "sending paces",
            },
        ),
        migrations.AlterModelOptions(
            name="issuepage",
            options={"verbose_name": "issue", "verbose_name_plural": "issues"},
        ),
        migrations.AlterModelOptions(
            name="newsletterindexpage",
            options={"verbose_name": "newsletter", "verbose_name_plural": "newsletters"},
        ),
        migrations.AddField(
            model_name="issuepage",
            name="checked_on",
            field=models.DateField(
                blank=True,
                help_text="The day on which somebody read the whole page and found it right. It counts for both languages.",
                null=True,
                verbose_name="content last checked on",
            ),
        ),
        migrations.AddField(
            model_name="issuepage",
            name="contact_detail",
            field=models.CharField(
                blank=True,
                help_text="Only where it differs from the office: extension, hours, another address.",
                max_length=200,
                verbose_name="how to reach them",
            ),
        ),
        migrations.AddField(
            model_name="issuepage",
            name="contact_name",
            field=models.CharField(
                blank=True,
                help_text="The team or the desk in words, no name of a person. Empty: the office, as in the site settings.",
                max_length=120,
                verbose_name="who answers for this page",
            ),
        ),
        migrations.AddField(
            model_name="issuepage",
            name="mail_subject",
            field=models.CharField(
                blank=True,
                help_text="What makes a busy teacher open it, in 30 characters. Empty: the title.",
                max_length=120,
                verbose_name="subject of the mail",
            ),
        ),
        migrations.AddField(
            model_name="newsletterindexpage",
            name="checked_on",
            field=models.DateField(
                blank=True,
                help_text="The day on which somebody read the whole page and found it right. It counts for both languages.",
                null=True,
                verbose_name="content last checked on",
            ),
        ),
        migrations.AddField(
            model_name="newsletterindexpage",
            name="contact_detail",
            field=models.CharField(
                blank=True,
                help_text="Only where it differs from the office: extension, hours, another address.",
                max_length=200,
                verbose_name="how to reach them",
            ),
        ),
        migrations.AddField(
            model_name="newsletterindexpage",
            name="contact_name",
            field=models.CharField(
                blank=True,
                help_text="The team or the desk in words, no name of a person. Empty: the office, as in the site settings.",
                max_length=120,
                verbose_name="who answers for this page",
            ),
        ),
        migrations.AlterField(
            model_name="issuepage",
            name="body",
            field=wagtail.fields.StreamField(
                [
                    ("greeting", 3),
                    ("feature", 8),
                    ("programme_notice", 12),
                    ("event_notice", 14),
                    ("news_notice", 16),
                    ("voices", 22),
                    ("text", 23),
                    ("note", 25),
                    ("figure", 28),
                    ("roles", 32),
                    ("flow", 39),
                    ("case_teaser", 43),
                    ("quote", 20),
                    ("results_chart", 54),
                    ("table", 62),
                    ("questions", 67),
                    ("documents", 70),
                    ("contact", 72),
                ],
                block_lookup={
                    0: ("wagtail.blocks.CharBlock", (), {"label": "heading", "max_length": 120, "required": False}),
                    1: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {"features": ["h3", "bold", "ol", "ul", "link", "document-link", "ruby"], "label": "text"},
                    ),
                    2: ("wagtail.blocks.CharBlock", (), {"label": "signature", "max_length": 120, "required": False}),
                    3: ("wagtail.blocks.StructBlock", [[("heading", 0), ("text", 1), ("signature", 2)]], {}),
                    4: ("wagtail.blocks.CharBlock", (), {"label": "heading", "max_length": 120}),
                    5: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "picture", "required": False}),
                    6: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "", "label": "caption", "max_length": 200, "required": False},
                    ),
                    7: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"default": "", "label": "lead", "max_length": 400, "required": False},
                    ),
                    8: (
                        "wagtail.blocks.StructBlock",
                        [[("heading", 4), ("picture", 5), ("caption", 6), ("lead", 7), ("text", 1)]],
                        {},
                    ),
                    9: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "default": "",
                            "help_text": "Left empty: the title of the page.",
                            "label": "heading",
                            "max_length": 120,
                            "required": False,
                        },
                    ),
                    10: (
                        "wagtail.blocks.PageChooserBlock",
                        (),
                        {"label": "programme", "page_type": ["home.ProgrammePage"]},
                    ),
                    11: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "default": "",
                            "features": ["h3", "bold", "ol", "ul", "link", "document-link", "ruby"],
                            "help_text": "Left empty: the lead of the page. Dates, places and the like are taken from the page.",
                            "label": "introduction",
                            "required": False,
                        },
                    ),
                    12: ("wagtail.blocks.StructBlock", [[("heading", 9), ("page", 10), ("text", 11)]], {}),
                    13: ("wagtail.blocks.PageChooserBlock", (), {"label": "event", "page_type": ["home.EventPage"]}),
                    14: ("wagtail.blocks.StructBlock", [[("heading", 9), ("page", 13), ("text", 11)]], {}),
                    15: ("wagtail.blocks.PageChooserBlock", (), {"label": "news item", "page_type": ["home.NewsPage"]}),
                    16: ("wagtail.blocks.StructBlock", [[("heading", 9), ("page", 15), ("text", 11)]], {}),
                    17: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [("pupil", "Pupil"), ("teacher", "Teacher"), ("partner", "Partner school")],
                            "label": "who",
                        },
                    ),
                    18: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"help_text": "Do not write names of pupils.", "label": "words"},
                    ),
                    19: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "grade or office", "max_length": 80, "required": False},
                    ),
                    20: ("wagtail.blocks.StructBlock", [[("speaker", 17), ("text", 18), ("detail", 19)]], {}),
                    21: ("wagtail.blocks.ListBlock", (20,), {"label": "voices", "min_num": 1}),
                    22: ("wagtail.blocks.StructBlock", [[("heading", 4), ("voices", 21)]], {}),
                    23: ("wagtail.blocks.StructBlock", [[("heading", 0), ("text", 1)]], {}),
                    24: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("information", "Information"),
                                ("waiting", "Something to do"),
                                ("opportunity", "Good news"),
                            ],
                            "label": "kind",
                        },
                    ),
                    25: ("wagtail.blocks.StructBlock", [[("kind", 24), ("heading", 0), ("text", 1)]], {}),
                    26: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "picture"}),
                    27: ("wagtail.blocks.CharBlock", (), {"label": "caption", "max_length": 200, "required": False}),
                    28: ("wagtail.blocks.StructBlock", [[("image", 26), ("caption", 27)]], {}),
                    29: ("wagtail.blocks.CharBlock", (), {"label": "title", "max_length": 80}),
                    30: ("wagtail.blocks.StructBlock", [[("title", 29), ("text", 1)]], {}),
                    31: ("wagtail.blocks.ListBlock", (30,), {"label": "roles"}),
                    32: ("wagtail.blocks.StructBlock", [[("heading", 4), ("roles", 31)]], {}),
                    33: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("live_online", "Live online exchange"),
                                ("letter_card", "Letters and cards"),
                                ("video_mail", "Video and e-mail exchange"),
                                ("artwork", "Artwork exchange"),
                                ("joint_project", "Joint project"),
                                ("embassy", "Exchange with embassies in Tokyo"),
                                ("guests_in_japan", "International students and guest speakers"),
                                ("inbound_visit", "Hosting a visit from abroad"),
                                ("outbound_visit", "Visit or school trip abroad"),
                                ("sister_school", "Sister-school exchange"),
                                ("programme", "International education programme"),
                            ],
                            "help_text": "Chooses the icon.",
                            "label": "exchange type",
                            "required": False,
                        },
                    ),
                    34: ("wagtail.blocks.TextBlock", (), {"label": "text", "required": False}),
                    35: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("school", "School"),
                                ("office", "Our office"),
                                ("together", "School and office"),
                                ("partner", "Partner school"),
                            ],
                            "label": "who acts",
                            "required": False,
                        },
                    ),
                    36: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "how long it takes", "max_length": 40, "required": False},
                    ),
                    37: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 29), ("text", 34), ("actor", 35), ("duration", 36)]],
                        {},
                    ),
                    38: ("wagtail.blocks.ListBlock", (37,), {"label": "steps"}),
                    39: ("wagtail.blocks.StructBlock", [[("heading", 4), ("exchange_type", 33), ("steps", 38)]], {}),
                    40: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "", "label": "heading", "max_length": 120, "required": False},
                    ),
                    41: (
                        "wagtail.blocks.PageChooserBlock",
                        (),
                        {"label": "case study", "page_type": ["casestudies.CaseStudyPage"]},
                    ),
                    42: ("wagtail.blocks.TextBlock", (), {"label": "introduction", "required": False}),
                    43: ("wagtail.blocks.StructBlock", [[("heading", 40), ("case", 41), ("text", 42)]], {}),
                    44: ("wagtail.blocks.CharBlock", (), {"label": "heading of the first column", "max_length": 40}),
                    45: ("wagtail.blocks.CharBlock", (), {"label": "unit", "max_length": 20}),
                    46: ("wagtail.blocks.CharBlock", (), {"label": "label", "max_length": 80}),
                    47: (
                        "wagtail.blocks.DecimalBlock",
                        (),
                        {"decimal_places": 2, "label": "value", "max_digits": 12, "min_value": 0},
                    ),
                    48: (
                        "wagtail.blocks.DecimalBlock",
                        (),
                        {
                            "decimal_places": 2,
                            "label": "value of the period before",
                            "max_digits": 12,
                            "min_value": 0,
                            "required": False,
                        },
                    ),
                    49: ("wagtail.blocks.StructBlock", [[("label", 46), ("value", 47), ("before", 48)]], {}),
                    50: ("wagtail.blocks.ListBlock", (49,), {"label": "rows", "min_num": 1}),
                    51: ("wagtail.blocks.CharBlock", (), {"label": "note", "max_length": 200, "required": False}),
                    52: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "Marks the figures as invented for demonstration.",
                            "label": "sample data",
                            "required": False,
                        },
                    ),
                    53: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "default": "",
                            "help_text": "Left empty: there is no earlier period to compare with.",
                            "label": "heading of the period before",
                            "max_length": 20,
                            "required": False,
                        },
                    ),
                    54: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("heading", 4),
                                ("category", 44),
                                ("unit", 45),
                                ("rows", 50),
                                ("note", 51),
                                ("is_sample", 52),
                                ("before_head", 53),
                            ]
                        ],
                        {},
                    ),
                    55: ("wagtail.blocks.CharBlock", (), {"label": "caption", "max_length": 120}),
                    56: ("wagtail.blocks.CharBlock", (), {"label": "cell"}),
                    57: ("wagtail.blocks.ListBlock", (56,), {"label": "column headings", "min_num": 1}),
                    58: ("wagtail.blocks.CharBlock", (), {"label": "cell", "required": False}),
                    59: ("wagtail.blocks.ListBlock", (58,), {"label": "cells", "min_num": 1}),
                    60: ("wagtail.blocks.StructBlock", [[("cells", 59)]], {}),
                    61: ("wagtail.blocks.ListBlock", (60,), {"label": "rows", "min_num": 1}),
                    62: ("wagtail.blocks.StructBlock", [[("caption", 55), ("header", 57), ("rows", 61)]], {}),
                    63: ("wagtail.blocks.CharBlock", (), {"label": "question", "max_length": 200}),
                    64: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {"features": ["h3", "bold", "ol", "ul", "link", "document-link", "ruby"], "label": "answer"},
                    ),
                    65: ("wagtail.blocks.StructBlock", [[("question", 63), ("answer", 64)]], {}),
                    66: ("wagtail.blocks.ListBlock", (65,), {"label": "questions"}),
                    67: ("wagtail.blocks.StructBlock", [[("heading", 4), ("questions", 66)]], {}),
                    68: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "document"}),
                    69: ("wagtail.blocks.ListBlock", (68,), {"label": "documents"}),
                    70: ("wagtail.blocks.StructBlock", [[("heading", 0), ("documents", 69)]], {}),
                    71: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["h3", "bold", "ol", "ul", "link", "document-link", "ruby"],
                            "label": "text",
                            "required": False,
                        },
                    ),
                    72: ("wagtail.blocks.StructBlock", [[("heading", 4), ("text", 71)]], {}),
                },
                verbose_name="body",
            ),
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issue_key", models.UUIDField(editable=False, verbose_name="issue")),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number of the issue")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("waiting", "Waiting for approval"),
                            ("scheduled", "Scheduled"),
                            ("sending", "Being sent"),
                            ("paused", "Paused"),
                            ("done", "Sent"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("audience", models.JSONField(blank=True, default=dict, verbose_name="audience")),
                (
                    "scheduled_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Japan time. Empty: as soon as it is released.",
                        null=True,
                        verbose_name="send at",
                    ),
                ),
                (
                    "per_minute",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Empty: as the settings of the system say.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="mails a minute",
                    ),
                ),
                ("tracks_clicks", models.BooleanField(default=False, editable=False)),
                ("message_domain", models.CharField(blank=True, editable=False, max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="released")),
                ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved")),
                ("started_at", models.DateTimeField(editable=False, null=True, verbose_name="begun")),
                ("finished_at", models.DateTimeField(editable=False, null=True, verbose_name="ended")),
                ("entered_up_to", models.BigIntegerField(default=0, editable=False)),
                ("entered_at", models.DateTimeField(editable=False, null=True)),
                ("trouble", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="released by",
                    ),
                ),
            ],
            options={
                "verbose_name": "mailing",
                "verbose_name_plural": "mailings",
                "ordering": ["-created_at", "-pk"],
                "permissions": [
                    ("send_mailing", "Can send the newsletter"),
                    ("approve_mailing", "Can approve mailings of others"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MailingEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(choices=[("ja", "日本語"), ("en", "English")], max_length=2)),
                ("subject", models.CharField(max_length=300)),
                ("html", models.TextField()),
                ("text", models.TextField()),
                (
                    "mailing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="editions", to="newsletter.mailing"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition of a mailing",
                "verbose_name_plural": "editions of mailings",
            },
        ),
        migrations.CreateModel(
            name="Subscriber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("email_key", models.CharField(editable=False, max_length=254, unique=True)),
                (
                    "key",
                    models.CharField(
                        default=newsletter.models.subscribers.new_key, editable=False, max_length=24, unique=True
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ja", "日本語"), ("en", "English")],
                        default="ja",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting for confirmation"),
                            ("confirmed", "Receives the newsletter"),
                            ("unsubscribed", "Unsubscribed"),
                            ("suspended", "Suspended"),
                        ],
                        default="pending",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("school_type_mask", models.PositiveIntegerField(default=0, editable=False)),
                ("topic_mask", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("form", "Form on the site"),
                            ("account", "Members' area"),
                            ("import", "Imported list"),
                            ("desk", "Entered by the desk"),
                        ],
                        max_length=8,
                        verbose_name="source of the consent",
                    ),
                ),
                (
                    "consent_note",
                    models.CharField(
                        blank=True,
                        help_text="Where and to what the person agreed, in words.",
                        max_length=300,
                        verbose_name="consent",
                    ),
                ),
                ("consented_at", models.DateTimeField(verbose_name="agreed on")),
                ("requested_at", models.DateTimeField(blank=True, null=True, verbose_name="asked for on")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed on")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="unsubscribed or suspended on")),
                (
                    "suspension",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hard_bounce", "The address does not exist"),
                            ("soft_bounces", "Mail came back several times"),
                            ("complaint", "Reported as unwanted"),
                            ("desk", "By the desk"),
                        ],
                        max_length=12,
                        verbose_name="reason of the suspension",
                    ),
                ),
                (
                    "soft_bounces",
                    models.PositiveSmallIntegerField(default=0, verbose_name="mails that came back in a row"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="newsletter_subscription",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "subscriber",
                "verbose_name_plural": "subscribers",
                "permissions": [
                    ("export_subscriber", "Can export subscribers"),
                    ("import_subscriber", "Can import subscribers"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issue_key", models.UUIDField(editable=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("ja", "日本語"), ("en", "English")], max_length=2, verbose_name="language"
                    ),
                ),
                ("message_id", models.CharField(editable=False, max_length=120, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting"),
                            ("claimed", "In hand"),
                            ("transmitting", "Being handed over"),
                            ("sent", "Sent"),
                            ("failed", "Refused"),
                            ("unknown", "Unknown"),
                            ("skipped", "Left out"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="queued",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("due_at", models.DateTimeField(verbose_name="next attempt")),
                ("claim", models.CharField(blank=True, editable=False, max_length=32)),
                ("claimed_at", models.DateTimeField(editable=False, null=True)),
                ("leased_until", models.DateTimeField(editable=False, null=True)),
                ("data_begun_at", models.DateTimeField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="ended")),
                (
                    "code",
                    models.PositiveSmallIntegerField(editable=False, null=True, verbose_name="answer of the server"),
                ),
                ("reason", models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason")),
                ("bounced_at", models.DateTimeField(editable=False, null=True, verbose_name="came back")),
                (
                    "bounce",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hard", "Cannot be delivered"),
                            ("soft", "Cannot be delivered for now"),
                            ("complaint", "Reported as unwanted"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="kind of return",
                    ),
                ),
                (
                    "bounce_reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason of the return"),
                ),
                (
                    "unsubscribed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="unsubscribed from this mail"),
                ),
                (
                    "mailing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="newsletter.mailing"
                    ),
                ),
                (
                    "subscriber",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deliveries",
                        to="newsletter.subscriber",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "deliveries",
                "permissions": [("export_delivery", "Can export deliveries")],
            },
        ),
        migrations.CreateModel(
            name="SubscriberEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("requested", "Asked for"),
                            ("confirmed", "Confirmed"),
                            ("imported", "Imported"),
                            ("changed", "Changed"),
                            ("unsubscribed", "Unsubscribed"),
                            ("suspended", "Suspended"),
                            ("resumed", "Resumed"),
                            ("forgotten", "Forgotten"),
                        ],
                        max_length=12,
                        verbose_name="event",
                    ),
                ),
                ("happened_at", models.DateTimeField(verbose_name="when")),
                ("language", models.CharField(max_length=2, verbose_name="language")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="How it came: form, account, import, desk, link, one_click, bounce, …",
                        max_length=12,
                    ),
                ),
                ("balance", models.SmallIntegerField(default=0)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mailing",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="subscriber_events",
                        to="newsletter.mailing",
                    ),
                ),
                (
                    "subscriber",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="events",
                        to="newsletter.subscriber",
                    ),
                ),
            ],
            options={
                "verbose_name": "event of a subscription",
                "verbose_name_plural": "events of subscriptions",
            },
        ),
        migrations.CreateModel(
            name="TrackedLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.CharField(max_length=2000)),
                ("clicks", models.PositiveIntegerField(default=0)),
                (
                    "mailing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="newsletter.mailing"
                    ),
                ),
            ],
            options={
                "verbose_name": "counted link",
                "verbose_name_plural": "counted links",
            },
        ),
        migrations.AddIndex(
            model_name="mailing",
            index=models.Index(fields=["state", "scheduled_at"], name="mailings_by_state"),
        ),
        migrations.AddIndex(
            model_name="mailing",
            index=models.Index(fields=["issue_key"], name="mailings_of_an_issue"),
        ),
        migrations.AddConstraint(
            model_name="mailing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "waiting", "scheduled", "sending", "paused", "done", "cancelled"])
                ),
                name="mailing_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="mailing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("done", "cancelled")), _negated=True),
                fields=("issue_key",),
                name="one_open_mailing_of_an_issue",
            ),
        ),
        migrations.AddConstraint(
            model_name="mailingedition",
            constraint=models.UniqueConstraint(
                fields=("mailing", "language"), name="one_edition_of_a_mailing_per_language"
            ),
        ),
        migrations.AddIndex(
            model_name="subscriber",
            index=models.Index(fields=["status", "language", "id"], name="subscribers_by_language"),
        ),
        migrations.AddConstraint(
            model_name="subscriber",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["pending", "confirmed", "unsubscribed", "suspended"])),
                name="subscriber_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriber",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "confirmed"), _negated=True), ("confirmed_at__isnull", False), _connector="OR"
                ),
                name="subscriber_confirmed_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriber",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "suspended"), models.Q(("suspension", ""), _negated=True)),
                    models.Q(models.Q(("status", "suspended"), _negated=True), ("suspension", "")),
                    _connector="OR",
                ),
                name="subscriber_suspended_for_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["mailing", "state", "due_at", "id"], name="deliveries_in_order"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state__in", ("claimed", "transmitting"))),
                fields=["leased_until"],
                name="deliveries_in_hand",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("issue_key", "subscriber"), name="one_delivery_of_an_issue"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["queued", "claimed", "transmitting", "sent", "failed", "unknown", "skipped", "cancelled"],
                    )
                ),
                name="delivery_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state__in", ("queued", "claimed", "transmitting"))),
                    models.Q(
                        models.Q(("state__in", ("queued", "claimed", "transmitting")), _negated=True),
                        ("ended_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="delivery_ended_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "transmitting"), _negated=True),
                    ("data_begun_at__isnull", False),
                    _connector="OR",
                ),
                name="delivery_transmitting_since",
            ),
        ),
        migrations.AddIndex(
            model_name="subscriberevent",
            index=models.Index(
                condition=models.Q(("balance", 0), _negated=True),
                fields=["happened_at"],
                name="subscriber_events_by_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriberevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "requested",
                            "confirmed",
                            "imported",
                            "changed",
                            "unsubscribed",
                            "suspended",
                            "resumed",
                            "forgotten",
                        ],
                    )
                ),
                name="subscriber_event_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="trackedlink",
            constraint=models.UniqueConstraint(fields=("mailing", "url"), name="one_count_of_a_link"),
        ),
    ]
