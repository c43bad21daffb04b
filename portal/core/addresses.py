"""Addresses with other query parameters: paging that keeps the filters, filters that can be taken off."""

from collections.abc import Iterable, Mapping

from django.http import QueryDict


def changed_query(
    query: QueryDict,
    put: Mapping[str, object] | None = None,
    add: Iterable[tuple[str, object]] = (),
    drop: Iterable[tuple[str, object]] = (),
) -> str:
    """The query string after the changes, beginning with `?`; empty parameters are left out.

    `put` replaces all values of a key (None or an empty text removes the key, a list puts several values), `add`
    appends one value, `drop` takes one value away. The result is `"?"` when nothing remains, because an empty
    reference would keep the present query.
    """
    result = QueryDict(mutable=True)
    for key, values in query.lists():
        result.setlist(key, [each for each in values if each != ""])
    for key, value in (put or {}).items():
        given = value if isinstance(value, list | tuple) else [value]
        result.setlist(key, [str(item) for item in given if item is not None and item != ""])
    for key, value in add:
        if str(value) not in result.getlist(key):
            result.appendlist(key, str(value))
    for key, value in drop:
        result.setlist(key, [item for item in result.getlist(key) if item != str(value)])
    return f"?{result.urlencode()}"
