from django.db import migrations
from django.db.models import F


def note(apps, schema_editor):
    """What schools could find before this was noted is not new to anybody."""
    partners = apps.get_model("partners", "PartnerSchool").objects.exclude(confirmed_on=None)
    partners.update(first_listed_at=F("created_at"))


class Migration(migrations.Migration):
    # Apart from 0007: PostgreSQL makes no index in a transaction that has written the rows.
    dependencies = [("partners", "0007_first_listed")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop, elidable=True)]
