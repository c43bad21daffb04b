"""Each word of a group of synonyms is a row of its own, so that no two groups can have it."""

import django.db.models.deletion
from django.db import migrations, models

from portal.core.search.models import word_digest
from portal.core.search.synonyms import split_words
from portal.core.search.text import key


def fill(apps, schema_editor):
    word_model = apps.get_model("core", "SynonymWord")
    taken = {}
    for group in apps.get_model("core", "Synonym").objects.order_by("pk"):
        for word in split_words(group.words):
            if key(word):
                # A word that two groups had counted for the first one before, too.
                taken.setdefault(word_digest(word), group.pk)
    word_model.objects.bulk_create([word_model(digest=digest, group_id=group) for digest, group in taken.items()])


class Migration(migrations.Migration):
    dependencies = [("core", "0005_plain_texts_at_hand")]

    operations = [
        migrations.CreateModel(
            name="SynonymWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.synonym"),
                ),
            ],
            options={"verbose_name": "word of a group of synonyms"},
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
