from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casestudies", "0003_cases_in_memory"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="casestudyindexpage",
            options={"verbose_name": "case study archive", "verbose_name_plural": "case study archives"},
        ),
        migrations.AddField(
            model_name="casestudyindexpage",
            name="checked_on",
            field=models.DateField(
                blank=True,
                help_text="The day on which somebody read the whole page and found it right. It counts for both languages.",
                null=True,
                verbose_name="content last checked on",
            ),
        ),
        migrations.AddField(
            model_name="casestudyindexpage",
            name="contact_detail",
            field=models.CharField(
                blank=True,
                help_text="Only where it differs from the office: extension, hours, another address.",
                max_length=200,
                verbose_name="how to reach them",
            ),
        ),
        migrations.AddField(
            model_name="casestudyindexpage",
            name="contact_name",
            field=models.CharField(
                blank=True,
                help_text="The team or the desk in words, no name of a person. Empty: the office, as in the site settings.",
                max_length=120,
                verbose_name="who answers for this page",
            ),
        ),
        migrations.AddField(
            model_name="casestudypage",
            name="checked_on",
            field=models.DateField(
                blank=True,
                help_text="The day on which somebody read the whole page and found it right. It counts for both languages.",
                null=True,
                verbose_name="content last checked on",
            ),
        ),
        migrations.AddField(
            model_name="casestudypage",
            name="contact_detail",
            field=models.CharField(
                blank=True,
                help_text="Only where it differs from the office: extension, hours, another address.",
                max_length=200,
                verbose_name="how to reach them",
            ),
        ),
        migrations.AddField(
            model_name="casestudypage",
            name="contact_name",
            field=models.CharField(
                blank=True,
                help_text="The team or the desk in words, no name of a person. Empty: the office, as in the site settings.",
                max_length=120,
                verbose_name="who answers for this page",
            ),
        ),
    ]
