"""Which part of the index a search within named fields means."""

from collections.abc import Iterable


def index_columns(fields: Iterable[str] | None) -> list[str]:
    """The index columns for the fields of `search(…, fields=[…])`: `title` has its own, the rest share `body`."""
    if fields is None:
        return ["title", "body"]
    return sorted({"title" if name == "title" else "body" for name in fields}, reverse=True)
