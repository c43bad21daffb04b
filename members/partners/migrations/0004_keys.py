from django.db import migrations

from members.partners.likeness import name_key, web_key


def fill_keys(apps, schema_editor):
    """Every entry gets the keys by which the same school is found again."""
    model = apps.get_model("partners", "PartnerSchool")
    rows = model.objects.only("name", "name_en", "website").order_by("pk")
    batch = []
    for row in rows.iterator(chunk_size=2000):
        row.name_key, row.web_key = name_key(row.name_en or row.name), web_key(row.website)
        batch.append(row)
        if len(batch) == 2000:
            model.objects.bulk_update(batch, ["name_key", "web_key"])
            batch = []
    model.objects.bulk_update(batch, ["name_key", "web_key"])


class Migration(migrations.Migration):
    # Apart from 0003: PostgreSQL alters no table whose rows the same transaction has written.
    dependencies = [("partners", "0003_register")]

    operations = [migrations.RunPython(fill_keys, migrations.RunPython.noop, elidable=True)]
