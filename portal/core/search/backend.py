"""The search backend of the portal, for `WAGTAILSEARCH_BACKENDS["default"]["BACKEND"]`."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name modelsearch looks for
    """The backend for the kind of the default database, SQLite or PostgreSQL, decided when it is built.

    `params` are the other options of the setting; they go to modelsearch's own backend. Raises ImproperlyConfigured for
    any other database.
    """
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    if vendor == "sqlite":
        from .sqlite import SQLiteBackend

        return SQLiteBackend(params)
    if vendor == "postgresql":
        from .postgres import PostgresBackend

        return PostgresBackend(params)
    raise ImproperlyConfigured(f"The search of the portal works on SQLite and PostgreSQL, not on {vendor}.")
