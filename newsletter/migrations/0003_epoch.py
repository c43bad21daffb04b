from django.db import migrations


def create(apps, schema_editor):
    # Emptied by the server after a crash: see newsletter.sending.durability.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE UNLOGGED TABLE newsletter_epoch (id smallint PRIMARY KEY, word varchar(8) NOT NULL)"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TABLE newsletter_epoch")


class Migration(migrations.Migration):
    dependencies = [("newsletter", "0002_issues_subscribers_and_mailings")]

    operations = [migrations.RunPython(create, drop)]
