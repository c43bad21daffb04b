"""Which part of the index holds which field: the title counts most, everything else is the body."""

from collections.abc import Iterable
from functools import cache
from typing import Any


@cache
def title_field(model: Any) -> str | None:
    """The search field of a model that is its title: `title`, else the one with the highest boost, if any has one."""
    fields = model.get_searchable_search_fields()
    if any(field.field_name == "title" for field in fields):
        return "title"
    boosted = [field for field in fields if field.boost]
    return max(boosted, key=lambda field: float(field.boost)).field_name if boosted else None


def index_columns(model: Any, fields: Iterable[str] | None) -> list[str]:
    """The columns of the index for the fields of `search(…, fields=[…])`; all for None."""
    if fields is None:
        return ["title", "body"]
    title = title_field(model)
    return sorted({"title" if name == title else "body" for name in fields}, reverse=True)
