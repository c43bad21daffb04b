"""What is read for each hit becomes short.

PostgreSQL: the vector of the title is compressed by LZ4 like that of the body.

SQLite: the full-text table reads the texts where they are instead of keeping a copy of its own. That saves a third of
the index and a quarter of the time of writing. Its tokens are ready made, so the simplest tokenizer will do, which takes
everything that is not ASCII for part of a word. A table of that kind must be told what to take out. Django deletes the
rows of both tables when entries are deleted; what the full-text table does not hold any more must not be taken out
again, hence the look into its list of rows.
"""

from django.db import migrations

ENTRY = "wagtailsearch_indexentry"
FTS = f"{ENTRY}_fts"
COLUMNS = "title, body, autocomplete"
NEW = "NEW.title, NEW.body, NEW.autocomplete"
OLD = "OLD.title, OLD.body, OLD.autocomplete"
IS_HELD = f"EXISTS (SELECT 1 FROM {FTS}_docsize WHERE id = OLD.id)"  # noqa: S608
INSERT = f"INSERT INTO {FTS}({COLUMNS}, rowid) VALUES ({NEW}, NEW.id)"  # noqa: S608
TAKE_OUT = f"INSERT INTO {FTS}({FTS}, rowid, {COLUMNS}) SELECT 'delete', OLD.id, {OLD} WHERE {IS_HELD}"  # noqa: S608

LEAN_TABLE = f"""
CREATE VIRTUAL TABLE {FTS} USING fts5(autocomplete, body, title, content='{ENTRY}', content_rowid='id', tokenize='ascii')
"""
LEAN_TRIGGERS = {"insert": INSERT, "update": f"{TAKE_OUT}; {INSERT}", "delete": TAKE_OUT}
# As Wagtail makes them.
OWN_TABLE = f"CREATE VIRTUAL TABLE {FTS} USING fts5(autocomplete, body, title)"
OWN_TRIGGERS = {
    "insert": INSERT,
    "update": f"UPDATE {FTS} SET title=NEW.title, body=NEW.body, autocomplete=NEW.autocomplete WHERE rowid=NEW.id",  # noqa: S608
    "delete": f"DELETE FROM {FTS} WHERE rowid=OLD.id",  # noqa: S608
}


def replace(schema_editor, table, triggers, fill):
    """Put another full-text table in the place of the one that is there."""
    if FTS not in schema_editor.connection.introspection.table_names():
        return
    for event in triggers:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {event}_{FTS}")
    schema_editor.execute(f"DROP TABLE {FTS}")
    schema_editor.execute(table)
    for event, action in triggers.items():
        schema_editor.execute(f"CREATE TRIGGER {event}_{FTS} AFTER {event.upper()} ON {ENTRY} BEGIN {action}; END")
    schema_editor.execute(fill)


def has_lz4(schema_editor):
    """Not every PostgreSQL was built with it, and none before 14."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'")
        row = cursor.fetchone()
    return row is not None and row[0]


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        replace(schema_editor, LEAN_TABLE, LEAN_TRIGGERS, f"INSERT INTO {FTS}({FTS}) VALUES ('rebuild')")  # noqa: S608
    elif schema_editor.connection.vendor == "postgresql":
        if has_lz4(schema_editor):
            schema_editor.execute(f"ALTER TABLE {ENTRY} ALTER COLUMN title SET COMPRESSION lz4")


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        copy = f"INSERT INTO {FTS}(rowid, {COLUMNS}) SELECT id, {COLUMNS} FROM {ENTRY}"  # noqa: S608
        replace(schema_editor, OWN_TABLE, OWN_TRIGGERS, copy)
    elif schema_editor.connection.vendor == "postgresql":
        if has_lz4(schema_editor):
            schema_editor.execute(f"ALTER TABLE {ENTRY} ALTER COLUMN title SET COMPRESSION DEFAULT")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_printed_files"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
