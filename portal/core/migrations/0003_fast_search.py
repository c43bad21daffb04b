"""PostgreSQL: the index over title and body stands on a function, so that it is used for common words too.

The planner believes that reading and joining two vectors costs next to nothing and goes through the whole table when a
word is common; a function can say what it costs. The vectors of bodies alone are never searched.
"""

from django.db import migrations

ENTRY = "wagtailsearch_indexentry"
OLD_INDEX = "core_search_title_body"
INDEX = "core_search_vector_gin"
BODY_INDEX = "wagtailsear_body_90c85d_gin"

# Not in SQL, which the planner would look through; not parallel, as the index is faster than two processes without it.
FUNCTION = """
CREATE FUNCTION core_search_vector(title tsvector, body tsvector) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE COST 500 AS $$ BEGIN RETURN title || body; END $$
"""
# Compression by LZ4 is read twice as fast; not every PostgreSQL was built with it.
COMPRESS = f"""
DO $$ BEGIN
  IF 'lz4' = ANY ((SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression')::text[]) THEN
    ALTER TABLE {ENTRY} ALTER COLUMN body SET COMPRESSION lz4, ALTER COLUMN body_text SET COMPRESSION lz4;
  END IF;
END $$
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(FUNCTION)
    schema_editor.execute(f"DROP INDEX {OLD_INDEX}")
    schema_editor.execute(f"DROP INDEX IF EXISTS {BODY_INDEX}")
    schema_editor.execute(f"CREATE INDEX {INDEX} ON {ENTRY} USING gin (core_search_vector(title, body))")
    schema_editor.execute(COMPRESS)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for column in ("body", "body_text"):
        schema_editor.execute(f"ALTER TABLE {ENTRY} ALTER COLUMN {column} SET COMPRESSION DEFAULT")
    schema_editor.execute(f"DROP INDEX {INDEX}")
    schema_editor.execute("DROP FUNCTION core_search_vector")
    schema_editor.execute(f"CREATE INDEX {BODY_INDEX} ON {ENTRY} USING gin (body)")
    schema_editor.execute(f"CREATE INDEX {OLD_INDEX} ON {ENTRY} USING gin ((title || body))")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_search_index"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
