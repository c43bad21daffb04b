"""PostgreSQL: rows of the index are short, and no length makes the planner go through them without the index.

With all vectors and long texts beside the row, the keys of a common word are read from half as many pages. The planner,
who thinks that joining two vectors costs next to nothing, would then walk through the table whenever the index has
something left to sort in; so a function joins them, which says what it costs.
"""

from django.db import migrations

ENTRY = "wagtailsearch_indexentry"
PLAIN_INDEX = "core_search_title_body"
INDEX = "core_search_vector_gin"

# Not in SQL, which the planner would look through; not parallel, as the index is faster than two processes without it.
FUNCTION = """
CREATE FUNCTION core_search_vector(title tsvector, body tsvector) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE COST 500 AS $$ BEGIN RETURN title || body; END $$
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(FUNCTION)
    schema_editor.execute(f"DROP INDEX {PLAIN_INDEX}")
    schema_editor.execute(f"ALTER TABLE {ENTRY} SET (toast_tuple_target = 128)")
    # As 0005 left it; an early form of 0009 took it out of the row.
    schema_editor.execute(f"ALTER TABLE {ENTRY} ALTER COLUMN title_text SET STORAGE MAIN")
    schema_editor.execute(f"CREATE INDEX {INDEX} ON {ENTRY} USING gin (core_search_vector(title, body))")


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(f"DROP INDEX {INDEX}")
    schema_editor.execute(f"ALTER TABLE {ENTRY} RESET (toast_tuple_target)")
    schema_editor.execute("DROP FUNCTION core_search_vector")
    schema_editor.execute(f"CREATE INDEX {PLAIN_INDEX} ON {ENTRY} USING gin ((title || body))")


class Migration(migrations.Migration):
    dependencies = [("core", "0009_lean_index")]

    operations = [migrations.RunPython(forwards, backwards)]
